import type { Colour } from '../shop/colours.ts'
import type { Kind } from '../shop/kinds.ts'
import type { Product } from '../shop/products.ts'
import { bottle, headlamp, lantern, mug, pot } from './kitchen-and-light.ts'
import { landscape } from './landscape.ts'
import { backpack, type Drawing, duffel, tarp, tent } from './shelter-and-packs.ts'
import { beanie, jacket, mat, sleepingBag, socks } from './sleep-and-clothing.ts'

const drawings: Readonly<Record<Kind, Drawing>> = {
  tent,
  tarp,
  backpack,
  duffel,
  bottle,
  mug,
  pot,
  lantern,
  headlamp,
  'sleeping-bag': sleepingBag,
  mat,
  jacket,
  beanie,
  socks,
}

/** The pictures of one product: alone, on a hill, from near, and as a measured drawing. */
export const views = ['studio', 'outdoors', 'detail', 'drawing'] as const
export type View = (typeof views)[number]

/** One picture; in the product's own colour, unless another one is asked for. */
export function productImage(
  product: Product,
  view: View,
  colour: Colour = product.colour,
): string {
  const thing = drawings[product.kind](colour)
  const shadow = '<ellipse cx="200" cy="332" rx="146" ry="13" fill="#16231f" opacity=".16"/>'
  switch (view) {
    case 'studio':
      return svg(`
  <defs><radialGradient id="g" cx="50%" cy="42%" r="70%"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="${colour.ground}"/></radialGradient></defs>
  <rect width="400" height="400" fill="url(#g)"/>
  <circle cx="200" cy="206" r="150" fill="${colour.ground}"/>${shadow}${thing}`)
    case 'outdoors':
      return svg(`${landscape(product.slug, 400, 400, 236)}
  <ellipse cx="200" cy="356" rx="128" ry="11" fill="#16231f" opacity=".3"/>
  <g transform="translate(54 110) scale(.73)">${thing}</g>`)
    case 'detail':
      return svg(`<rect width="400" height="400" fill="${colour.ground}"/>
  <g transform="translate(-220 -200) scale(2.1)">${thing}</g>`)
    case 'drawing':
      return svg(`
  <defs><pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse"><path d="M20 0H0V20" fill="none" stroke="#2f6b57" stroke-opacity=".16"/></pattern>
  <filter id="f"><feColorMatrix type="saturate" values="0"/></filter></defs>
  <rect width="400" height="400" fill="#f7f9f4"/><rect width="400" height="400" fill="url(#p)"/>
  <g filter="url(#f)" opacity=".82">${thing}</g>
  <g stroke="#1e4a3d" stroke-width="1.5" fill="none"><path d="M40 362H360M40 354v16M360 354v16M24 60V334M16 60h16M16 334h16"/></g>
  <g font-family="ui-monospace, monospace" font-size="13" fill="#1e4a3d"><text x="200" y="384" text-anchor="middle">${product.grams} g</text></g>`)
  }
}

function svg(content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="800" height="800">${content}\n</svg>\n`
}
