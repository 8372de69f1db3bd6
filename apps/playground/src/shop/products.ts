import { type Colour, colours } from './colours.ts'
import { type Kind, type KindWords, kinds } from './kinds.ts'
import { pick, seeded } from './random.ts'

export interface Product {
  slug: string
  name: string
  kind: Kind
  words: KindWords
  colour: Colour
  colourChoices: readonly Colour[]
  /** In cents, tax included. */
  price: number
  before: number | null
  grams: number
  rating: number
  reviews: number
  /** Days since it came to the shelves: the order of "newest". */
  age: number
  badge: 'new' | 'sale' | 'last' | null
  stock: number
}

// Ten names, in the order of the shelf. They are words for hills and waters of the North.
const names = [
  'Tarn',
  'Corrie',
  'Esker',
  'Skerry',
  'Beck',
  'Drumlin',
  'Haugh',
  'Linn',
  'Carn',
  'Wold',
] as const

/** Every product of the shop: fourteen kinds by ten names. */
export const products: readonly Product[] = names.flatMap((name, row) =>
  kinds.map((words, column) => invent(name, words, row, column)),
)

const bySlug = new Map(products.map((product) => [product.slug, product]))

export function productBySlug(slug: string): Product | undefined {
  return bySlug.get(slug)
}

/** The products of one category; `everything` has all of them. */
export function productsIn(category: string): readonly Product[] {
  if (category === 'everything') return products
  return products.filter((product) => product.words.category === category)
}

function invent(name: string, words: KindWords, row: number, column: number): Product {
  const random = seeded(`${name} ${words.kind}`)
  const colourChoices = [0, 3, 5].map((step) => choose(row * 4 + column * 5 + step))
  const price = Math.round(words.from + (words.to - words.from) * random()) * 100 - 5
  const badge = pick(random, ['new', 'sale', 'last', null, null, null, null] as const)
  return {
    slug: `${name}-${words.kind}`.toLowerCase(),
    name: `${name} ${words.noun}`,
    kind: words.kind,
    words,
    colour: choose(row * 4 + column * 5),
    colourChoices,
    price,
    before: badge === 'sale' ? Math.round((price * 1.25) / 500) * 500 : null,
    grams: Math.round((words.grams[0] + (words.grams[1] - words.grams[0]) * random()) / 5) * 5,
    rating: Math.round((3.9 + random() * 1.1) * 10) / 10,
    reviews: 4 + Math.floor(random() * 220),
    age: badge === 'new' ? Math.floor(random() * 30) : 40 + Math.floor(random() * 900),
    badge,
    stock: badge === 'last' ? 1 + Math.floor(random() * 4) : 12 + Math.floor(random() * 90),
  }
}

function choose(index: number): Colour {
  const [first] = colours
  return colours[index % colours.length] ?? first
}

const money = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' })

export function formatPrice(cents: number): string {
  return money.format(cents / 100)
}

export function formatWeight(grams: number): string {
  return grams >= 1000 ? `${(grams / 1000).toFixed(2)} kg` : `${grams} g`
}
