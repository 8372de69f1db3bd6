import type { Clock } from './clock.ts'

/** `cut`: the device knows that it has no network. `hole`: nothing passes, and nobody is told. */
export type LinkState = 'up' | 'cut' | 'hole'

/** One device's way to the server. What is on its way in a hole arrives after it, as TCP sends it again. */
export class Link {
  readonly clock: Clock
  state: LinkState = 'up'
  /** One way, ms. */
  delay = 20
  readonly #pipes = new Set<Pipe>()
  /** What breaks when the device loses its network, and what breaks at the server's end too. */
  readonly #breaks = new Set<(far: boolean) => void>()

  constructor(clock: Clock) {
    this.clock = clock
  }

  pipe(): Pipe {
    const pipe = new Pipe(this)
    this.#pipes.add(pipe)
    return pipe
  }

  drop(pipe: Pipe): void {
    this.#pipes.delete(pipe)
  }

  /** `far`: the other end learns of it as well. */
  onBreak(broken: (far: boolean) => void): () => void {
    this.#breaks.add(broken)
    return () => this.#breaks.delete(broken)
  }

  break(far: boolean): void {
    for (const broken of [...this.#breaks]) broken(far)
  }

  set(state: LinkState): void {
    this.state = state
    if (state === 'cut') this.break(false)
    for (const pipe of this.#pipes) pipe.flow()
  }
}

/** One direction of one connection: in order. */
export class Pipe {
  readonly #link: Link
  readonly #queue: { readonly due: number; readonly run: () => void }[] = []

  constructor(link: Link) {
    this.#link = link
  }

  send(run: () => void): void {
    const { clock, delay } = this.#link
    this.#queue.push({ due: clock.now + delay, run })
    clock.after(delay, () => this.flow())
  }

  flow(): void {
    while (this.#link.state === 'up') {
      const next = this.#queue[0]
      if (!next || next.due > this.#link.clock.now) return
      this.#queue.shift()
      next.run()
    }
  }

  close(): void {
    this.#queue.length = 0
    this.#link.drop(this)
  }
}
