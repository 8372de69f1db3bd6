import type { NodeId, Op } from '@alongside/protocol'
import * as dom from './dom.ts'
import { type OwnSheet, sizeMark } from './own-sheet.ts'
import type { Tree } from './tree.ts'

type Gutter = Extract<Op, { op: 'gutter' }>

/** More than any scroll bar takes. */
const MOST = 60

/**
 * Scroll bars that take room. Every scroller has bars of no size here, whatever the agent's system shows, but for those
 * of which the customer's take some: they get exactly that. (Firefox has no way to set a size and shows none.)
 */
export class Gutters {
  readonly #tree: Tree
  readonly #own: OwnSheet
  readonly #said = new Map<NodeId, Gutter>()
  readonly #changed = new Set<NodeId>()

  constructor(tree: Tree, own: OwnSheet) {
    this.#tree = tree
    this.#own = own
  }

  set(op: Gutter): void {
    this.#said.set(op.id, op)
    this.#changed.add(op.id)
  }

  freed(id: NodeId): void {
    this.#said.delete(id)
    this.#changed.delete(id)
  }

  flush(): void {
    for (const id of this.#changed) this.#apply(id)
    this.#changed.clear()
  }

  /** Styles have come: borders may be others. */
  settled(): void {
    for (const id of this.#said.keys()) this.#apply(id)
  }

  #apply(id: NodeId): void {
    const said = this.#said.get(id)
    const element = this.#tree.find(id)
    if (!said || !dom.isElement(element) || !dom.isConnected(element)) return
    const style = getComputedStyle(element)
    const isRoot = element === dom.rootElementOf(dom.ownerOf(element) as Document)
    const border = (side: string): number =>
      isRoot ? 0 : Number.parseFloat(style.getPropertyValue(`border-${side}-width`))
    const bar = (all: number, first: string, last: string): number => {
      // Sizes come rounded, borders do not.
      const size = Math.round(all - border(first) - border(last))
      return size > 1 && size <= MOST && (isRoot || style.overflowY !== 'visible') ? size : 0
    }
    const sides = style.getPropertyValue('scrollbar-gutter').includes('both') ? 2 : 1
    const size = sizeMark(
      bar(said.width, 'left', 'right') / sides,
      bar(said.height, 'top', 'bottom'),
    )
    if (size === '0x0') dom.removeAttribute(element, 'data-alongside-gutter')
    else dom.setAttribute(element, 'data-alongside-gutter', size)
    this.#own.size('gutter', size)
  }
}
