import { html, type Markup, trusted } from '../markup.ts'

// Drawn on a grid of 24 with 1.75 px strokes; each becomes a <symbol> of the page's sprite.
const shapes = {
  basket:
    '<path d="M4 9h16l-1.6 10.2a1 1 0 0 1-1 .8H6.6a1 1 0 0 1-1-.8z"/><path d="M8 9l3-5M16 9l-3-5M9.5 13v3.5M14.5 13v3.5"/>',
  person:
    '<circle cx="12" cy="8" r="3.6"/><path d="M4.8 20c.9-3.9 3.7-5.6 7.2-5.6s6.3 1.7 7.2 5.6"/>',
  help: '<circle cx="12" cy="12" r="8.5"/><path d="M9.6 9.4a2.5 2.5 0 1 1 3.7 2.3c-.9.5-1.3 1-1.3 2M12 16.6v.1"/>',
  truck:
    '<path d="M3 6.5h10.5v9.5H3zM13.5 9.8h3.7l3.3 3.3v2.9h-7z"/><circle cx="7.2" cy="17.5" r="1.9"/><circle cx="16.8" cy="17.5" r="1.9"/>',
  needle:
    '<path d="M20 4L9.5 14.5M9.5 14.5L4 20M17.2 4.8l2 2"/><path d="M13 17.5c2-1.6 4.6-.7 4.6 1.1s-3.3 2.3-5.6.6"/>',
  leaf: '<path d="M5 19C4 10 9.5 5 19.5 4.5 20 14.5 14.5 20 7 18"/><path d="M5 20c1.5-4.5 4.5-7.5 8.5-9.5"/>',
  return: '<path d="M8.5 5L4.5 9l4 4"/><path d="M4.5 9h9.3a5.2 5.2 0 0 1 0 10.4H8"/>',
  lock: '<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
  check: '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
  arrow: '<path d="M5 12h14M13.5 6.5L19 12l-5.5 5.5"/>',
  minus: '<path d="M6 12h12"/>',
  plus: '<path d="M6 12h12M12 6v12"/>',
  bin: '<path d="M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7"/>',
  menu: '<path d="M4 7h16M4 12h16M4 17h16"/>',
} as const

export type IconName = keyof typeof shapes | 'star' | 'mark'

/** The page's hidden sprite, which `icon` refers to. */
export function sprite(): Markup {
  const symbols = Object.entries(shapes).map(
    ([name, shape]) =>
      `<symbol id="icon-${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${shape}</symbol>`,
  )
  return trusted(`<svg width="0" height="0" class="sprite" aria-hidden="true" focusable="false"><defs>${symbols.join('')}
<symbol id="icon-star" viewBox="0 0 24 24"><path fill="currentColor" d="M12 3.2l2.7 5.7 6.1.8-4.5 4.3 1.1 6.2L12 17.2l-5.4 3 1.1-6.2-4.5-4.3 6.1-.8z"/></symbol>
<symbol id="icon-mark" viewBox="0 0 40 40"><path fill="currentColor" d="M2 30L13.5 9l7 12 4-6.5L38 30z"/><path d="M3 35.5q4.4-3.2 8.7 0t8.7 0 8.7 0 8.6-.2" fill="none" stroke="var(--lichen)" stroke-width="3" stroke-linecap="round"/></symbol></defs></svg>`)
}

export function icon(name: IconName): Markup {
  return html`<svg class="icon" aria-hidden="true" focusable="false"><use href="#icon-${name}"></use></svg>`
}

/** Five stars, filled as far as the rating goes. */
export function stars(rating: number): Markup {
  const five = [0, 1, 2, 3, 4].map(() => icon('star'))
  return html`<span class="stars" role="img" aria-label="${rating} out of 5 stars"><span class="stars-off">${five}</span><span class="stars-on" style="width:${Math.round(rating * 20)}%">${five}</span></span>`
}
