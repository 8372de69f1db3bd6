import type { NodeId, Op } from '@alongside/protocol'
import * as dom from './dom.ts'
import type { Tree } from './tree.ts'

/**
 * Scroll positions. They are applied after the ops of a frame, without animation, and again whenever the layout may
 * have changed (a sheet, an image, a font is there), because a page that is not yet tall enough cannot scroll.
 */
export class Scroll {
  readonly #tree: Tree
  readonly #wanted = new Map<NodeId, { x: number; y: number }>()
  readonly #changed = new Set<NodeId>()

  constructor(tree: Tree) {
    this.#tree = tree
  }

  scroll(op: Extract<Op, { op: 'scroll' }>): void {
    this.#wanted.set(op.id, { x: op.x, y: op.y })
    this.#changed.add(op.id)
  }

  freed(id: NodeId): void {
    this.#wanted.delete(id)
    this.#changed.delete(id)
  }

  flush(): void {
    for (const id of this.#changed) this.#apply(id)
    this.#changed.clear()
  }

  settled(): void {
    for (const id of this.#wanted.keys()) this.#apply(id)
  }

  #apply(id: NodeId): void {
    const wanted = this.#wanted.get(id)
    const node = this.#tree.find(id)
    if (!wanted || !node) return
    const to: ScrollToOptions = { left: wanted.x, top: wanted.y, behavior: 'instant' }
    if (dom.typeOf(node) === dom.DOCUMENT) dom.viewOf(node as Document)?.scrollTo(to)
    else if (dom.isElement(node)) Reflect.apply(Element.prototype.scrollTo, node, [to])
  }
}
