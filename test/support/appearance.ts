/**
 * What a person would see, node by node, without a picture: computed styles and boxes of the page's elements beside
 * those of their twins in the replica.
 */

/** Properties that show: text, box, paint, layout, motion, lists. */
export const PROPERTIES: readonly string[] = (
  'display visibility opacity position top left width height margin-top margin-left padding-top padding-left ' +
  'border-top-width border-left-style border-top-color border-top-left-radius box-sizing overflow-x overflow-y z-index ' +
  'float color background-color background-size font-family font-size font-weight font-style line-height ' +
  'letter-spacing text-align text-decoration-line text-transform white-space-collapse vertical-align list-style-type ' +
  'flex-direction flex-grow justify-content align-items grid-template-columns row-gap transform filter box-shadow ' +
  'outline-style outline-color outline-width cursor pointer-events fill stroke mix-blend-mode clip-path order ' +
  'text-indent direction writing-mode user-select accent-color color-scheme'
).split(' ')

/** Where a scroller stands, and what its scroll bars leave. */
const SCROLLER = ['scrollLeft', 'scrollTop', 'clientWidth', 'clientHeight'] as const

/** Of a length that a script sets, Chromium writes six digits into the style attribute: 16777216px becomes 1.67772e+07px. */
const DIGITS = 5e-6

export type Twins = Iterable<readonly [page: Element, replica: Element]>

/** The first element whose computed style or box differs from its twin's; null when none does. */
export function appearanceDifference(twins: Twins, tolerance = 1): string | null {
  for (const [page, replica] of twins) {
    const found =
      stateDifference(page, replica) ??
      styleDifference(page, replica) ??
      boxDifference(page, replica, tolerance)
    if (found) return `${nameOf(page)}: ${found}`
  }
  return null
}

/** What only the customer's browser can match, and what the replica's rewritten selectors ask for instead. */
function stateDifference(page: Element, replica: Element): string | null {
  for (const state of ['hover', 'active', 'focus', 'focus-visible', 'focus-within', 'target']) {
    // `:not` because of the quirk of quirks mode that leaves all but links out.
    const on = page.matches(`:${state}:not(_)`)
    if (state === 'focus-within' && contradictsItself(page)) continue
    if (state === 'hover' && !on && isAroundPointed(page)) continue
    if (on !== replica.hasAttribute(`data-alongside-is-${state}`))
      return `is ${on ? '' : 'not '}:${state}, in the replica it is${on ? ' not' : ''}`
  }
  return null
}

/**
 * What is focused has `:focus-within` too (Selectors 4, 9.4). Of a dialog whose attribute `open` was written by hand while
 * it was modal, Chromium 156 may forget that, and not of what is around it.
 */
function contradictsItself({ ownerDocument }: Element): boolean {
  return ownerDocument.activeElement?.matches(':focus:not(:focus-within)') ?? false
}

/**
 * What is around a pointed element is `:hover` too (Selectors 4, 9.1). When the pointer comes back from something that was in
 * the top layer, Chromium 156 does not say so of what is around both.
 */
function isAroundPointed(element: Element): boolean {
  const pointed = Array.from(element.querySelectorAll(':hover')).at(-1)
  return pointed?.closest(':modal,:popover-open') === null
}

function styleDifference(page: Element, replica: Element): string | null {
  for (const pseudo of [undefined, '::before', '::after']) {
    const a = styleOf(page, pseudo)
    const b = styleOf(replica, pseudo)
    if (!a || !b) return a === b ? null : 'has no style on one side'
    // With scripts on Chromium has no box for it, whatever its display; in the replica it has `none`.
    if (page.localName === 'noscript' && page.getClientRects().length === 0) return null
    // What is not rendered at all; Chromium 156 may remember the style that it had before, which nobody sees then.
    if (a.display === '' || b.display === '') {
      const boxes = (a.display === '' ? replica : page).getClientRects().length
      return boxes > 0 ? `${pseudo ?? ''} is rendered on one side only` : null
    }
    if (pseudo) {
      const [mine, theirs] = [a, b].map((style) => withoutUrls(style.content))
      if (mine !== theirs) return `${pseudo} content is ${mine}, in the replica ${theirs}`
      if (mine === 'none' || mine === 'normal') continue
    }
    for (const property of PROPERTIES) {
      const mine = withoutUrls(a.getPropertyValue(property))
      const theirs = withoutUrls(b.getPropertyValue(property))
      // Fractions of a px depend on where the frame stands.
      if (mine === theirs || closeEnough(mine, theirs)) continue
      if (/^(width|height)$/.test(property) && isNestedSvg(page)) continue
      // Of a box that `auto` margins hold in the middle Chromium 156 may say that they are 0px.
      if (property !== 'margin-left' || boxDifference(page, replica, 1))
        return `${pseudo ?? ''} ${property} is ${mine}, in the replica ${theirs}`
    }
  }
  return null
}

/** Whether its attributes are its `width` and `height` depends, in Chromium 156, on where it stood before; its box is the same. */
function isNestedSvg({ localName, namespaceURI, parentElement }: Element): boolean {
  return localName === 'svg' && namespaceURI === parentElement?.namespaceURI
}

function styleOf(element: Element, pseudo?: string): CSSStyleDeclaration | null {
  return element.ownerDocument.defaultView?.getComputedStyle(element, pseudo) ?? null
}

function boxDifference(page: Element, replica: Element, tolerance: number): string | null {
  const a = page.getBoundingClientRect()
  const b = replica.getBoundingClientRect()
  for (const side of ['x', 'y', 'width', 'height'] as const) {
    if (Math.abs(a[side] - b[side]) > Math.max(tolerance, a[side] * DIGITS))
      return `${side} of its box is ${a[side]}, in the replica ${b[side]}`
  }
  for (const name of SCROLLER) {
    if (Math.abs(page[name] - replica[name]) > Math.max(tolerance, page[name] * DIGITS))
      return `${name} is ${page[name]}, in the replica ${replica[name]}`
  }
  return null
}

/** Assets have addresses of the replica's own; which they are is compared as pixels. */
function withoutUrls(value: string): string {
  return value.replace(/url\("(?!#)[^"]*"\)/g, 'url()')
}

function closeEnough(a: string, b: string): boolean {
  const numbers = /-?\d+(\.\d+)?/g
  if (a.replace(numbers, '#') !== b.replace(numbers, '#')) return false
  const [x, y] = [a.match(numbers) ?? [], b.match(numbers) ?? []]
  return x.every((text, i) => Math.abs(Number(text) - Number(y[i])) <= 1)
}

function nameOf(element: Element): string {
  const id = element.id ? `#${element.id}` : ''
  return `<${element.localName}${id}>`
}
