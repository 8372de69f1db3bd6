import type { NodeId, OpWriter } from '@alongside/protocol'

/** States of elements that no attribute tells, from several sources; the replica gets the union of what they say. */
export class States {
  readonly #out: OpWriter
  readonly #said = new Map<NodeId, Map<string, readonly string[]>>()
  readonly #told = new Map<NodeId, string>()
  readonly #changed = new Set<NodeId>()

  constructor(out: OpWriter) {
    this.#out = out
  }

  /** What a source has to say of an element now: names of pseudo-classes, and `state(x)`. Cheap when nothing is new. */
  set(id: NodeId, source: string, names: readonly string[]): void {
    this.#said.set(id, (this.#said.get(id) ?? new Map()).set(source, names))
    this.#changed.add(id)
  }

  gone(id: NodeId): void {
    for (const kept of [this.#said, this.#told, this.#changed]) kept.delete(id)
  }

  flush(): void {
    for (const id of this.#changed) {
      const names = [...new Set([...(this.#said.get(id)?.values() ?? [])].flat())]
      if (`${names}` !== (this.#told.get(id) ?? '')) this.#out.states(id, names)
      this.#told.set(id, `${names}`)
    }
    this.#changed.clear()
  }
}
