import { attributeNodeOf, connected } from './natives.ts'

/**
 * What may have changed since the last flush. Records are hints only: nothing of their order or values is kept, so a
 * page that changes one thing a million times costs one entry, however long the flush is held.
 */
export class Dirty {
  /** Nodes that were added or removed, in any parent. */
  readonly touched: Set<Node> = new Set()
  /**
   * Nodes that a microtask found outside the document: changes below them were not observed from then on, so what
   * the replica has of them is void even if they come back.
   */
  readonly escaped: Set<Node> = new Set()
  /** Elements by the name of the changed attribute, with its prefix. */
  readonly attributes: Map<string, Set<Element>> = new Map()
  readonly texts: Set<CharacterData> = new Set()
  /** A node that has not moved is written anew. */
  renewed = false
  get any(): boolean {
    return this.touched.size > 0 || this.attributes.size > 0 || this.texts.size > 0
  }

  /** `delivered`: the browser's own delivery, after which removed subtrees are no longer observed. */
  add(records: readonly MutationRecord[], delivered: boolean): void {
    for (const record of records) {
      const { target } = record
      switch (record.type) {
        case 'childList':
          this.#moved(record.addedNodes, false)
          this.#moved(record.removedNodes, delivered)
          break
        case 'attributes':
          this.#attributeOf(target as Element, record)
          break
        case 'characterData':
          this.texts.add(target as CharacterData)
          break
      }
    }
  }

  /** A node that must be written anew: what the replica has of it is not to be kept. */
  renew(node: Node): void {
    this.renewed = true
    this.touched.add(node)
    this.escaped.add(node)
  }

  clear(): void {
    const { touched, escaped, attributes, texts } = this
    for (const set of [touched, escaped, attributes, texts]) set.clear()
    this.renewed = false
  }

  #moved(nodes: NodeList, delivered: boolean): void {
    // Not by an iterator: most lists of a record hold one node, or none.
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i] as Node
      this.touched.add(node)
      if (delivered && !connected(node)) this.escaped.add(node)
    }
  }

  /**
   * A record of an attribute in a namespace leaves out the prefix, which may be any or none; one that is gone can no
   * longer be asked for it.
   */
  #attributeOf(element: Element, { attributeName, attributeNamespace }: MutationRecord): void {
    const local = attributeName ?? ''
    const name =
      attributeNamespace === null
        ? local
        : attributeNodeOf(element, attributeNamespace, local)?.name
    const elements = this.attributes.get(name ?? '')
    if (name === undefined) this.renew(element)
    else if (elements) elements.add(element)
    else this.attributes.set(name, new Set([element]))
  }
}
