import type { OpWriter, TopLayerEntry } from '@alongside/protocol'
import type { Model } from './model.ts'
import { attributeOf, boxOf, isElement, matchesOf } from './natives.ts'

type Root = Document | ShadowRoot

/** What tells that an element is in the top layer, the first that holds: `:modal` is true of fullscreen elements too. */
const KINDS = (
  [
    [':fullscreen', 'fullscreen'],
    [':modal', 'modal'],
    [':popover-open', 'popover'],
  ] as const
).filter(([selector]) => CSS.supports(`selector(${selector})`))

/**
 * Dialogs, popovers and fullscreen elements above the page, in the order of their opening, which no browser tells. Who is
 * there is asked of the page at each flush; events only say who came last.
 */
export class TopLayer {
  /** Lowest first, with what opened it; some may be closed by now. */
  readonly #opened = new Map<Element, Element | null>()
  readonly #unknown = new Set<Root>()
  #sent = '[]'

  /** A new epoch: nothing has been told. */
  reset(): void {
    this.#sent = '[]'
  }

  /** Nothing of the page is held afterwards. */
  stop(): void {
    this.#opened.clear()
    this.#unknown.clear()
  }

  /** What is open in this root was opened before we looked. */
  found(root: Root): void {
    this.#unknown.add(root)
  }

  /** Before an opening that ends up on top, or after any change: then who is known keeps the place. */
  opened(element: Node, event?: ToggleEvent): void {
    if (!isElement(element)) return
    if (event?.type === 'beforetoggle') {
      if (event.newState !== 'open') return
      this.#opened.delete(element)
    }
    if (!this.#opened.has(element)) this.#opened.set(element, event?.source ?? null)
  }

  flush(model: Model, out: OpWriter): void {
    for (const root of this.#unknown) this.#search(root)
    this.#unknown.clear()
    const entries: TopLayerEntry[] = []
    for (const [element, source] of this.#opened) {
      const kind = KINDS.find(([selector]) => matchesOf(element, selector))?.[1]
      const id = model.idOf(element)
      if (!kind) this.#opened.delete(element)
      else if (id !== undefined)
        entries.push({ id, kind, source: ((source && model.idOf(source)) ?? 0) as typeof id })
    }
    const now = JSON.stringify(entries)
    if (now === this.#sent) return
    this.#sent = now
    out.topLayer(entries)
  }

  /**
   * Order of what was open already: as in the tree, but for what can be seen to lie above. Under a modal dialog everything
   * is inert and cannot be hit, so that of several only the topmost is certain.
   */
  #search(root: Root): void {
    const found = new Set<Element>()
    for (const element of root.querySelectorAll(KINDS.map(([selector]) => selector).join())) {
      if (this.#opened.has(element)) continue
      found.add(element)
      const id = CSS.escape(attributeOf(element, 'id') ?? '')
      const source = id && root.querySelector(`[popovertarget=${id}],[commandfor=${id}]`)
      this.#opened.set(element, source || null)
    }
    if (found.size < 2) return
    for (const element of [...found]) {
      const { x, y, width, height } = boxOf(element)
      for (const hit of root.elementsFromPoint(x + width / 2, y + height / 2).reverse()) {
        const source = this.#opened.get(hit)
        if (!found.has(hit) || source === undefined) continue
        this.#opened.delete(hit)
        this.#opened.set(hit, source)
      }
    }
  }
}
