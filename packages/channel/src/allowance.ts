/** How much may be saved up, in seconds. */
const SAVED = 0.1

/** Bytes as a rate lets them go: in any time, what it earns in that time, and a tenth of a second's worth. */
export class Allowance {
  readonly #perSecond: number
  #bytes: number
  #at: number

  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond
    this.#bytes = perSecond * SAVED
    this.#at = now
  }

  spend(bytes: number): void {
    this.#bytes -= bytes
  }

  /** Milliseconds until something may go. What went above the rate is paid back first. */
  wait(now: number): number {
    const earned = ((now - this.#at) * this.#perSecond) / 1000
    this.#bytes = Math.min(this.#perSecond * SAVED, this.#bytes + earned)
    this.#at = now
    return this.#bytes > 0 ? 0 : 1 + (-this.#bytes * 1000) / this.#perSecond
  }
}
