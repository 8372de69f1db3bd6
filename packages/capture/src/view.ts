import type { NodeId, OpWriter } from '@alongside/protocol'
import { scrubUrl } from './attributes.ts'
import * as FLAG from './flag.ts'
import type { Model } from './model.ts'
import {
  isElement,
  rootElementOf,
  scrollerOf,
  scrollLeftOf,
  scrollTopOf,
  titleOf,
  typeOf,
  windowOf,
} from './natives.ts'
import * as TYPE from './node-type.ts'
import { maskText } from './privacy.ts'

/** Where the page is scrolled to, how large its tab is, its address and title. */
export class View {
  readonly #model: Model
  readonly #out: OpWriter
  readonly #document: Document
  readonly #scrolled = new Set<Node>()
  #viewport = ''
  /** Asking for sizes lays the page out, so it is done only when they may have changed. */
  #resized = true
  #page = ''

  constructor(model: Model, out: OpWriter, document: Document) {
    this.#model = model
    this.#out = out
    this.#document = document
  }

  /** The tab or the page has another size. */
  resized(): void {
    this.#resized = true
  }

  /** A document or an element has scrolled, or may have. */
  scrolled(node: Node): void {
    this.#scrolled.add(node)
  }

  /** Which of the nodes written since then stand scrolled: one pass of reads after the tree is written, never within. */
  scrolledSince(first: NodeId): void {
    for (let id: number = first; id < this.#model.nextId; id++) {
      const node = this.#model.nodeAt(id as NodeId)
      if (
        node &&
        (isElement(node) ? scrollTopOf(node) || scrollLeftOf(node) : typeOf(node) === TYPE.document)
      )
        this.#scrolled.add(node)
    }
  }

  flush(): void {
    if (this.#resized) this.#flushViewport()
    for (const node of this.#scrolled) {
      const id = this.#model.idOf(node)
      if (id) tellScroll(node, id, this.#model, this.#out)
    }
    this.#scrolled.clear()
    const url = scrubUrl(this.#document.location?.href ?? '')
    let title = titleOf(this.#document).replace('●\u2009', '')
    if (this.#model.isMasked(this.#document)) title = maskText(title)
    const now = `${url}\n${title}`
    if (this.#page === now) return
    this.#page = now
    this.#out.page(url, title)
  }

  #flushViewport(): void {
    const view = windowOf(this.#document)
    const root = rootElementOf(this.#document)
    if (!view || !root) return
    const { innerWidth, innerHeight } = view
    // What classic scroll bars take of the viewport; overlay bars take nothing.
    const right = Math.max(0, innerWidth - root.clientWidth)
    const bottom = Math.max(0, innerHeight - viewportHeight(this.#document, innerHeight))
    this.#resized = false
    const now = `${innerWidth} ${innerHeight} ${right} ${bottom}`
    if (now === this.#viewport) return
    this.#viewport = now
    this.#out.viewport(innerWidth, innerHeight, root.clientWidth > 0 ? right : 0, bottom)
  }
}

/** In quirks mode the body's clientHeight is the viewport's, in standards mode the root's (CSSOM View 6). */
function viewportHeight(document: Document, fallback: number): number {
  const element = scrollerOf(document)
  return element ? element.clientHeight : fallback
}

/** Of a field whose value is withheld it would tell how long that is. */
export function tellScroll(node: Node, id: NodeId, model: Model, out: OpWriter): void {
  if (model.flagsOf(id) & (FLAG.masked | FLAG.sensitive) && 'select' in node) return
  const at = scrollOf(node)
  model.scrolls.set(id, `${at}`)
  out.scroll(id, ...at)
}

/** In CSS px. */
export function scrollOf(node: Node): [x: number, y: number] {
  if (isElement(node)) return [scrollLeftOf(node), scrollTopOf(node)]
  const view = windowOf(node as Document)
  return [view?.scrollX ?? 0, view?.scrollY ?? 0]
}
