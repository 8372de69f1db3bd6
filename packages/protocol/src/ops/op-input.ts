import { ByteReader } from '../bytes.ts'

/** Longer strings are read by the platform's decoder: its call costs more than so many characters. */
const SHORT = 40

/** Reads the bytes of ops. */
export class OpInput extends ByteReader {
  /** Zigzag. */
  varInt(): number {
    const value = this.varUint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  /** Text as most of a page's strings are: short and of ASCII, four characters at a time. */
  protected override decode(bytes: Uint8Array, from: number, to: number): string {
    if (to - from > SHORT) return super.decode(bytes, from, to)
    let text = ''
    let i = from
    for (; i + 4 <= to; i += 4) {
      const a = bytes[i] ?? 0
      const b = bytes[i + 1] ?? 0
      const c = bytes[i + 2] ?? 0
      const d = bytes[i + 3] ?? 0
      if ((a | b | c | d) > 0x7f) return super.decode(bytes, from, to)
      text += String.fromCharCode(a, b, c, d)
    }
    for (; i < to; i++) {
      const unit = bytes[i] ?? 0
      if (unit > 0x7f) return super.decode(bytes, from, to)
      text += String.fromCharCode(unit)
    }
    return text
  }
}
