import type { ByteReader } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import * as LIMIT from '../limits.ts'

/**
 * The texts that both ends remember, so that the same one is sent once: the sheet of a component stands in each of its shadow
 * roots. Each text of some length gets the next number, and the oldest are forgotten.
 */
export class TextWriter {
  readonly #numbers = new Map<string, number>()
  #next = 0
  #units = 0

  /** The number by which the reader knows a text; undefined: send it. From then on the reader knows it. */
  keep(text: string): number | undefined {
    if (text.length < LIMIT.sharedTextUnits) return
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    this.#numbers.set(text, this.#next++)
    this.#units += text.length
    for (const [oldest] of this.#numbers) {
      if (this.#units <= LIMIT.sharedTextsUnits) break
      this.#numbers.delete(oldest)
      this.#units -= oldest.length
    }
    return
  }
}

/** The reader's half, with the same rules. `lenient`, for a lone frame, knows none and shows `#number`. */
export class TextReader {
  readonly #texts = new Map<number, string>()
  readonly #lenient: boolean
  readonly #take: (items: number) => void
  #next = 0
  #units = 0

  constructor(lenient: boolean, take: (items: number) => void) {
    this.#lenient = lenient
    this.#take = take
  }

  reset(): void {
    this.#texts.clear()
    this.#next = this.#units = 0
  }

  /** A text that is sent here, or was sent before. */
  read(input: ByteReader, again: boolean): string {
    if (!again) return this.#keep(input.string())
    const text = this.#find(input.varUint())
    // A few bytes stand for a long text: they count as what they become.
    this.#take(text.length >> 6)
    return text
  }

  #keep(text: string): string {
    if (this.#lenient || text.length < LIMIT.sharedTextUnits) return text
    this.#texts.set(this.#next++, text)
    this.#units += text.length
    for (const [number, oldest] of this.#texts) {
      if (this.#units <= LIMIT.sharedTextsUnits) break
      this.#texts.delete(number)
      this.#units -= oldest.length
    }
    return text
  }

  #find(number: number): string {
    const text = this.#texts.get(number)
    if (text !== undefined) return text
    if (this.#lenient) return `#${number}`
    throw new ProtocolError('unknown_string', `text ${number} is not known`)
  }
}
