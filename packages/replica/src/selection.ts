import type { NodeId, Op } from '@alongside/protocol'
import * as dom from './dom.ts'
import { afterInFlatTree, isBefore, nextInFlatTree } from './flat-tree.ts'
import type { Tree } from './tree.ts'

type SelectionOp = Extract<Op, { op: 'selection' }>

/** The name of the highlight; `::selection` of the page means it (css.ts). */
const SELECTION = 'alongside-selection'

/** A place in the page: an offset in a text; of another node before it (0) or after all that is in it (1). */
export type Place = { readonly node: Node; readonly offset: number }

/** A hostile page may select any number of nodes; further than this nobody looks at once. */
const MOST_NODES = 5000

/**
 * The customer's selection, painted as a custom highlight, which is no selection of the frame's own: the agent's stays where
 * it is, and nothing in the page's tree changes.
 */
export class Selection {
  readonly #tree: Tree
  #op: SelectionOp | null = null
  #painted: Document | null = null
  #dirty = false

  constructor(tree: Tree) {
    this.#tree = tree
  }

  apply(op: SelectionOp): void {
    this.#op = op
    this.#dirty = true
  }

  get isSaid(): boolean {
    return this.#op !== null
  }

  /** The nodes have moved or have other texts: ranges here are not live. */
  moved(): void {
    this.#dirty = true
  }

  /** Where nothing is selected but a caret may stand. */
  get caret(): Place | null {
    const op = this.#op
    if (!op || op.anchor !== op.focus || op.anchorOffset !== op.focusOffset) return null
    return this.#place(op.focus, op.focusOffset)
  }

  flush(): void {
    if (!this.#dirty || !this.#op) return
    this.#dirty = false
    const anchor = this.#place(this.#op.anchor, this.#op.anchorOffset)
    const focus = this.#place(this.#op.focus, this.#op.focusOffset)
    const owner = anchor && dom.ownerOf(anchor.node)
    const ranges = anchor && focus && owner ? rangesBetween(anchor, focus) : []
    if (this.#painted && this.#painted !== owner) paint(this.#painted, [])
    if (owner) paint(owner, ranges)
    this.#painted = owner
  }

  #place(id: NodeId, offset: number): Place | null {
    const node = this.#tree.find(id)
    return node && dom.isConnected(node) ? { node, offset } : null
  }
}

function paint(owner: Document, ranges: readonly StaticRange[]): void {
  const view = dom.viewOf(owner)
  if (!view) return
  // A map by the standard (CSS Custom Highlight API 4.1).
  const registry = view.CSS.highlights as unknown as Map<string, Highlight>
  if (ranges.length === 0) registry.delete(SELECTION)
  else registry.set(SELECTION, new view.Highlight(...ranges))
}

/** The selectable text between two places, whichever comes first. In the order of the flat tree no range spans nodes. */
function rangesBetween(anchor: Place, focus: Place): StaticRange[] {
  const ranges: StaticRange[] = []
  const known = new Map<Node, boolean>()
  for (const { text, from, to } of partsBetween(...inOrder(anchor, focus)))
    if (from < to && isSelectable(text, known))
      ranges.push(
        new StaticRange({
          startContainer: text,
          startOffset: from,
          endContainer: text,
          endOffset: to,
        }),
      )
  return ranges
}

type Part = { readonly text: Text; readonly from: number; readonly to: number }

function* partsBetween(start: Place, end: Place): Generator<Part> {
  const stop = beginOf(end)
  let at = beginOf(start)
  for (let left = MOST_NODES; at && left > 0; left--) {
    if (dom.isText(at) && (at !== stop || at === end.node)) {
      const { length } = dom.textOf(at)
      const from = at === start.node ? start.offset : 0
      yield { text: at, from, to: at === end.node ? Math.min(end.offset, length) : length }
    }
    if (at === stop) return
    at = nextInFlatTree(at)
  }
}

function inOrder(a: Place, b: Place): [Place, Place] {
  if (a.node === b.node) return a.offset <= b.offset ? [a, b] : [b, a]
  const [atA, atB] = [beginOf(a), beginOf(b)]
  const isBackward = atB && (!atA || isBefore(atB, atA))
  return isBackward ? [b, a] : [a, b]
}

/** What stands at a place; null at the end of all. */
function beginOf({ node, offset }: Place): Node | null {
  return dom.isText(node) || offset === 0 ? node : afterInFlatTree(node)
}

function isSelectable(text: Text, known: Map<Node, boolean>): boolean {
  const parent = dom.parentOf(text)
  const element = dom.isElement(parent) ? parent : parent && dom.hostOf(parent)
  if (!element) return true
  const before = known.get(element)
  if (before !== undefined) return before
  const isOne = getComputedStyle(element).userSelect !== 'none'
  known.set(element, isOne)
  return isOne
}
