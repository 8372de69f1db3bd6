import { html, type Markup } from '../markup.ts'
import { categories } from '../shop/kinds.ts'
import { type Product, productBySlug, products } from '../shop/products.ts'
import type { Snippet } from '../snippet.ts'
import { type IconName, icon } from './icons.ts'
import { layout } from './layout.ts'
import { productCard } from './product-card.ts'

const shelf = ['tarn-tent', 'corrie-backpack', 'beck-lantern', 'esker-jacket'] as const
const faces: Readonly<Record<string, string>> = {
  shelter: 'esker-tent',
  packs: 'tarn-backpack',
  sleep: 'beck-sleeping-bag',
  'camp-kitchen': 'linn-mug',
  light: 'carn-lantern',
  clothing: 'skerry-jacket',
}

const promises: readonly { icon: IconName; title: string; text: string }[] = [
  {
    icon: 'needle',
    title: 'Mended for free',
    text: 'Seams, zips, holes. For as long as you own it.',
  },
  {
    icon: 'truck',
    title: 'Two days to most doors',
    text: 'By train and cargo bike wherever they go.',
  },
  { icon: 'return', title: 'A hundred nights', text: 'Sleep in it. If it is wrong, send it back.' },
  { icon: 'leaf', title: 'No hidden fluorine', text: 'Every finish is named on the label.' },
]

export function homePage(snippet: Snippet | null): Markup {
  const featured = shelf.map(productBySlug).filter((product): product is Product => !!product)
  const arrivals = [...products].sort((a, b) => a.age - b.age).slice(0, 4)
  return layout(snippet, {
    title: 'Gear for slow mountains',
    path: '/',
    styles: ['home.css'],
    main: html`<section class="hero" aria-labelledby="hero-title">
<img src="/images/scene/dusk-camp.svg" alt="Two small tents below layered hills at dusk" width="1600" height="900" fetchpriority="high">
<div class="hero-text">
<p class="eyebrow">Autumn, 2026</p>
<h1 id="hero-title">Gear for slow mountains</h1>
<p>Light enough to carry all day, mendable enough to carry for twenty years. Tents, packs and small comforts from the end of a valley road.</p>
<p class="hero-actions"><a class="button bright" href="/category/shelter">See the tents ${icon('arrow')}</a><a class="button ghost" href="/category/everything">Everything we make</a></p>
</div>
</section>

<section class="wrap promises" aria-label="What we promise">
${promises.map((promise) => html`<div class="promise">${icon(promise.icon)}<div><h2>${promise.title}</h2><p>${promise.text}</p></div></div>`)}
</section>

<section class="wrap section" aria-labelledby="aisles">
<div class="section-head"><h2 id="aisles">Find your way</h2><a href="/category/everything">All ${products.length} things ${icon('arrow')}</a></div>
<ul class="aisles">
${categories.map(
  (category, index) =>
    html`<li class="aisle aisle-${index + 1}"><a href="/category/${category.slug}"><img src="/images/product/${faces[category.slug] ?? 'tarn-tent'}-studio.svg" alt="" width="400" height="400"><span><b>${category.name}</b><small>${category.line}</small></span></a></li>`,
)}
</ul>
</section>

<section class="wrap section" aria-labelledby="favourites">
<div class="section-head"><h2 id="favourites">Carried most this month</h2><a href="/category/everything">See them all ${icon('arrow')}</a></div>
<ul class="shelf shelf-four">
${featured.map(productCard)}</ul>
</section>

<section class="story" aria-labelledby="story-title">
<div class="wrap story-grid">
<div>
<p class="eyebrow">The repair bench</p>
<h2 id="story-title">We would rather mend it than sell you another</h2>
<p>Since 2009, eleven people at four sewing machines have put 41,380 things back on the hill. Tents with a dog-shaped hole, jackets with a decade in the elbows, one mug.</p>
<p><a class="button bright" href="/help/repairs">Start a repair</a></p>
</div>
<dl class="figures">
<div><dt>Things mended</dt><dd>41,380</dd></div>
<div><dt>Median age of a repaired jacket</dt><dd>8 years</dd></div>
<div><dt>Back with you in</dt><dd>9 days</dd></div>
<div><dt>What it costs</dt><dd>Nothing</dd></div>
</dl>
</div>
</section>

<section class="wrap section" aria-labelledby="new">
<div class="section-head"><h2 id="new">Just in</h2><a href="/category/everything?sort=new">Newest first ${icon('arrow')}</a></div>
<ul class="shelf shelf-four">
${arrivals.map(productCard)}</ul>
</section>

<section class="wrap section quote"><figure><blockquote>The pole snapped on the second morning of a long week. They talked me through a splint on the phone, and a new pole was at the hut before I was.</blockquote><figcaption>Maren H., Bergen, about her Esker tent</figcaption></figure></section>`,
  })
}
