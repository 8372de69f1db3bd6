/** A token bucket: `perSecond` on average, the worth of `seconds` at once. */
export class Rate {
  readonly #perSecond: number
  readonly #full: number
  readonly #now: () => number
  #left: number
  #at: number

  constructor(perSecond: number, now: () => number = () => performance.now(), seconds = 2) {
    this.#perSecond = perSecond
    this.#full = perSecond * seconds
    this.#now = now
    this.#left = this.#full
    this.#at = now()
  }

  /** Nothing was taken lately. */
  get isFull(): boolean {
    this.#refill()
    return this.#left === this.#full
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
    this.#left = Math.min(this.#full, this.#left + ((now - this.#at) / 1000) * this.#perSecond)
    this.#at = now
  }
}
