import { ProtocolError } from './errors.ts'
import * as LIMIT from './limits.ts'

// The two globals of the platform (Encoding standard) that this package needs; it compiles without DOM types.
declare const TextEncoder: new () => {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean; ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string }

const encoder = /* @__PURE__ */ new TextEncoder()
const decoder = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const NOTHING = /* @__PURE__ */ new Uint8Array()

/** A growing buffer of bytes; `take()` hands the written part out and starts over. */
export class ByteWriter {
  #buffer: Uint8Array<ArrayBuffer>
  #length = 0

  constructor(initialBytes = 1024) {
    this.#buffer = new Uint8Array(initialBytes)
  }

  get length(): number {
    return this.#length
  }

  byte(value: number): void {
    this.#reserve(1)
    this.#buffer[this.#length++] = value
  }

  /** 7 bits a byte, least significant first; 0 to 2^53 - 1. */
  varUint(value: number): void {
    this.#reserve(8)
    let rest = value
    while (rest > 0x7f) {
      this.#buffer[this.#length++] = (rest & 0x7f) | 0x80
      // Shifts are of 32 bits.
      rest = (rest - (rest & 0x7f)) / 0x80
    }
    this.#buffer[this.#length++] = rest
  }

  /** Zigzag: small negative numbers stay small. */
  varInt(value: number): void {
    this.varUint(value < 0 ? -value * 2 - 1 : value * 2)
  }

  /** varUint(byte length) then UTF-8; a lone surrogate becomes U+FFFD, as in every TextEncoder. */
  string(value: string): void {
    // Short ASCII dominates (names, class lists, words): cheaper here than to ask the encoder.
    const { length } = value
    if (length < 0x80) {
      this.#reserve(length + 1)
      const buffer = this.#buffer
      const start = this.#length + 1
      let i = 0
      for (; i < length; i++) {
        const unit = value.charCodeAt(i)
        if (unit > 0x7f) break
        buffer[start + i] = unit
      }
      if (i === length) {
        buffer[start - 1] = length
        this.#length = start + length
        return
      }
    }
    this.bytes(encoder.encode(value))
  }

  /** varUint(length) then the bytes. */
  bytes(value: Uint8Array): void {
    this.varUint(value.length)
    this.raw(value)
  }

  raw(value: Uint8Array): void {
    this.#reserve(value.length)
    this.#buffer.set(value, this.#length)
    this.#length += value.length
  }

  /** A copy of what was written since the last take, after `head`. */
  take(head: Uint8Array = NOTHING): Uint8Array<ArrayBuffer> {
    const out = new Uint8Array(head.length + this.#length)
    out.set(head)
    out.set(this.#buffer.subarray(0, this.#length), head.length)
    this.#length = 0
    return out
  }

  #reserve(more: number): void {
    const needed = this.#length + more
    if (needed <= this.#buffer.length) return
    const grown = new Uint8Array(Math.max(needed, this.#buffer.length * 2))
    grown.set(this.#buffer.subarray(0, this.#length))
    this.#buffer = grown
  }
}

/** Reads what ByteWriter wrote. For any bytes it returns a value or throws a ProtocolError. */
export class ByteReader {
  readonly #bytes: Uint8Array
  #offset = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get done(): boolean {
    return this.remaining === 0
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset
  }

  byte(): number {
    return this.#bytes[this.#pass(1)] ?? 0
  }

  varUint(): number {
    const first = this.byte()
    if (first < 0x80) return first
    let value = first & 0x7f
    let scale = 0x80
    for (let i = 1; i < 8; i++) {
      const byte = this.byte()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) {
        if (value > Number.MAX_SAFE_INTEGER) break
        return value
      }
      scale *= 0x80
    }
    throw new ProtocolError('varint_too_long', 'over 53 bits')
  }

  string(limit: number = LIMIT.stringBytes): string {
    const from = this.#pass(this.#length(limit))
    try {
      return this.decode(this.#bytes, from, this.#offset)
    } catch {
      throw new ProtocolError('bad_utf8', 'not UTF-8')
    }
  }

  /** Throws on what is not UTF-8. */
  protected decode(bytes: Uint8Array, from: number, to: number): string {
    return decoder.decode(bytes.subarray(from, to))
  }

  /** A view on the input, not a copy. */
  bytes(limit: number = LIMIT.stringBytes): Uint8Array {
    return this.raw(this.#length(limit))
  }

  raw(length: number): Uint8Array {
    return this.#bytes.subarray(this.#pass(length), this.#offset)
  }

  #length(limit: number): number {
    const length = this.varUint()
    if (length > limit) throw new ProtocolError('too_large', `${length} bytes, limit ${limit}`)
    return length
  }

  /** Goes on by so many bytes; gives where they begin. */
  #pass(length: number): number {
    if (length > this.remaining)
      throw new ProtocolError('truncated', `${length} bytes past the end`)
    const from = this.#offset
    this.#offset += length
    return from
  }

  rest(): Uint8Array {
    return this.raw(this.remaining)
  }
}
