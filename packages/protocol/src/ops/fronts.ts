import type { ByteReader, ByteWriter } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import * as LIMIT from '../limits.ts'

/**
 * Strings of one kind in one frame, each as what it has of the one before and the rest: `item 41`, `item 42`.
 * fronted := varUint(UTF-16 units that are as in the string before) • string(the rest).
 */
export class FrontWriter {
  #last = ''

  write(out: ByteWriter, text: string): void {
    const last = this.#last
    let same = 0
    while (same < text.length && last.charCodeAt(same) === text.charCodeAt(same)) same++
    // Half a surrogate pair has no UTF-8.
    if (same > 0 && (text.charCodeAt(same - 1) & 0xfc00) === 0xd800) same--
    out.varUint(same)
    out.string(same > 0 ? text.slice(same) : text)
    this.#last = text
  }

  /** A frame begins: it can be read without those before it. */
  reset(): void {
    this.#last = ''
  }
}

/** The reader's half. `take` counts what a few bytes become. */
export class FrontReader {
  readonly #take: (items: number) => void
  #last = ''

  constructor(take: (items: number) => void) {
    this.#take = take
  }

  read(input: ByteReader, limit: number = LIMIT.stringBytes): string {
    const same = input.varUint()
    if (same > this.#last.length)
      throw new ProtocolError('bad_value', `${same} units of a string of ${this.#last.length}`)
    this.#take(same >> 6)
    const rest = input.string(limit)
    this.#last = same > 0 ? this.#last.slice(0, same) + rest : rest
    return this.#last
  }

  reset(): void {
    this.#last = ''
  }
}
