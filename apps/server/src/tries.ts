/** Counts tries by who makes them; each one's time begins with its first. In memory: a restart forgets them. */
export class Tries {
  readonly #most: number
  readonly #time: number
  readonly #now: () => number
  /** In the order in which their times began. */
  readonly #counts = new Map<string, { readonly since: number; count: number }>()

  /** `most` in `time` milliseconds. */
  constructor(o: { readonly most: number; readonly time: number; readonly now: () => number }) {
    this.#most = o.most
    this.#time = o.time
    this.#now = o.now
  }

  /** Counts this try; false when it is one too many. */
  take(who: string): boolean {
    const now = this.#now()
    for (const [key, { since }] of this.#counts) {
      if (now - since < this.#time) break
      this.#counts.delete(key)
    }
    const entry = this.#counts.get(who) ?? { since: now, count: 0 }
    this.#counts.set(who, entry)
    return ++entry.count <= this.#most
  }

  /** It was not one that counts. */
  giveBack(who: string): void {
    const entry = this.#counts.get(who)
    if (entry) entry.count--
  }
}
