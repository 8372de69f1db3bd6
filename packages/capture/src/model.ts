import type { NodeId } from '@alongside/protocol'
import * as FLAG from './flag.ts'

/**
 * Exactly what the replica has: the tree by ids, in typed arrays of 5 bytes and four links a node. Freeing walks
 * this tree and not the page's, so a subtree that the page has changed meanwhile is still freed whole, and nothing
 * of the page is held once its id is void.
 */
export class Model {
  #ids = new WeakMap<Node, NodeId>()
  #nodes: (Node | undefined)[] = []
  #flags = new Uint8Array(1024)
  #parent = new Uint32Array(1024)
  #first = new Uint32Array(1024)
  #last = new Uint32Array(1024)
  #next = new Uint32Array(1024)
  #previous = new Uint32Array(1024)
  #nextId = 1

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
    return (this.#parent[id] ?? 0) as NodeId
  }

  firstChildOf(id: NodeId): NodeId {
    return (this.#first[id] ?? 0) as NodeId
  }

  nextOf(id: NodeId): NodeId {
    return (this.#next[id] ?? 0) as NodeId
  }

  lastChildOf(id: NodeId): NodeId {
    return (this.#last[id] ?? 0) as NodeId
  }

  setFlag(id: NodeId, flag: number, on: boolean): void {
    const flags = this.#flags[id] ?? 0
    this.#flags[id] = on ? flags | flag : flags & ~flag
  }

  flagsOf(id: NodeId): number {
    return this.#flags[id] ?? 0
  }

  /** A new node under `parent` (0: nowhere) before `before`. A node known before leaves its old id behind. */
  add(node: Node, parent: NodeId, before: NodeId, flags: number): NodeId {
    const id = this.#nextId++ as NodeId
    if (id >= this.#flags.length) this.#grow()
    this.#ids.set(node, id)
    this.#nodes[id] = node
    this.#flags[id] = flags | FLAG.alive
    if (parent) this.link(id, parent, before)
    return id
  }

  /** Place a node that has no parent in the model; `before` 0 is the end. */
  link(id: NodeId, parent: NodeId, before: NodeId): void {
    const previous = before ? (this.#previous[before] ?? 0) : (this.#last[parent] ?? 0)
    this.#parent[id] = parent
    this.#next[id] = before
    this.#previous[id] = previous
    if (previous) this.#next[previous] = id
    else this.#first[parent] = id
    if (before) this.#previous[before] = id
    else this.#last[parent] = id
  }

  cut(id: NodeId): void {
    const parent = this.#parent[id] ?? 0
    if (!parent) return
    const previous = this.#previous[id] ?? 0
    const next = this.#next[id] ?? 0
    if (previous) this.#next[previous] = next
    else this.#first[parent] = next
    if (next) this.#previous[next] = previous
    else this.#last[parent] = previous
    this.#parent[id] = this.#next[id] = this.#previous[id] = 0
  }

  /** Voids the ids of a subtree; `each` learns every node that goes. Iterative: depth costs no stack. */
  free(root: NodeId, each: (node: Node, id: NodeId, flags: number) => void): void {
    this.cut(root)
    let id: number = root
    while (id) {
      const child = this.#first[id] ?? 0
      if (child) {
        id = child
        continue
      }
      const up = id === root ? 0 : (this.#parent[id] ?? 0)
      const next = this.#next[id] ?? 0
      this.#forget(id as NodeId, each)
      if (!up) return
      // The parent is visited again once its children are gone: unhook them as they go.
      this.#first[up] = next
      id = next || up
    }
  }

  #forget(id: NodeId, each: (node: Node, id: NodeId, flags: number) => void): void {
    const node = this.#nodes[id]
    const flags = this.#flags[id] ?? 0
    this.#nodes[id] = undefined
    this.#flags[id] = 0
    this.#parent[id] = this.#first[id] = this.#last[id] = 0
    this.#next[id] = this.#previous[id] = 0
    if (!node) return
    if (this.#ids.get(node) === id) this.#ids.delete(node)
    each(node, id, flags)
  }

  #grow(): void {
    const size = this.#flags.length * 2
    const flags = new Uint8Array(size)
    flags.set(this.#flags)
    this.#flags = flags
    const grown = (old: Uint32Array): Uint32Array<ArrayBuffer> => {
      const out = new Uint32Array(size)
      out.set(old)
      return out
    }
    this.#parent = grown(this.#parent)
    this.#first = grown(this.#first)
    this.#last = grown(this.#last)
    this.#next = grown(this.#next)
    this.#previous = grown(this.#previous)
  }
}
