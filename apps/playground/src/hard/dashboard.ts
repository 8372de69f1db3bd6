import { html, jsonScript, type Markup } from '../markup.ts'
import { categories } from '../shop/kinds.ts'
import { formatPrice, productsIn } from '../shop/products.ts'
import { seeded } from '../shop/random.ts'
import type { Snippet } from '../snippet.ts'
import { toolPage } from './tool-page.ts'

const months = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
] as const

const charts = [
  {
    id: 'sales',
    title: 'Sales by aisle',
    note: 'Thousand euro a month',
    renderer: 'canvas',
    wide: true,
  },
  {
    id: 'share',
    title: 'Where it is bought',
    note: 'Share of orders',
    renderer: 'svg',
    wide: false,
  },
  { id: 'repairs', title: 'Repairs', note: 'Taken in and sent back', renderer: 'svg', wide: false },
  {
    id: 'hours',
    title: 'Orders by hour and day',
    note: 'Last four weeks',
    renderer: 'canvas',
    wide: true,
  },
  {
    id: 'stock',
    title: 'Price and rating',
    note: 'Every product, sized by stock',
    renderer: 'canvas',
    wide: true,
  },
  {
    id: 'depot',
    title: 'Depot',
    note: 'Share of the shelves in use',
    renderer: 'svg',
    wide: false,
  },
] as const

const figures: readonly (readonly [string, string, string])[] = [
  ['Sales this year', formatPrice(184_210_300), '+6.1 %'],
  ['Orders', '21,904', '+3.8 %'],
  ['Mended', '4,117', '+11 %'],
  ['Days on the bench', '9', '−2'],
]

/** Six charts: three on canvas, three in SVG. Everything about them is seeded and none of them moves by itself. */
export function dashboardPage(snippet: Snippet | null): Markup {
  return toolPage(snippet, {
    title: 'Figures',
    bodyClass: 'dashboard-page',
    head: html`<script defer src="/vendor/echarts/echarts.min.js"></script>
<script defer src="/assets/dashboard.js"></script>`,
    main: html`<main class="dashboard"><h1>Figures</h1>
<ul class="key-figures">${figures.map(([name, value, change]) => html`<li><span>${name}</span><b>${value}</b><em>${change}</em></li>`)}</ul>
<div class="charts">
${charts.map((chart) => html`<section class="chart${chart.wide ? ' chart-wide' : ''}" aria-labelledby="title-${chart.id}"><h2 id="title-${chart.id}">${chart.title}</h2><p>${chart.note}</p><div class="plot" data-chart="${chart.id}" data-renderer="${chart.renderer}"></div></section>`)}
</div></main>
<script type="application/json" id="dashboard-data">${jsonScript(dashboardData())}</script>`,
  })
}

function dashboardData(): object {
  const random = seeded('dashboard')
  const seasonal = (month: number, base: number, swing: number): number =>
    Math.round(base + swing * Math.sin((month / 11) * Math.PI) + random() * base * 0.2)
  return {
    months,
    aisles: categories.map(({ name }, index) => ({
      name,
      values: months.map((_, month) => seasonal(month, 12 + index * 5, 30 - index * 3)),
    })),
    places: [
      { name: 'Web', value: 61 },
      { name: 'Valley shop', value: 18 },
      { name: 'Huts', value: 13 },
      { name: 'Telephone', value: 8 },
    ],
    taken: months.map((_, month) => seasonal(month, 240, 220)),
    sent: months.map((_, month) => seasonal(month, 230, 200)),
    hours: Array.from({ length: 7 * 12 }, (_, index) => [
      index % 12,
      Math.floor(index / 12),
      Math.round(random() * 30 + 40 * Math.sin(((index % 12) / 12) * Math.PI)),
    ]),
    stock: categories.map(({ slug, name }) => ({
      name,
      points: productsIn(slug).map((product) => [
        product.price / 100,
        product.rating,
        product.stock,
        product.name,
      ]),
    })),
    depot: 72,
  }
}
