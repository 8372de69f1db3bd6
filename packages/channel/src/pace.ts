import { FLOW } from './timing.ts'

/**
 * How much may be under way so that what is sent next is not late: what the link takes in `FLOW.aheadMs`. The rate is
 * that of acknowledgements while something was under way, over the way there and back at least: after a moment in which nothing
 * got through, they come all at once. It grows by half at a time; it falls slowly, and only where the link was the limit and
 * not the sender, who may just have had nothing to say.
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
    return Math.min(this.budget, Math.max(FLOW.leastBudget, room))
  }

  /** Of an asset so many bytes leave at a time: what comes after a piece waits for all of it. */
  get piece(): number {
    return Math.max(FLOW.leastPiece, this.#rate * FLOW.pieceMs)
  }

  /** What is under way takes longer than it may: the link has become slower than its rate says, which only the next answer shows. */
  late(now: number): boolean {
    return this.#probe !== null && now - this.#probe.at > this.#least + FLOW.aheadMs
  }

  /** Another socket may lead another way. */
  renewed(): void {
    this.#least = Number.POSITIVE_INFINITY
    this.#probe = null
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
    const enough = took >= Math.min(FLOW.aheadMs, Math.max(inFlight && FLOW.sampleMs, this.#least))
    if (!enough && inFlight > 0) return
    if (enough && took > 0) this.#sample(this.#taken / took)
    this.#since = inFlight > 0 ? now : null
    this.#taken = 0
    this.#most = inFlight
  }

  #sample(rate: number): void {
    if (this.#rate === 0) this.#rate = rate
    else if (rate > this.#rate) {
      const most = Math.max(this.#rate, FLOW.leastBudget / FLOW.aheadMs) * FLOW.growth
      this.#rate = Math.min(rate, most)
    } else if (this.#most > this.budget / 2) this.#rate = this.#rate * 0.7 + rate * 0.3
  }
}
