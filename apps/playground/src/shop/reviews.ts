import type { Product } from './products.ts'
import { pick, seeded } from './random.ts'

export interface Review {
  author: string
  place: string
  date: string
  stars: number
  title: string
  text: string
}

const authors = [
  'Maren H.',
  'Oisín D.',
  'Yuki T.',
  'Beatriz L.',
  'Tomasz W.',
  'Aoife N.',
  'Håkon S.',
  'Priya R.',
  'Élodie M.',
  'Jonas K.',
] as const
const places = ['Bergen', 'Galway', 'Sapporo', 'Lisbon', 'Kraków', 'Oban', 'Annecy'] as const
const openings = [
  'Took it along the coast path for nine days, six of them wet.',
  'Bought as a replacement for one I had for twelve years.',
  'Used every weekend since March, mostly with two children who test things differently.',
  'Three nights above the tree line and one in a car park.',
  'I was not sure about the colour until I saw it next to the heather.',
] as const
const middles = [
  'Nothing leaked, nothing broke, and it dried on a fence before lunch.',
  'It does what the page says, which is rarer than it should be.',
  'The small parts are clearly made by somebody who uses them with cold hands.',
  'It packs smaller than the picture suggests; I had to check that I had all of it.',
] as const
const closings = [
  'Would buy again.',
  'My only wish is a longer loop to hang it by.',
  'Delivery took two days, and the box was the right size for once.',
  'One seam came loose in May; the repair was free and took a week.',
] as const
const titles = [
  'Does its job quietly',
  'Worth the wait',
  'Honest gear',
  'Better than the last one',
  'Almost perfect',
] as const
const months = ['January', 'March', 'April', 'June', 'August', 'September', 'October'] as const

/** The reviews a product page shows: always the same ones for the same product. */
export function reviewsOf(product: Product, count = 4): readonly Review[] {
  const random = seeded(`review ${product.slug}`)
  return Array.from({ length: count }, () => ({
    author: pick(random, authors),
    place: pick(random, places),
    date: `${1 + Math.floor(random() * 28)} ${pick(random, months)} 2026`,
    stars: random() < 0.7 ? 5 : 4,
    title: pick(random, titles),
    text: `${pick(random, openings)} ${pick(random, middles)} ${pick(random, closings)}`,
  }))
}
