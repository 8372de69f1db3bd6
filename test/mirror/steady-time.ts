type Window = globalThis.Window & typeof globalThis
type Due = { readonly id: number; readonly at: number; readonly every: number; run(): void }

/** A frame of a 60 Hz screen, in milliseconds. */
const FRAME = 16

/**
 * Time that passes only as its owner says, so that the same seed gives the same run on any machine: how much fits into a
 * slice, and what a timer meets, is otherwise another thing each time.
 */
export class SteadyTime {
  readonly #reading: number
  readonly #undo: (() => void)[] = []
  readonly #frame = window.requestAnimationFrame.bind(window)
  readonly #timeout = window.setTimeout.bind(window)
  #now = 1000
  #nextId = 1
  #due: Due[] = []

  /** `reading`: how long it takes to look at the clock, which stands for all the work in between. Milliseconds. */
  constructor(reading: number) {
    this.#reading = reading
  }

  /** The clock and the messages of this window obey from now on. */
  keep(view: Window): void {
    const time = this
    this.#replace(view.performance, 'now', () => {
      this.#now += this.#reading
      return this.#now
    })
    this.#replace(
      view,
      'MessageChannel',
      class {
        readonly port1 = new EventTarget()
        readonly port2 = {
          postMessage: () => time.#after(0, () => this.port1.dispatchEvent(new Event('message'))),
        }
        constructor() {
          Object.assign(this.port1, { start() {}, close() {} })
        }
      },
    )
  }

  /** Its timers too. */
  rule(view: Window): void {
    const after = (run: () => void, ms = 0): number => this.#after(ms, run)
    const clear = (id: number): void => {
      this.#due = this.#due.filter((due) => due.id !== id)
    }
    this.#replace(view, 'setTimeout', after)
    this.#replace(view, 'setInterval', (run: () => void, ms = 0) => this.#after(ms, run, ms))
    this.#replace(view, 'requestAnimationFrame', (run: () => void) => after(run, FRAME))
    for (const name of ['clearTimeout', 'clearInterval', 'cancelAnimationFrame'])
      this.#replace(view, name, clear)
  }

  /** Time goes by while a script runs: nothing comes in between. */
  work(ms: number): void {
    this.#now += ms
  }

  /** What is due within `ms` runs, in order; then the browser has its turn, with all that it does for a frame. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms
    for (;;) {
      const [first] = this.#due.sort((a, b) => a.at - b.at || a.id - b.id)
      if (!first || first.at > until) break
      this.#now = Math.max(this.#now, first.at)
      this.#due.shift()
      if (first.every > 0) this.#due.push({ ...first, at: this.#now + first.every })
      first.run()
      await Promise.resolve()
    }
    this.#now = Math.max(this.#now, until)
    await new Promise((resolve) => this.#frame(resolve))
    await new Promise((resolve) => this.#timeout(resolve))
  }

  stop(): void {
    for (const undo of this.#undo.reverse()) undo()
  }

  #after(ms: number, run: () => void, every = 0): number {
    const id = this.#nextId++
    this.#due.push({ id, at: this.#now + ms, every, run })
    return id
  }

  #replace(of: object, name: string, by: unknown): void {
    const before = Object.getOwnPropertyDescriptor(of, name)
    Object.defineProperty(of, name, { value: by, configurable: true, writable: true })
    this.#undo.push(() => {
      if (before) Object.defineProperty(of, name, before)
      else Reflect.deleteProperty(of, name)
    })
  }
}
