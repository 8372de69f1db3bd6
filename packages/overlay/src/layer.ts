import type { Party } from './party.ts'
import { overlaySheet } from './style.ts'

export type Layer = {
  readonly element: HTMLElement
  readonly root: ShadowRoot
  /** Size in px of what the marks may be drawn on. */
  size(): { width: number; height: number }
  readonly calm: () => boolean
}

/**
 * A box over everything of `root` that takes no events. It has a shadow root of its own, so that neither
 * a page's nor an app's style sheets reach the marks, and no style sheet of ours reaches them.
 */
export function createLayer(parent: ShadowRoot | HTMLElement, party: Party): Layer {
  const document = parent.ownerDocument
  const element = document.createElement('div')
  element.setAttribute('data-alongside-own', '')
  element.setAttribute('aria-hidden', 'true')
  const root = element.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(overlaySheet(party))
  root.adoptedStyleSheets = [sheet]
  parent.append(element)
  const reduced = matchMedia('(prefers-reduced-motion: reduce)')
  return {
    element,
    root,
    size: () => ({ width: element.clientWidth, height: element.clientHeight }),
    calm: () => reduced.matches,
  }
}
