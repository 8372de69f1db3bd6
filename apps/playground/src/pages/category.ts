import { html, type Markup } from '../markup.ts'
import { colours } from '../shop/colours.ts'
import { categories } from '../shop/kinds.ts'
import { productsIn } from '../shop/products.ts'
import type { Snippet } from '../snippet.ts'
import { breadcrumbs, layout } from './layout.ts'
import { productCard } from './product-card.ts'

const everything = {
  slug: 'everything',
  name: 'Everything',
  line: 'The whole shop on one long shelf.',
}

/** An aisle, or the long list of everything. Filtering and sorting happen in the browser. */
export function categoryPage(snippet: Snippet | null, slug: string): Markup | null {
  const category = [...categories, everything].find((known) => known.slug === slug)
  if (!category) return null
  const shelf = productsIn(slug)
  const inUse = colours.filter((colour) => shelf.some((product) => product.colour.id === colour.id))
  return layout(snippet, {
    title: category.name,
    path: `/category/${slug}`,
    styles: ['category.css'],
    scripts: ['category.js'],
    main: html`<div class="wrap">
${breadcrumbs([{ name: 'Home', href: '/' }, { name: category.name }])}
<div class="aisle-head"><h1>${category.name}</h1><p>${category.line}</p></div>
<div class="aisle-body">
<form class="filters" data-filters aria-label="Filter and sort">
<details class="filter-fold" open>
<summary>Filters</summary>
<div class="field"><label for="search">Search in ${category.name.toLowerCase()}</label><input id="search" name="search" type="search" placeholder="Tarn, jacket, …" autocomplete="off"></div>
${
  slug === 'everything' &&
  html`<fieldset><legend>Aisle</legend>
${categories.map(({ slug: id, name }) => html`<label class="choice"><input type="checkbox" name="category" value="${id}"> <span>${name}</span></label>`)}
</fieldset>`
}
<fieldset><legend>Colour</legend><div class="swatches">
${inUse.map((colour) => html`<label class="swatch" title="${colour.name}"><input type="checkbox" name="colour" value="${colour.id}"><i style="background:${colour.main}"></i><span class="unseen">${colour.name}</span></label>`)}
</div></fieldset>
<div class="field"><label for="most">Up to <output for="most" data-most>€650</output></label><input id="most" name="most" type="range" min="15" max="650" step="5" value="650"></div>
<fieldset><legend>Only</legend>
<label class="choice"><input type="checkbox" name="badge" value="sale"> <span>On sale</span></label>
<label class="choice"><input type="checkbox" name="badge" value="new"> <span>New this month</span></label>
<label class="choice"><input type="checkbox" name="rating" value="4.5"> <span>4.5 stars and more</span></label>
</fieldset>
<button class="button quiet" type="reset">Clear all</button>
</details>
</form>
<section aria-labelledby="results">
<div class="shelf-bar"><h2 id="results"><span role="status" data-results>${shelf.length} things</span></h2>
<label class="sort">Sort by <select name="sort" data-sort><option value="shelf">Our order</option><option value="low">Price, low to high</option><option value="high">Price, high to low</option><option value="rating">Best rated</option><option value="new">Newest</option><option value="name">Name</option></select></label></div>
<ul class="shelf" data-shelf>
${shelf.map(productCard)}</ul>
<p class="nothing" data-nothing hidden>Nothing on this shelf fits all of that. Loosen one filter and look again.</p>
</section>
</div>
</div>`,
  })
}
