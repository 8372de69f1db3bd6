/** When every run begins, in ms since 1970: a run is the same whenever it runs. */
const START = Date.UTC(2026, 0, 5, 9)

type Timer = { readonly at: number; readonly order: number; readonly run: () => void }

/** Time that passes only when it is told to. Whatever the code under test awaits besides is a microtask. */
export class Clock {
  now: number = START
  #order = 0
  /** A heap by time, then by order. */
  readonly #timers: Timer[] = []
  readonly #live = new Set<Timer>()

  after(ms: number, run: () => void): () => void {
    const at = this.now + Math.max(0, ms)
    const timer = { at, order: this.#order++, run }
    this.#live.add(timer)
    this.#push(timer)
    return () => this.#live.delete(timer)
  }

  async advance(ms: number): Promise<void> {
    const until = this.now + ms
    await settled()
    for (let next = this.#timers[0]; next && next.at <= until; next = this.#timers[0]) {
      this.#pop()
      if (!this.#live.delete(next)) continue
      this.now = next.at
      next.run()
      await settled()
    }
    this.now = until
  }

  #push(timer: Timer): void {
    const heap = this.#timers
    let at = heap.push(timer) - 1
    for (let up = (at - 1) >> 1; at > 0 && isBefore(timer, heap[up]); up = (at - 1) >> 1) {
      heap[at] = heap[up] as Timer
      at = up
    }
    heap[at] = timer
  }

  #pop(): void {
    const heap = this.#timers
    const last = heap.pop()
    if (!last || heap.length === 0) return
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const right = heap[left + 1]
      const child = right && isBefore(right, heap[left]) ? left + 1 : left
      const least = heap[child]
      if (!least || !isBefore(least, last)) break
      heap[at] = least
      at = child
    }
    heap[at] = last
  }
}

function isBefore(a: Timer, b: Timer | undefined): boolean {
  return !b || a.at < b.at || (a.at === b.at && a.order < b.order)
}

/** Every microtask, and every one that those began, has run: Node takes the next tick after them. */
export function settled(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve))
}
