import { topLayerStyle } from './host-style.ts'
import { COVERED_LOOK_MS } from './limits.ts'
import { OWN } from './own.ts'
import { LISTEN, type Point } from './windows.ts'

export type Host = {
  readonly root: ShadowRoot
  /** Events that change the top layer are noticed at once; `probe` is a point that must be ours, looked at now and then. */
  keepOnTop(probe: () => Point | null): void
  remove(): void
}

/**
 * The one element that sharing adds to the page: a closed shadow root, transparent to every event outside of
 * its own controls, above everything. As a manual popover it is in the top layer; where popovers are missing,
 * the largest z-index has to do.
 */
export function createHost(document: Document, accent: string): Host {
  const element = document.createElement('div')
  element.setAttribute(OWN, '')
  // The host itself must not take part in how assistive technology reads the page.
  element.setAttribute('role', 'presentation')
  if ('popover' in HTMLElement.prototype) element.setAttribute('popover', 'manual')
  const root = element.attachShadow({ mode: 'closed' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(topLayerStyle(accent))
  root.adoptedStyleSheets = [sheet]
  const border = document.createElement('div')
  border.className = 'border'
  root.append(border)
  const unmute = muteEvents(root)

  let timer = 0
  let probe: () => Point | null = () => null
  let raising = false

  const home = (): Element => document.documentElement ?? document.body

  /** Last into the top layer is uppermost. */
  const raise = (): void => {
    if (!element.isConnected || !element.hasAttribute('popover')) return
    const focused = root.activeElement
    raising = true
    try {
      if (element.matches(':popover-open')) element.hidePopover()
      element.showPopover()
    } catch {
      // The page is showing or hiding it at this very moment: the next look tries again.
    } finally {
      raising = false
    }
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  }

  const moveTo = (parent: Element): void => {
    const focused = root.activeElement
    parent.append(element)
    raise()
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  }

  /**
   * While a modal dialog is open, everything outside of it is inert, the top layer too (HTML 6.3.1): the only
   * place where our buttons work is inside of the dialog.
   */
  const settle = (): void => {
    if (raising) return
    const parent = topModal(document, probe()) ?? home()
    if (element.parentNode !== parent) moveTo(parent)
    else raise()
  }

  const look = (): void => {
    if (document.hidden) return
    const point = probe()
    const inDialog = element.parentElement !== home()
    const lost = !element.isConnected || (inDialog && !element.parentElement?.matches(':modal'))
    if (lost || (point && !isUppermost(element, point))) settle()
  }

  const toggled = (event: Event): void => {
    if (event.composedPath()[0] !== element) settle()
  }
  const observer = new MutationObserver(settle)

  home().append(element)
  raise()

  return {
    root,
    keepOnTop(newProbe) {
      probe = newProbe
      observer.observe(document, { subtree: true, attributeFilter: ['open'] })
      document.addEventListener('toggle', toggled, LISTEN)
      document.addEventListener('fullscreenchange', settle, LISTEN)
      timer = setInterval(look, COVERED_LOOK_MS)
      settle()
    },
    remove() {
      clearInterval(timer)
      observer.disconnect()
      document.removeEventListener('toggle', toggled, LISTEN)
      document.removeEventListener('fullscreenchange', settle, LISTEN)
      unmute()
      element.remove()
    },
  }
}

/** Whether the topmost thing at the point is this element (or its shadow tree). */
function isUppermost(element: Element, { x, y }: Point): boolean {
  const root = element.getRootNode() as Document | ShadowRoot
  return root.elementFromPoint(x, y) === element
}

/** The modal dialog that makes the rest inert: the one under the point, else the last one of the document. */
function topModal(document: Document, point: Point | null): Element | null {
  let under = point && document.elementFromPoint(point.x, point.y)
  while (under?.shadowRoot) {
    const inner: Element | null = under.shadowRoot.elementFromPoint(point?.x ?? 0, point?.y ?? 0)
    if (!inner || inner === under) break
    under = inner
  }
  const around = under?.closest('dialog')
  if (around?.matches(':modal')) return around
  const open = [...document.querySelectorAll('dialog[open]')].filter((it) => it.matches(':modal'))
  return open.at(-1) ?? null
}

/** What happens inside our controls is not the page's: its focus traps and "click outside" would act on it. */
function muteEvents(root: ShadowRoot): () => void {
  const types = [
    ...['click', 'dblclick', 'auxclick', 'contextmenu', 'keydown', 'keyup', 'keypress', 'wheel'],
    ...['pointerdown', 'pointerup', 'pointermove', 'mousedown', 'mouseup', 'mousemove'],
    ...['touchstart', 'touchend', 'touchmove', 'focusin', 'focusout'],
  ]
  const mute = (event: Event): void => event.stopPropagation()
  for (const type of types) root.addEventListener(type, mute, { passive: true })
  return () => {
    for (const type of types) root.removeEventListener(type, mute)
  }
}
