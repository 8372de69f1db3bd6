import { html, type Markup } from '../markup.ts'
import { formatPrice, type Product } from '../shop/products.ts'
import { stars } from './icons.ts'

const badges = { new: 'New', sale: 'Sale', last: 'Last few' } as const

/** A product on a shelf. The data attributes are what the category page filters and sorts by. */
export function productCard(product: Product): Markup {
  return html`<li class="card-product" data-slug="${product.slug}" data-name="${product.name}" data-price="${product.price}" data-rating="${product.rating}" data-age="${product.age}" data-category="${product.words.category}" data-colour="${product.colour.id}" data-badge="${product.badge ?? ''}">
<a href="/product/${product.slug}">
<span class="card-picture"><img src="/images/product/${product.slug}-studio.svg" alt="" width="400" height="400" loading="lazy" decoding="async"><img class="card-second" src="/images/product/${product.slug}-outdoors.svg" alt="" width="400" height="400" loading="lazy" decoding="async">${product.badge && html`<em class="tag tag-${product.badge}">${badges[product.badge]}</em>`}</span>
<span class="card-name">${product.name}</span>
<span class="card-line">${product.words.line}</span>
<span class="card-foot"><span class="price">${product.before && html`<s>${formatPrice(product.before)}</s> `}${formatPrice(product.price)}</span><span class="card-rating">${stars(product.rating)}<small>${product.reviews}</small></span></span>
</a>
</li>
`
}
