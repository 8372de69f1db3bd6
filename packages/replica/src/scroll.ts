import type { NodeId, Op } from '@alongside/protocol'
import * as dom from './dom.ts'
import type { Tree } from './tree.ts'

/** When a position is tried again that the page was too short for. Milliseconds; each wait is twice the last. */
const FIRST_WAIT = 50
const LAST_WAIT = 3200

type Position = { readonly x: number; readonly y: number }

/**
 * Scroll positions. They are applied after the ops of a frame, without animation and without snapping, and again
 * whenever the layout may have changed, because a page that is not yet tall enough cannot scroll.
 */
export class Scroll {
  readonly #tree: Tree
  readonly #wanted = new Map<NodeId, Position>()
  /** Told in this frame, or not reached yet. */
  readonly #due = new Set<NodeId>()
  #wait = FIRST_WAIT
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(tree: Tree) {
    this.#tree = tree
  }

  /** A list scrolls by itself to what is selected in it, a frame later (Chromium 156): it stands where the page's does. */
  created(element: Element): void {
    if (!dom.isHtml(element, 'select')) return
    EventTarget.prototype.addEventListener.call(element, 'scroll', () => {
      const id = this.#tree.idOf(element)
      if (id === undefined) return
      if (!this.#wanted.has(id)) this.#wanted.set(id, { x: 0, y: 0 })
      this.#apply(id)
    })
  }

  scroll(op: Extract<Op, { op: 'scroll' }>): void {
    const id = this.#idOf(op.id)
    this.#wanted.set(id, { x: op.x, y: op.y })
    this.#due.add(id)
    this.#wait = FIRST_WAIT
  }

  freed(id: NodeId): void {
    this.#wanted.delete(id)
    this.#due.delete(id)
  }

  /** The element that scrolls with the viewport stands for its document: two positions of one thing would contradict. */
  #idOf(id: NodeId): NodeId {
    const node = this.#tree.find(id)
    const owner = dom.isElement(node) ? this.#tree.documentOf(node) : null
    if (!owner?.document) return id
    const element = Reflect.get(Document.prototype, 'scrollingElement', owner.document)
    return element === node ? owner.id : id
  }

  /** What is placed elsewhere keeps its positions, and has to be put there again. */
  moved(node: Node): void {
    for (const id of this.#wanted.keys())
      if (this.#tree.isUnder(this.#tree.find(id), node)) this.#due.add(id)
  }

  /** What leaves its place stands at its origin afterwards, at both ends. */
  detached(node: Node): void {
    for (const id of this.#wanted.keys()) {
      if (this.#tree.isUnder(this.#tree.find(id), node)) this.freed(id)
    }
  }

  flush(): void {
    for (const id of this.#due) if (this.#apply(id)) this.#due.delete(id)
    clearTimeout(this.#timer)
    if (this.#due.size === 0 || this.#wait > LAST_WAIT) return
    this.#timer = setTimeout(() => {
      this.#wait *= 2
      this.flush()
    }, this.#wait)
  }

  settled(): void {
    for (const id of this.#wanted.keys()) this.#apply(id)
  }

  destroy(): void {
    clearTimeout(this.#timer)
  }

  /** Whether the position was reached. */
  #apply(id: NodeId): boolean {
    const wanted = this.#wanted.get(id)
    const node = this.#tree.find(id)
    if (!wanted || !node) return true
    const to: ScrollToOptions = { left: wanted.x, top: wanted.y, behavior: 'instant' }
    let now: Position | null = null
    if (dom.isElement(node)) {
      Reflect.apply(Element.prototype.scrollTo, scroller(node), [to])
      now = { x: node.scrollLeft, y: node.scrollTop }
    } else if (dom.typeOf(node) === dom.DOCUMENT) {
      const view = dom.viewOf(node as Document)
      const root = dom.rootElementOf(node as Document)
      if (root) scroller(root)
      view?.scrollTo(to)
      if (view) now = { x: view.scrollX, y: view.scrollY }
    }
    return !now || (Math.abs(now.x - wanted.x) <= 1 && Math.abs(now.y - wanted.y) <= 1)
  }
}

/** Snapping is the customer's: in the middle of a movement the page stands where the replica would not stay. */
function scroller(element: Element): Element {
  const mark = 'data-alongside-scrolled'
  if (!dom.hasAttribute(element, mark)) dom.setAttribute(element, mark, '')
  return element
}
