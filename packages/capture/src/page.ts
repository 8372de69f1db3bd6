import type { NodeId, OpWriter } from '@alongside/protocol'
import * as FLAG from './flag.ts'
import type { Model } from './model.ts'
import { isElement, nameOf, openShadowOf, parentOf } from './natives.ts'
import type { Classifier } from './privacy.ts'

/** Who wants to know of what serialisation finds. */
export interface Found {
  root(root: Document | ShadowRoot, id: NodeId): void
  /** A watched element. */
  element(element: Element, id: NodeId, name: string): void
  /** Ids are void: forget what was kept for the node. */
  gone(node: Node, id: NodeId, flags: number): void
  /** An attribute of a watched element changed. */
  attribute(element: Element, id: NodeId, name: string): void
  /** The text of a watched element's child changed, or children were added to it. */
  content(parent: NodeId): void
}

/** What the parts of one capture share while they turn a page into ops. */
export class Page {
  readonly model: Model
  readonly out: OpWriter
  readonly classifier: Classifier
  readonly found: Found
  /** Touched nodes that stand on the page and not yet in the model: new ones, and known ones detached in this flush. */
  readonly unplaced: Set<Node> = new Set()
  /** What moved by `moveBefore` since the last flush, which keeps its state. */
  readonly moved: Set<Node> = new Set()
  /** Something moved by `moveBefore` to where the replica cannot: it loses its state there. */
  strayed = false
  /** Where everything around is sure to be as the model has it; null while nothing of what it has was detached. */
  settled: Set<Node> | null = null
  /** Elements of which a part of the children is still to be written, in the order they were met. */
  readonly pending: Set<NodeId> = new Set()
  /** New nodes on the page that no flush has had time for yet. */
  readonly carried: Set<Node> = new Set()
  /** Elements of whose contents nobody can know: their box stands for them. */
  readonly opaque: WeakSet<Node> = new WeakSet()
  /** In which mode each document was written. */
  readonly modes: WeakMap<Document, string> = new WeakMap()
  readonly #closedShadows: WeakMap<Element, ShadowRoot>
  readonly #late: NodeId[] = []
  #deadline = Number.POSITIVE_INFINITY
  #checks = 0
  #spent = false

  constructor(parts: {
    model: Model
    out: OpWriter
    classifier: Classifier
    found: Found
    closedShadows: WeakMap<Element, ShadowRoot>
  }) {
    this.model = parts.model
    this.out = parts.out
    this.classifier = parts.classifier
    this.found = parts.found
    this.#closedShadows = parts.closedShadows
  }

  /** The work from here on may take until `deadline` (performance.now). */
  begin(deadline: number): void {
    this.#deadline = deadline
    this.#checks = 0
    this.#spent = false
  }

  /** Whether the time is up. Never at the first question, so that every turn gets something done. */
  get spent(): boolean {
    if (this.#deadline === Number.POSITIVE_INFINITY || this.#spent) return this.#spent
    // The clock is asked now and then only; at once where no time was given.
    if (this.#checks++ === 0 || (this.#deadline > 0 && (this.#checks & 15) !== 0)) return false
    this.#spent = performance.now() > this.#deadline
    return this.#spent
  }

  /** The rest of an element's children is written later, from their state then. */
  postpone(id: NodeId): void {
    this.model.setFlag(id, FLAG.pending, true)
    this.pending.add(id)
  }

  /** Whether the value of a field stays with the customer. */
  hides(id: NodeId): boolean {
    return (this.model.flagsOf(id) & (FLAG.masked | FLAG.sensitive)) !== 0
  }

  /** What the classifier says of an element now, as flags of the model. */
  scopeOf(element: Element, parentMasked: boolean): number {
    const { classifier } = this
    if (this.opaque.has(element)) return FLAG.blocked | FLAG.closed
    if (!classifier.mayMatter(element)) {
      return parentMasked ? FLAG.masked : 0
    }
    if (classifier.blocked(element)) return FLAG.blocked | FLAG.closed
    const sensitive = classifier.sensitive(element)
    const name = nameOf(element)
    const masked =
      classifier.masked(element, parentMasked) ||
      // The children of these are their value.
      (sensitive && (name === 'textarea' || name === 'select'))
    return (masked ? FLAG.masked : 0) | (sensitive ? FLAG.sensitive : 0)
  }

  /** Whether what the replica has of a node was decided under another answer than the one it would get below `parent`. */
  scopeChanged(node: Node, id: NodeId, parent: NodeId): boolean {
    const parentMasked = (this.model.flagsOf(parent) & FLAG.masked) !== 0
    const decided = FLAG.masked | FLAG.blocked | FLAG.sensitive
    const now = isElement(node)
      ? this.scopeOf(node, parentMasked) & decided
      : maskOf(node, parentMasked)
    return now !== (this.model.flagsOf(id) & decided)
  }

  shadowOf(element: Element): ShadowRoot | null {
    return openShadowOf(element) ?? this.#closedShadows.get(element) ?? null
  }

  /** Take a subtree out of replica and model, if it is there. */
  release(id: NodeId | undefined): void {
    if (id === undefined) return
    this.out.free(id)
    this.model.free(id, this.found.gone)
  }

  /** The same, once the insert that is being written is complete. What it is in there may go before it. */
  releaseLater(node: Node): void {
    const id = this.model.idOf(node)
    if (id === undefined) return
    if (this.moved.has(node)) this.out.detach(id)
    this.#late.push(id)
  }

  releaseLate(): void {
    for (const id of this.#late.splice(0)) this.release(id)
  }
}

/** The flags of a text or a root below a mask: `sensitive` where it is CSS, of which only what may have secrets is masked. */
export function maskOf(node: Node, masked: boolean): number {
  if (!masked) return 0
  const parent = parentOf(node)
  const isCss = parent && isElement(parent) && nameOf(parent) === 'style'
  return isCss ? FLAG.masked | FLAG.sensitive : FLAG.masked
}
