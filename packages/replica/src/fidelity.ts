import type { NodeId, NoteReason } from '@alongside/protocol'

/**
 * What the customer's browser shows and cannot read: `direct`, the agent's browser loads it from its site; `proxied`, it came from
 * whom the app asked. `layout`: it is of another size or elsewhere, and nobody knows why.
 */
export type FidelityReason = NoteReason | 'direct' | 'proxied' | 'layout'

/** Something of the page that the replica shows differently: where and why. */
export interface FidelityNote {
  readonly id: NodeId
  readonly reason: FidelityReason
}

/** The live list of notes; a note goes with its node. */
export class Fidelity {
  readonly #byNode = new Map<NodeId, Set<FidelityReason>>()
  #list: readonly FidelityNote[] | null = []

  get notes(): readonly FidelityNote[] {
    this.#list ??= [...this.#byNode].flatMap(([id, reasons]) =>
      [...reasons].map((reason) => ({ id, reason })),
    )
    return this.#list
  }

  note(id: NodeId, reason: FidelityReason): void {
    const reasons = this.#byNode.get(id)
    if (reasons?.has(reason)) return
    if (reasons) reasons.add(reason)
    else this.#byNode.set(id, new Set([reason]))
    this.#list = null
  }

  clear(id: NodeId, reason?: FidelityReason): void {
    const reasons = this.#byNode.get(id)
    if (!reasons) return
    if (reason) reasons.delete(reason)
    if (!reason || reasons.size === 0) this.#byNode.delete(id)
    this.#list = null
  }
}
