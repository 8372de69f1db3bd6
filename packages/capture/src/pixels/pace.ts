/** Between two looks at a picture that changes, and at one that does not. Milliseconds. */
export const FASTEST = 100
export const SLOWEST = 1000
/** The share of the page's time that looking at one picture takes. */
export const SHARE = 0.05
/** What the pixels of all pictures together take of the link, and how much of it may have been saved up. */
export const BYTES_PER_SECOND = 200_000
const SAVED_BYTES = 100_000

/** When to look at a picture next: often while it changes, and never so often that the page would feel it. */
export class Pace {
  readonly #fastest: number
  #interval: number
  due = 0

  constructor(fastest: number = FASTEST) {
    this.#fastest = fastest
    this.#interval = fastest
  }

  /** It was looked at, which took `cost` milliseconds. */
  looked(now: number, changed: boolean, cost: number): void {
    this.#interval = changed ? this.#fastest : Math.min(this.#interval * 2, SLOWEST)
    this.due = now + Math.max(this.#interval, cost / SHARE)
  }

  /** Something happened that often changes pictures. Looks that cost much do not come sooner. */
  stir(now: number): void {
    if (this.#interval <= this.#fastest) return
    this.due -= this.#interval - this.#fastest
    this.#interval = this.#fastest
    this.due = Math.max(this.due, now)
  }
}

/** Bytes as they may be sent: what one look takes above it is paid back before the next. */
export class Allowance {
  #bytes = SAVED_BYTES
  #at: number

  constructor(now: number) {
    this.#at = now
  }

  spend(bytes: number): void {
    this.#bytes -= bytes
  }

  /** How many milliseconds until something may be sent. */
  wait(now: number): number {
    const earned = ((now - this.#at) * BYTES_PER_SECOND) / 1000
    this.#bytes = Math.min(SAVED_BYTES, this.#bytes + earned)
    this.#at = now
    return this.#bytes > 0 ? 0 : 1 + (-this.#bytes * 1000) / BYTES_PER_SECOND
  }
}
