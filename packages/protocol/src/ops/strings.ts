import type { ByteReader, ByteWriter } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import * as LIMIT from '../limits.ts'
import { FrontReader, FrontWriter } from './fronts.ts'

/**
 * Strings that nearly every page uses, known to both sides from the start: the first 126 cost one byte, and more than half of
 * those are left to what the page itself uses first. Changing this list is a new protocol version.
 */
const STATIC: readonly string[] = (
  'div span a class href id style src p li ul td tr img svg path d button input type value label option h1 h2 h3 h4 ' +
  'title alt name width height link rel script meta content head body html table tbody thead th'
).split(' ')

const NUMBERS = /* @__PURE__ */ new Map(STATIC.map((text, number) => [text, number]))

/** Numbers come round: where all are taken, a new string takes that of the oldest. */
function slotAfter(slot: number): number {
  return slot + 1 < LIMIT.internedStrings ? slot + 1 : STATIC.length
}

/** The writer's half: which strings the reader knows already. */
export class StringWriter {
  readonly #fronts = new FrontWriter()
  /** The oldest first. */
  #known = new Map<string, number>()
  #next = STATIC.length

  reset(): void {
    this.#known = new Map()
    this.#next = STATIC.length
  }

  /** A frame begins. */
  begin(): void {
    this.#fronts.reset()
  }

  /**
   * name := byte(0) • fronted | byte(1) • fronted, which gets the next number | varUint(number + 2).
   * Interned strings are names and attribute values, which repeat; text nodes are written plainly.
   */
  write(out: ByteWriter, text: string): void {
    const number = NUMBERS.get(text) ?? this.#known.get(text)
    if (number !== undefined) {
      out.varUint(number + 2)
      return
    }
    const keep = text.length <= LIMIT.internedBytes
    out.byte(keep ? 1 : 0)
    this.#fronts.write(out, text)
    if (!keep) return
    const [oldest] = this.#known
    if (oldest && this.#known.size + STATIC.length === LIMIT.internedStrings)
      this.#known.delete(oldest[0])
    this.#known.set(text, this.#next)
    this.#next = slotAfter(this.#next)
  }
}

/** The reader's half. `lenient` shows a reference to an unknown string as `#number`, for describing a lone frame. */
export class StringReader {
  readonly lenient: boolean
  readonly #fronts: FrontReader
  #slots: string[] = []
  #next = STATIC.length

  constructor(lenient: boolean, take: (items: number) => void) {
    this.lenient = lenient
    this.#fronts = new FrontReader(take)
    this.reset()
  }

  reset(): void {
    this.#slots = [...STATIC]
    this.#next = STATIC.length
  }

  begin(): void {
    this.#fronts.reset()
  }

  read(input: ByteReader): string {
    const head = input.varUint()
    if (head === 0) return this.#fronts.read(input)
    if (head === 1) {
      const text = this.#fronts.read(input, LIMIT.internedBytes * 3)
      if (text.length > LIMIT.internedBytes)
        throw new ProtocolError('too_large', 'a string too long to be interned')
      if (!this.lenient) {
        this.#slots[this.#next] = text
        this.#next = slotAfter(this.#next)
      }
      return text
    }
    const text = this.#slots[head - 2]
    if (text !== undefined) return text
    if (this.lenient) return `#${head - 2}`
    throw new ProtocolError('unknown_string', `string ${head - 2} was never defined`)
  }
}
