import type { Cpu } from './main-thread.ts'
import { type Spread, spreadOf } from './statistics.ts'

/** Measurements by engine and by what was measured. */
export class Samples {
  readonly #values = new Map<string, number[]>()

  add(engine: string, what: string, value: number): void {
    const key = `${engine}\n${what}`
    const values = this.#values.get(key)
    if (values) values.push(value)
    else this.#values.set(key, [value])
  }

  /** Both figures of a window: `what`, and `what` + ` own`. */
  addCpu(engine: string, what: string, { all, own }: Cpu): void {
    this.add(engine, what, all)
    this.add(engine, `${what} own`, own)
  }

  all(engine: string, what: string): readonly number[] {
    return this.#values.get(`${engine}\n${what}`) ?? []
  }

  /** undefined when this engine has none. */
  spread(engine: string, what: string): Spread | undefined {
    const values = this.all(engine, what)
    return values.length === 0 ? undefined : spreadOf(values)
  }

  median(engine: string, what: string): number | undefined {
    return this.spread(engine, what)?.median
  }
}
