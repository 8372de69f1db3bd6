/** What the running check of a replica has found so far, over all pages. */
export interface ReplicaStats {
  /** Nodes that were compared with what the capture said of them. */
  readonly nodes: number
  /** Whole rounds over page and sheets. */
  readonly rounds: number
  /** Blocks of nodes, sheets and controls that were found to differ. */
  readonly mismatches: number
  /** Nodes, sheets and controls that were put right, or asked for anew. */
  readonly heals: number
  /** Places of elements that were compared, and times that something was laid out otherwise though nothing was under way. */
  readonly boxes: number
  readonly layouts: number
  /** Times that the whole page was asked for anew because nothing smaller had helped. */
  readonly epochs: number
  /** When the last whole round ended, as `Date.now()` says it; null before the first. */
  readonly checkedAt: number | null
}

/** What to ask for anew when something is still wrong. */
export type Step = 'node' | 'parent' | 'page' | 'nothing'

/** By how many rounds in a row it has been wrong. */
const STEPS: readonly Step[] = ['node', 'node', 'parent', 'page']
/** So often the same difference is asked about; then nothing will help. */
const MOST = 5
/** Differences that are remembered: an end that never ends a round must not fill the memory. */
const MOST_KEPT = 10_000
/** A page that nothing makes right must not begin again and again. Milliseconds. */
const EPOCH_EVERY = 60_000

type Counted = { round: number; count: number }

/** Counts, and sees to it that no difference is worked on for ever. It outlives the pictures. */
export class Tally {
  nodes = 0
  rounds = 0
  mismatches = 0
  heals = 0
  boxes = 0
  layouts = 0
  epochs = 0
  checkedAt: number | null = null
  #epochAt = Number.NEGATIVE_INFINITY
  readonly #differences = new Map<string, Counted>()
  readonly #tries = new Map<number, Counted>()

  get stats(): ReplicaStats {
    const { nodes, rounds, mismatches, heals, boxes, layouts, epochs, checkedAt } = this
    return { nodes, rounds, mismatches, heals, boxes, layouts, epochs, checkedAt }
  }

  /** Something differs, in a way that `what` says; whether it is worth asking. */
  differs(what: string): boolean {
    this.mismatches++
    if (this.#differences.size > MOST_KEPT) return false
    const known = this.#differences.get(what) ?? { round: 0, count: 0 }
    this.#differences.set(what, { round: this.rounds, count: known.count + 1 })
    return known.count < MOST
  }

  /** How far to go for something that could not be put right where it is. */
  step(what: number): Step {
    const known = this.#tries.get(what) ?? { round: -1, count: 0 }
    const count = known.round === this.rounds ? known.count : known.count + 1
    this.#tries.set(what, { round: this.rounds, count })
    return STEPS[count - 1] ?? 'nothing'
  }

  /** Whether the page may be asked for anew. */
  epoch(): boolean {
    const now = performance.now()
    if (now - this.#epochAt < EPOCH_EVERY) return false
    this.#epochAt = now
    this.epochs++
    return true
  }

  /** A round has ended. What it did not find wrong is right again. */
  round(): void {
    this.checkedAt = Date.now()
    for (const kept of [this.#differences, this.#tries] as Map<unknown, Counted>[])
      for (const [what, { round }] of kept) if (round < this.rounds - 1) kept.delete(what)
    this.rounds++
  }
}
