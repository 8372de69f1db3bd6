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
  /** Elements by the name of the changed attribute, with `prefix:` where it has a namespace. */
  readonly attributes: Map<string, Set<Element>> = new Map()
  /** Elements with a change after which they may be under another rule. */
  readonly reclassify: Set<Element> = new Set()
  readonly texts: Set<CharacterData> = new Set()
  /** A node that has not moved is written anew. */
  renewed = false
  /** Something besides the tree: controls, scroll, sheets, viewport. */
  other = false

  readonly #decides: (name: string) => boolean
  readonly #knows: (node: Node) => boolean

  /** `decides`: whether an attribute of this name may bring an element under another rule; `knows`: whether the replica has it. */
  constructor(decides: (name: string) => boolean, knows: (node: Node) => boolean) {
    this.#decides = decides
    this.#knows = knows
  }

  get any(): boolean {
    return this.other || this.touched.size > 0 || this.attributes.size > 0 || this.texts.size > 0
  }

  /** `isObserved`: of the browser's own delivery, after which removed subtrees are observed only by where they are. */
  add(records: readonly MutationRecord[], isObserved?: (node: Node) => boolean): void {
    for (const record of records) {
      const { target } = record
      switch (record.type) {
        case 'childList':
          for (const node of record.removedNodes) {
            this.touched.add(node)
            this.out.add(node)
            if (isObserved && !isObserved(node)) this.escaped.add(node)
          }
          for (const node of record.addedNodes) {
            this.touched.add(node)
            // Nobody saw it leave the place that the replica has it in.
            if (!this.out.delete(node) && this.#knows(node)) this.escaped.add(node)
          }
          break
        case 'attributes':
          this.#attribute(target as Element, qualifiedName(record))
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
    const { touched, escaped, out, attributes, reclassify, texts } = this
    for (const set of [touched, escaped, out, attributes, reclassify, texts]) set.clear()
    this.renewed = this.other = false
  }

  #attribute(element: Element, name: string): void {
    if (this.#decides(name)) this.reclassify.add(element)
    const elements = this.attributes.get(name)
    if (elements) elements.add(element)
    else this.attributes.set(name, new Set([element]))
  }
}

const PREFIXES: Record<string, string> = {
  'http://www.w3.org/1999/xlink': 'xlink:',
  'http://www.w3.org/XML/1998/namespace': 'xml:',
}

/** A record gives the local name; a removed attribute can no longer be asked for its prefix. */
function qualifiedName(record: MutationRecord): string {
  const namespace = record.attributeNamespace
  const name = record.attributeName ?? ''
  return namespace === null ? name : (PREFIXES[namespace] ?? '') + name
}
