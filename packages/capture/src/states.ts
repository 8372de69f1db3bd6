import type { NodeId, OpWriter } from '@alongside/protocol'

/** States of elements that no attribute tells, from several sources; the replica gets the union of what they say. */
export class States {
  readonly #out: OpWriter
  readonly #said = new Map<NodeId, Map<string, readonly string[]>>()
  readonly #changed = new Set<NodeId>()

  constructor(out: OpWriter) {
    this.#out = out
  }

  /** What a source has to say of an element now: names of pseudo-classes, and `state(x)`. Cheap when nothing is new. */
  set(id: NodeId, source: string, names: readonly string[]): void {
    const said = this.#said.get(id) ?? new Map<string, readonly string[]>()
    if (`${said.get(source) ?? []}` === `${names}`) return
    this.#said.set(id, said.set(source, names))
    this.#changed.add(id)
  }

  gone(id: NodeId): void {
    this.#said.delete(id)
    this.#changed.delete(id)
  }

  flush(): void {
    for (const id of this.#changed) {
      this.#out.states(id, [...new Set([...(this.#said.get(id)?.values() ?? [])].flat())])
    }
    this.#changed.clear()
  }
}
