import type { NodeId } from '@alongside/protocol'
import * as FLAG from './flag.ts'
import { rootElementOf, typeOf } from './natives.ts'
import * as TYPE from './node-type.ts'

// What is known of a node, as places in its row of the table.
const FLAGS = 0
const PARENT = 1
const FIRST = 2
const LAST = 3
const NEXT = 4
const PREVIOUS = 5
const ROW = 6

/**
 * Exactly what the replica has: the tree by ids, in one table of flags and five links a node. Freeing walks this tree
 * and not the page's, so a subtree that the page has changed meanwhile is still freed whole, and nothing of the page
 * is held once its id is void.
 */
export class Model {
  /** Not weak: the nodes are held here anyway, and the collector has less to do. */
  readonly #ids = new Map<Node, NodeId>()
  #nodes: (Node | undefined)[] = []
  #table = new Uint32Array(1024 * ROW)
  #nextId = 1

  /** Where scrollers stand, as it was told last. */
  readonly scrolls: Map<NodeId, string> = new Map()

  /** The id that the next new node gets. */
  get nextId(): NodeId {
    return this.#nextId as NodeId
  }

  idOf(node: Node): NodeId | undefined {
    return this.#ids.get(node)
  }

  nodeAt(id: NodeId): Node | undefined {
    return this.#nodes[id]
  }

  parentOf(id: NodeId): NodeId {
    return this.#read(id, PARENT) as NodeId
  }

  firstChildOf(id: NodeId): NodeId {
    return this.#read(id, FIRST) as NodeId
  }

  nextOf(id: NodeId): NodeId {
    return this.#read(id, NEXT) as NodeId
  }

  lastChildOf(id: NodeId): NodeId {
    return this.#read(id, LAST) as NodeId
  }

  flagsOf(id: NodeId): number {
    return this.#read(id, FLAGS)
  }

  /** Whether what stands in an element or a root is masked. */
  isMasked(node: Node): boolean {
    const at = typeOf(node) === TYPE.document ? rootElementOf(node as Document) : node
    return (FLAG.masked & this.flagsOf(this.idOf(at ?? node) ?? (0 as NodeId))) > 0
  }

  setFlag(id: NodeId, flag: number, on: boolean): void {
    const flags = this.flagsOf(id)
    this.#write(id, FLAGS, on ? flags | flag : flags & ~flag)
  }

  /** A new node under `parent` (0: nowhere) before `before`. A node known before leaves its old id behind. */
  add(node: Node, parent: NodeId, before: NodeId, flags: number): NodeId {
    const id = this.#nextId++ as NodeId
    if (this.#nextId * ROW > this.#table.length) {
      const grown = new Uint32Array(this.#table.length * 2)
      grown.set(this.#table)
      this.#table = grown
    }
    this.#ids.set(node, id)
    this.#nodes[id] = node
    this.#write(id, FLAGS, flags | FLAG.alive)
    if (parent) this.link(id, parent, before)
    return id
  }

  /** Place a node that has no parent in the model; `before` 0 is the end. */
  link(id: NodeId, parent: NodeId, before: NodeId): void {
    const previous = before ? this.#read(before, PREVIOUS) : this.#read(parent, LAST)
    this.#write(id, PARENT, parent)
    this.#join(parent, previous, id)
    this.#join(parent, id, before)
  }

  cut(id: NodeId): void {
    const parent = this.#read(id, PARENT)
    if (!parent) return
    this.#join(parent, this.#read(id, PREVIOUS), this.#read(id, NEXT))
    for (const link of [PARENT, NEXT, PREVIOUS]) this.#write(id, link, 0)
  }

  /** Voids the ids of a subtree; `each` learns every node that goes. Iterative: depth costs no stack. */
  free(root: NodeId, each: (node: Node, id: NodeId, flags: number) => void): void {
    this.cut(root)
    let id: number = root
    while (id) {
      const child = this.#read(id, FIRST)
      if (child) {
        id = child
        continue
      }
      const up = id === root ? 0 : this.#read(id, PARENT)
      const next = this.#read(id, NEXT)
      this.#forget(id as NodeId, each)
      if (!up) return
      // The parent is visited again once its children are gone: unhook them as they go.
      this.#write(up, FIRST, next)
      id = next || up
    }
  }

  #forget(id: NodeId, each: (node: Node, id: NodeId, flags: number) => void): void {
    const node = this.#nodes[id]
    const flags = this.flagsOf(id)
    this.#nodes[id] = undefined
    this.#table.fill(0, id * ROW, id * ROW + ROW)
    if (!node) return
    if (this.#ids.get(node) === id) this.#ids.delete(node)
    each(node, id, flags)
  }

  /** Makes two children of a parent neighbours; 0 is its edge. */
  #join(parent: number, left: number, right: number): void {
    this.#write(left || parent, left ? NEXT : FIRST, right)
    this.#write(right || parent, right ? PREVIOUS : LAST, left)
  }

  #read(id: number, what: number): number {
    return this.#table[id * ROW + what] ?? 0
  }

  #write(id: number, what: number, value: number): void {
    this.#table[id * ROW + what] = value
  }
}
