import type { NodeId } from '@alongside/protocol'
import type { Model } from './model.ts'
import { attributeNodeOf } from './natives.ts'

/**
 * What may have changed since the last flush. Records are hints only: nothing of their order or values is kept, so a
 * page that changes one thing a million times costs one entry, however long the flush is held.
 */
export class Dirty {
  /** Nodes that were added or removed, in any parent. */
  readonly touched: Set<Node> = new Set()
  /**
   * Nodes that a microtask found where nothing is observed, outside the document or in a root that is not known yet, and
   * those that came out of such a place: changes below them were not heard of, so what the replica has of them is void.
   */
  readonly escaped: Set<Node> = new Set()
  /** Nodes that were removed, and not added since as far as was seen. */
  readonly out: Set<Node> = new Set()
  /** Elements that the replica has, by the name of the changed attribute, with its prefix. */
  readonly attributes: Map<string, Set<NodeId>> = new Map()
  readonly texts: Set<NodeId> = new Set()
  /** Parents that some child came to or left. */
  readonly parents: Set<NodeId> = new Set()
  /** Something escaped is back: what is in it, and leaves it now, has changed where nobody saw it as well. */
  returned = false
  /** A node that has not moved is written anew, or something has changed that the replica does not have. */
  renewed = false

  get any(): boolean {
    return this.touched.size > 0 || this.attributes.size > 0 || this.texts.size > 0
  }

  /**
   * `isObserved`: of the browser's own delivery, after which removed subtrees are observed only by where they are. Of what
   * the replica does not have yet only its place matters: it will be read whole.
   */
  add(
    records: readonly MutationRecord[],
    model: Model,
    isObserved?: (node: Node) => boolean,
  ): void {
    for (const record of records) {
      const id = model.idOf(record.target)
      if (record.type === 'childList') {
        if (id !== undefined) this.parents.add(id)
        for (const node of record.removedNodes) {
          this.touched.add(node)
          this.out.add(node)
          if (this.returned || isObserved?.(node) === false) this.escaped.add(node)
        }
        for (const node of record.addedNodes) {
          this.touched.add(node)
          this.returned ||= this.escaped.has(node)
          // Nobody saw it leave the place that the replica has it in.
          if (!this.out.delete(node) && model.idOf(node) !== undefined) this.escaped.add(node)
        }
        continue
      }
      if (id === undefined) this.renewed = true
      else if (record.type === 'attributes') this.#attribute(id, record)
      else this.texts.add(id)
    }
  }

  /** A node that must be written anew: what the replica has of it is not to be kept. */
  renew(node: Node): void {
    this.renewed = true
    this.touched.add(node)
    this.escaped.add(node)
  }

  /** Where everything stands is told. */
  placed(): void {
    this.parents.clear()
    this.touched.clear()
    this.escaped.clear()
    this.out.clear()
    this.returned = false
  }

  clear(): void {
    this.placed()
    this.attributes.clear()
    this.texts.clear()
    this.renewed = false
  }

  /**
   * A record of an attribute in a namespace leaves out the prefix, which may be any or none; one that is gone can no
   * longer be asked for it.
   */
  #attribute(id: NodeId, { target, attributeName, attributeNamespace }: MutationRecord): void {
    const local = attributeName ?? ''
    const name =
      attributeNamespace === null
        ? local
        : attributeNodeOf(target as Element, attributeNamespace, local)?.name
    const elements = this.attributes.get(name ?? '')
    if (name === undefined) this.renew(target)
    else if (elements) elements.add(id)
    else this.attributes.set(name, new Set([id]))
  }
}
