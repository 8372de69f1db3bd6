/** A token bucket: `perSecond` on average, two seconds' worth at once. */
export class Rate {
  readonly #perSecond: number
  readonly #now: () => number
  #left: number
  #at: number

  constructor(perSecond: number, now: () => number = () => performance.now()) {
    this.#perSecond = perSecond
    this.#now = now
    this.#left = perSecond * 2
    this.#at = now()
  }

  /** False, and nothing taken, when there is not enough left. */
  take(amount = 1): boolean {
    this.#refill()
    if (this.#left < amount) return false
    this.#left -= amount
    return true
  }

  /** Takes it in any case; returns the milliseconds to wait until the debt is paid. */
  owe(amount: number): number {
    this.#refill()
    this.#left -= amount
    return this.#left >= 0 ? 0 : (-this.#left / this.#perSecond) * 1000
  }

  #refill(): void {
    const now = this.#now()
    const full = this.#perSecond * 2
    this.#left = Math.min(full, this.#left + ((now - this.#at) / 1000) * this.#perSecond)
    this.#at = now
  }
}
