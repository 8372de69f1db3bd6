import { html, jsonScript, type Markup } from '../markup.ts'
import { products } from '../shop/products.ts'
import type { Snippet } from '../snippet.ts'
import { icon } from './icons.ts'
import { breadcrumbs, layout } from './layout.ts'

/** Names and prices by slug, for the pages that draw the basket in the browser. */
export function priceList(): Markup {
  const list = Object.fromEntries(
    products.map(({ slug, name, price }) => [slug, { name, price }] as const),
  )
  return html`<script type="application/json" id="price-list">${jsonScript(list)}</script>`
}

export function cartPage(snippet: Snippet | null): Markup {
  return layout(snippet, {
    title: 'Basket',
    path: '/cart',
    styles: ['forms.css', 'basket.css'],
    scripts: ['cart.js'],
    main: html`<div class="wrap">
${breadcrumbs([{ name: 'Home', href: '/' }, { name: 'Basket' }])}
<h1>Your basket</h1>
<div class="two-columns" data-basket>
<section aria-label="Things in your basket"><ul class="lines" data-lines></ul>
<div class="empty" data-empty hidden><img src="/images/product/tarn-backpack-drawing.svg" alt="" width="220" height="220"><h2>Nothing in it yet</h2><p>An empty pack is the lightest one, but it gets cold at night.</p><p><a class="button" href="/category/everything">Look around</a></p></div></section>
<aside class="summary" aria-labelledby="summary-title" data-summary hidden>
<h2 id="summary-title">Summary</h2>
<dl class="totals"><div><dt>Goods</dt><dd data-total="goods">€0.00</dd></div><div><dt>Delivery</dt><dd data-total="delivery">€0.00</dd></div><div><dt>Tax included</dt><dd data-total="tax">€0.00</dd></div><div class="totals-end"><dt>Total</dt><dd data-total="all">€0.00</dd></div></dl>
<progress data-free-delivery max="15000" value="0" aria-label="On the way to free delivery"></progress><p class="hint" data-free-text></p>
<a class="button wide" href="/checkout">${icon('lock')} Go to checkout</a>
<p class="hint">You can change everything until the parcel leaves.</p>
</aside>
</div>
</div>
${priceList()}`,
  })
}
