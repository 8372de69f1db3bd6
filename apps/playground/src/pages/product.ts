import { views } from '../images/product-image.ts'
import { html, jsonScript, type Markup } from '../markup.ts'
import { categories } from '../shop/kinds.ts'
import { formatPrice, formatWeight, type Product, productsIn } from '../shop/products.ts'
import { reviewsOf } from '../shop/reviews.ts'
import type { Snippet } from '../snippet.ts'
import { icon, stars } from './icons.ts'
import { breadcrumbs, layout } from './layout.ts'
import { productCard } from './product-card.ts'

const viewNames = { studio: 'Front', outdoors: 'Outdoors', detail: 'Detail', drawing: 'Measured' }

export function productPage(snippet: Snippet | null, product: Product): Markup {
  const category = categories.find(({ slug }) => slug === product.words.category)
  const image = (view: string): string => `/images/product/${product.slug}-${view}.svg`
  const similar = productsIn(product.words.category)
    .filter((other) => other.slug !== product.slug)
    .slice(3, 7)
  return layout(snippet, {
    title: product.name,
    path: `/category/${product.words.category}`,
    styles: ['product.css'],
    scripts: ['product.js'],
    // The one inline style element: a page's own colour, as a theme would write it.
    head: html`<style>:root { --product: ${product.colour.dark}; --product-ground: ${product.colour.ground} }</style>
`,
    main: html`<div class="wrap">
${breadcrumbs([{ name: 'Home', href: '/' }, { name: category?.name ?? '', href: `/category/${product.words.category}` }, { name: product.name }])}
<article class="product">
<div class="gallery" data-gallery>
<figure class="gallery-main"><img data-main src="${image('studio')}" alt="${product.name} in ${product.colour.name.toLowerCase()}" width="800" height="800"></figure>
<div class="thumbs" role="group" aria-label="Pictures">
${views.map((view, index) => html`<button type="button" data-src="${image(view)}" aria-pressed="${index === 0 ? 'true' : 'false'}"><img src="${image(view)}" alt="${viewNames[view]}" width="100" height="100"></button>`)}
</div>
</div>
<div class="buy">
<p class="eyebrow">${category?.name}</p>
<h1>${product.name}</h1>
<p class="buy-rating"><a href="#tab-reviews" data-open-tab="reviews">${stars(product.rating)} ${product.rating.toFixed(1)} · ${product.reviews} reviews</a></p>
<p class="lead">${product.words.line}</p>
<p class="buy-price">${formatPrice(product.price)} ${product.before && html`<s>${formatPrice(product.before)}</s> <em class="tag tag-sale">Sale</em>`}<small>with tax</small></p>
<form class="buy-form" data-buy>
<fieldset><legend>Colour: <output data-colour-name>${product.colour.name}</output></legend><div class="swatches">
${product.colourChoices.map((colour, index) => html`<label class="swatch" title="${colour.name}"><input type="radio" name="colour" value="${colour.name}"${index === 0 && html` checked`}><i style="background:${colour.main}"></i><span class="unseen">${colour.name}</span></label>`)}
</div></fieldset>
<fieldset><legend>Size</legend><div class="sizes">
${product.words.sizes.map((size, index) => html`<label class="size"><input type="radio" name="size" value="${size}"${index === Math.min(1, product.words.sizes.length - 1) && html` checked`}><span>${size}</span></label>`)}
</div><a class="small-link" href="/help/size-guide">Size guide</a></fieldset>
<div class="buy-row">
<div class="stepper" data-stepper><button type="button" data-step="-1" aria-label="One less">${icon('minus')}</button><input name="quantity" inputmode="numeric" value="1" aria-label="Quantity" size="2"><button type="button" data-step="1" aria-label="One more">${icon('plus')}</button></div>
<button class="button wide" type="submit">${icon('basket')} Add to basket</button>
</div>
</form>
<ul class="ticks">
<li>${icon('check')} ${product.stock < 5 ? `Only ${product.stock} left` : 'In stock'}, leaves us tomorrow</li>
<li>${icon('return')} A hundred nights to change your mind</li>
<li>${icon('needle')} Free repairs, always</li>
</ul>
</div>
</article>

<section class="tabs" data-tabs>
<div role="tablist" aria-label="About this product">
${['details', 'numbers', 'reviews'].map((name, index) => html`<button role="tab" id="tab-${name}" aria-controls="panel-${name}" aria-selected="${index === 0 ? 'true' : 'false'}"${index > 0 && html` tabindex="-1"`}>${{ details: 'Details', numbers: 'Weights and measures', reviews: `Reviews (${product.reviews})` }[name]}</button>`)}
</div>
<div role="tabpanel" id="panel-details" aria-labelledby="tab-details" tabindex="0"><p>${product.words.body}</p><p>Made in ${product.price % 2 ? 'Portugal' : 'Latvia'}, checked by us, and sewn so that it can be opened again: there is a repair drawing of every seam, and you can ask for it.</p></div>
<div role="tabpanel" id="panel-numbers" aria-labelledby="tab-numbers" tabindex="0" hidden>${numbers(product)}</div>
<div role="tabpanel" id="panel-reviews" aria-labelledby="tab-reviews" tabindex="0" hidden>${reviews(product)}</div>
</section>

<section class="section" aria-labelledby="similar"><div class="section-head"><h2 id="similar">From the same aisle</h2><a href="/category/${product.words.category}">All of ${category?.name.toLowerCase()} ${icon('arrow')}</a></div>
<ul class="shelf shelf-four">
${similar.map(productCard)}</ul></section>
</div>
<script type="application/json" id="product-data">${jsonScript({ slug: product.slug, name: product.name, price: product.price })}</script>`,
  })
}

function numbers(product: Product): Markup {
  const rows: readonly (readonly [string, string])[] = [
    ['Weight', formatWeight(product.grams)],
    ['Packed weight', formatWeight(Math.round(product.grams * 1.06))],
    ['Material', product.words.material],
    ['Colour', product.colour.name],
    ['Sizes', product.words.sizes.join(', ')],
    ['Care', 'Cool hand wash, drip dry, no softener'],
    ['Article', `FF-${product.price}-${product.grams}`],
  ]
  return html`<table class="facts"><caption class="unseen">Weights and measures</caption><tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>`
}

function reviews(product: Product): Markup {
  return html`<div class="review-list">${reviewsOf(product).map(
    (review) =>
      html`<article class="review"><header>${stars(review.stars)}<h3>${review.title}</h3></header><p>${review.text}</p><footer>${review.author}, ${review.place} · <time>${review.date}</time></footer></article>`,
  )}</div>
<form class="review-form" data-review><h3>Write a review</h3><div class="field"><label for="review-name">Your name</label><input id="review-name" name="name" autocomplete="name" required></div><div class="field"><label for="review-text">What should others know?</label><textarea id="review-text" name="text" rows="3" required></textarea></div><button class="button small" type="submit">Post review</button></form>`
}
