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
  /** The shortest time in which something was taken: the way there and back, without a queue. */
  #least = Number.POSITIVE_INFINITY
  /** What was sent then is taken when so many bytes more are. */
  #probe: { readonly at: number; bytes: number } | null = null

  get budget(): number {
    if (this.#rate === 0) return FLOW.firstBudget
    return Math.min(FLOW.window, Math.max(FLOW.leastBudget, this.#rate * FLOW.aheadMs))
  }

  /** Beyond this no asset joins what is under way, and of course not beyond `budget`. */
  get assetBudget(): number {
    const room = this.#rate && this.#rate * (this.#least + FLOW.assetAheadMs)
    return Math.max(FLOW.leastBudget, room)
  }

  /** Another socket may lead another way. */
  renewed(): void {
    this.#least = Number.POSITIVE_INFINITY
  }

  /** Something was sent; `inFlight` bytes are under way now. */
  sent(inFlight: number, now: number): void {
    this.#since ??= now
    this.#probe ??= { at: now, bytes: inFlight }
    this.#most = Math.max(this.#most, inFlight)
  }

  /** The other end took `bytes`; `inFlight` are still under way. */
  acknowledged(bytes: number, inFlight: number, now: number): void {
    this.#taken += bytes
    if (this.#probe) this.#probe.bytes -= bytes
    if (this.#probe && this.#probe.bytes <= 0) {
      this.#least = Math.min(this.#least, now - this.#probe.at)
      this.#probe = null
    }
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
