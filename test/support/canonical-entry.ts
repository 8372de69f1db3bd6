import { DEFAULT_RULES } from '@alongside/capture'
import { canonicalPage, canonicalReplica } from './canonical.ts'

declare global {
  var canonical: {
    page(document: Document): string
    /** The replica that the workspace shows; empty when there is none yet. `hosts`: of the page in a frame element of it, and so on. */
    replica(...hosts: string[]): string
    /** Of a document that is one. */
    replicaOf(document: Document): string
    /** Its document. */
    replicaDocument(): Document | null
    /** How many nodes the replica has. */
    size(): number
    replicaBox(): { x: number; y: number; width: number; height: number }
    /** Where the customer's cursor is drawn above the replica, in px of the window; null while there is none. */
    cursor(): { x: number; y: number } | null
  }
}

/** The rules of the demo's deployment. */
const RULES = { ...DEFAULT_RULES, maskSelectors: ['.card'] }

function replicaFrame(): HTMLIFrameElement | null {
  const frames = [...document.querySelectorAll('iframe')].filter((frame) => {
    const { width, height, visibility } = {
      ...rect(frame),
      visibility: getComputedStyle(frame).visibility,
    }
    return visibility !== 'hidden' && width > 0 && height > 0 && frame.contentDocument?.body
  })
  return frames.at(-1) ?? null
}

function rect(element: Element): { x: number; y: number; width: number; height: number } {
  const { x, y, width, height } = element.getBoundingClientRect()
  return { x, y, width, height }
}

globalThis.canonical = {
  page: (page) => canonicalPage(page, RULES, 'omit'),
  replica(...hosts) {
    let page = replicaFrame()?.contentDocument
    for (const host of hosts) page = page?.querySelector<HTMLIFrameElement>(host)?.contentDocument
    return page?.documentElement ? canonicalReplica(page, 'omit') : ''
  },
  replicaOf: (page) => canonicalReplica(page, 'omit'),
  replicaDocument: () => replicaFrame()?.contentDocument ?? null,
  size: () => globalThis.canonical.replica().split('\n').length,
  replicaBox() {
    const frame = replicaFrame()
    if (!frame) throw new Error('no replica is shown')
    return rect(frame)
  },
  cursor() {
    for (const layer of document.querySelectorAll('[data-alongside-own]')) {
      const drawn = layer.shadowRoot?.querySelector<HTMLElement>('.cursor')
      if (!drawn || drawn.dataset['state'] === 'gone') continue
      const { e, f } = new DOMMatrix(drawn.style.transform)
      const at = rect(layer)
      return { x: at.x + e, y: at.y + f }
    }
    return null
  },
}
