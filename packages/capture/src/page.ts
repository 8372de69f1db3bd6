import type { NodeId, OpWriter } from '@alongside/protocol'
import { FLAG, type Model } from './model.ts'
import { isElement, nameOf, openShadowOf } from './natives.ts'
import type { Classifier } from './privacy.ts'

/** Who wants to know of what serialisation finds. */
export interface Found {
  root(root: Document | ShadowRoot, id: NodeId): void
  element(element: Element, id: NodeId, name: string): void
  /** Ids are void: forget what was kept for the node. */
  gone(node: Node, id: NodeId): void
}

/** What the parts of one capture share while they turn a page into ops. */
export class Page {
  readonly model: Model
  readonly out: OpWriter
  readonly classifier: Classifier
  readonly found: Found
  /** Touched nodes that stand on the page and not yet in the model: new ones, and known ones detached in this flush. */
  readonly unplaced: Set<Node> = new Set()
  readonly #closedShadows: WeakMap<Element, ShadowRoot>
  #late: NodeId[] = []

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

  /** What the classifier says of an element now, as flags of the model. */
  scopeOf(element: Element, parentMasked: boolean): number {
    const { classifier } = this
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
      : parentMasked
        ? FLAG.masked
        : 0
    return now !== (this.model.flagsOf(id) & decided)
  }

  shadowOf(element: Element): ShadowRoot | null {
    return openShadowOf(element) ?? this.#closedShadows.get(element) ?? null
  }

  /** Take a subtree out of replica and model. */
  release(id: NodeId): void {
    this.out.free(id)
    this.model.free(id, this.found.gone)
  }

  /** The same, once the insert that is being written is complete. */
  releaseLater(id: NodeId): void {
    this.#late.push(id)
  }

  releaseLate(): void {
    for (const id of this.#late) this.release(id)
    this.#late = []
  }
}
