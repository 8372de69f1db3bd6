import {
  ByteReader,
  ByteWriter,
  fragmentBytes,
  ProtocolError,
  payloadBytes,
} from '@alongside/protocol'

/**
 * The plaintext of a data frame:
 * fragment := byte(flags) • [first: varUint(inflated length, 0 when not deflated)] • bytes
 *
 * Padding to size buckets belongs here: a flag of its own, then varUint(padding) • bytes • zeros. A reader refuses
 * flags that it does not know, so it can be added without a new version of the wire.
 */
const FIRST = 1
const LAST = 2

/** A payload on its way: `inflated` is its length before deflate, 0 when it was not deflated. */
export type Whole = { readonly bytes: Uint8Array; readonly inflated: number }

export function cut({ bytes, inflated }: Whole): Uint8Array<ArrayBuffer>[] {
  const fragments: Uint8Array<ArrayBuffer>[] = []
  const out = new ByteWriter(Math.min(bytes.length, fragmentBytes) + 16)
  let at = 0
  do {
    const piece = bytes.subarray(at, at + fragmentBytes)
    const first = at === 0
    at += piece.length
    out.byte((first ? FIRST : 0) | (at >= bytes.length ? LAST : 0))
    if (first) out.varUint(inflated)
    out.raw(piece)
    fragments.push(out.take())
  } while (at < bytes.length)
  return fragments
}

/** A fragment as two, of which the first has `size` bytes, head and all; null where it is no longer than that. */
export function split(
  fragment: Uint8Array<ArrayBuffer>,
  size: number,
): [first: Uint8Array<ArrayBuffer>, second: Uint8Array<ArrayBuffer>] | null {
  if (fragment.length <= size) return null
  const [flags = 0] = fragment
  const first = fragment.slice(0, size)
  const second = fragment.slice(size - 1)
  first[0] = flags & FIRST
  second[0] = flags & LAST
  return [first, second]
}

/** Puts the fragments of one lane together again. Throws a ProtocolError on anything `cut` would not make. */
export class Joiner {
  #pieces: ByteWriter | null = null
  #inflated = 0

  /** The whole payload when this was its last fragment. */
  add(fragment: Uint8Array): Whole | null {
    const input = new ByteReader(fragment)
    const flags = input.byte()
    if (flags > (FIRST | LAST)) throw new ProtocolError('bad_value', `fragment flags ${flags}`)
    const first = (flags & FIRST) !== 0
    if (first !== (this.#pieces === null)) throw new ProtocolError('bad_value', 'a fragment astray')
    if (first) this.#inflated = input.varUint()
    const piece = input.rest()
    const last = (flags & LAST) !== 0
    if (!last && piece.length === 0) throw new ProtocolError('bad_value', 'an endless payload')
    const length = (this.#pieces?.length ?? 0) + piece.length
    // Deflate grows what it cannot shrink by a fraction of a per cent.
    if (length > payloadBytes + fragmentBytes) {
      throw new ProtocolError('too_large', `a payload of more than ${payloadBytes} bytes`)
    }
    if (first && last) return { bytes: piece, inflated: this.#inflated }
    this.#pieces ??= new ByteWriter(piece.length * 2)
    this.#pieces.raw(piece)
    if (!last) return null
    const bytes = this.#pieces.take()
    this.#pieces = null
    return { bytes, inflated: this.#inflated }
  }
}
