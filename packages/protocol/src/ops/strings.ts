import type { ByteReader, ByteWriter } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import { LIMITS } from '../limits.ts'

/**
 * Strings that nearly every page uses, known to both sides from the start: the first 126 cost one byte, and more than half of
 * those are left to what the page itself uses first. Changing this list is a new protocol version.
 */
const STATIC_STRINGS: readonly string[] = (
  'div span a class href id style src p li ul td tr img svg path d button input type value label option h1 h2 h3 h4 ' +
  'title alt name width height link rel script meta content head body html table tbody thead th'
).split(' ')

/** The writer's half: which strings the reader knows already. */
export class StringWriter {
  #known = new Map<string, number>()

  constructor() {
    this.reset()
  }

  reset(): void {
    this.#known = new Map()
    for (const text of STATIC_STRINGS) this.#add(text)
  }

  /**
   * string := varUint(0) • string | varUint(1) • string, which gets the next index | varUint(index + 2).
   * Interned strings are names and attribute values, which repeat; text nodes are written plainly.
   */
  write(out: ByteWriter, text: string): void {
    const index = this.#known.get(text)
    if (index !== undefined) {
      out.varUint(index + 2)
      return
    }
    // Length in UTF-16 units bounds the bytes from below; the exact count would cost an encoding.
    const keep = text.length <= LIMITS.internedBytes && this.#known.size < LIMITS.internedStrings
    out.byte(keep ? 1 : 0)
    out.string(text)
    if (keep) this.#add(text)
  }

  #add(text: string): void {
    if (!this.#known.has(text)) this.#known.set(text, this.#known.size)
  }
}

/** The reader's half. `lenient` shows a reference to an unknown string as `#index`, for describing a lone frame. */
export class StringReader {
  readonly lenient: boolean
  #known: string[] = []

  constructor(lenient = false) {
    this.lenient = lenient
    this.reset()
  }

  reset(): void {
    this.#known = [...new Set(STATIC_STRINGS)]
  }

  read(input: ByteReader): string {
    const head = input.varUint()
    if (head === 0) return input.string()
    if (head === 1) {
      const text = input.string(LIMITS.internedBytes * 3)
      if (this.#known.length >= LIMITS.internedStrings && !this.lenient) {
        throw new ProtocolError('too_large', 'more interned strings than the table holds')
      }
      if (!this.lenient) this.#known.push(text)
      return text
    }
    const text = this.#known[head - 2]
    if (text !== undefined) return text
    if (this.lenient) return `#${head - 2}`
    throw new ProtocolError('unknown_string', `string ${head - 2} was never defined`)
  }
}
