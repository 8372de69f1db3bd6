import { FLOW } from './timing.ts'

/**
 * How much may be under way so that what is sent next is not late: what the link takes in `FLOW.aheadMs`. The rate is
 * that of acknowledgements while something was under way. It grows at once; it falls slowly, and only where the
 * link was the limit and not the sender, who may just have had nothing to say.
 */
export class Pace {
  /** Bytes a millisecond; 0 before the first sample. */
  #rate = 0
  /** Since when something has been under way, and how much of it has been taken since and was there at most. */
  #since: number | null = null
  #taken = 0
  #most = 0

  get budget(): number {
    if (this.#rate === 0) return FLOW.firstBudget
    return Math.min(FLOW.window, Math.max(FLOW.leastBudget, this.#rate * FLOW.aheadMs))
  }

  /** Something was sent; `inFlight` bytes are under way now. */
  sent(inFlight: number, now: number): void {
    this.#since ??= now
    this.#most = Math.max(this.#most, inFlight)
  }

  /** The other end took `bytes`; `inFlight` are still under way. */
  acknowledged(bytes: number, inFlight: number, now: number): void {
    this.#taken += bytes
    const took = this.#since === null ? 0 : now - this.#since
    if (took < FLOW.sampleMs && inFlight > 0) return
    if (took > 0) {
      const rate = this.#taken / took
      if (rate > this.#rate) this.#rate = rate
      else if (this.#most > this.budget / 2) this.#rate = this.#rate * 0.7 + rate * 0.3
    }
    this.#since = inFlight > 0 ? now : null
    this.#taken = 0
    this.#most = inFlight
  }
}
