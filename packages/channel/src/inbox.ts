import { LANES, type Lane, ProtocolError, type Right, type WireFrame } from '@alongside/protocol'
import { Inflater } from './deflate.ts'
import { Joiner } from './fragments.ts'
import type { StreamKeys } from './seal.ts'

export type DataFrame = Extract<WireFrame, { kind: 'data' }>
export type VolatileFrame = Extract<WireFrame, { kind: 'volatile' }>

/** A frame that the other end did not seal, or not for this place in the stream. */
export class BadSeal extends Error {
  override readonly name = 'BadSeal'
  readonly code = 'bad_seal'
}

/**
 * A frame is missing before this one. An honest relay gets here when this end's sockets follow each other so fast that
 * what was meant for one reaches the next; the next `resume` mends it.
 */
export class Gap extends Error {
  override readonly name = 'Gap'
  readonly code = 'gap'
}

/** The receiving half of a stream: checks, opens, joins and inflates, strictly in order. */
export class Inbox {
  readonly #keys: StreamKeys
  readonly #joiners: Record<Lane, Joiner>
  #inflater: Inflater | null = null
  #expected = 1
  #lastCounter = 0

  constructor(keys: StreamKeys) {
    this.#keys = keys
    const [control, page, asset] = LANES.map(() => new Joiner())
    if (!control || !page || !asset) throw new Error('a joiner for each lane')
    this.#joiners = { control, page, asset }
  }

  /** The next sequence wanted from the other end. */
  get expected(): number {
    return this.#expected
  }

  /** The payload that this frame completes, null when there is none (yet). Throws BadSeal, Gap, ProtocolError. */
  async data(frame: DataFrame): Promise<Uint8Array | null> {
    // Sent again because its acknowledgement was lost, or replayed by the relay: it was here once.
    if (frame.sequence < this.#expected) return null
    if (frame.sequence > this.#expected) throw new Gap(`${frame.sequence}, not ${this.#expected}`)
    const plain = await this.#keys.open.data(frame, new Uint8Array(frame.sealed)).catch(() => null)
    if (!plain) throw new BadSeal(`data frame ${frame.sequence}`)
    this.#expected++
    const whole = this.#joiners[frame.lane].add(plain)
    if (!whole) return null
    if (frame.lane !== 'page') {
      if (whole.inflated) throw new ProtocolError('bad_value', 'only the page lane is deflated')
      return whole.bytes
    }
    this.#inflater ??= new Inflater()
    return this.#inflater.inflate(whole)
  }

  /** The payload, null for one that is late, replayed or not sealed by the other end: those never hurt a stream. */
  async volatile(frame: VolatileFrame): Promise<{ payload: Uint8Array; right: Right } | null> {
    if (frame.counter <= this.#lastCounter) return null
    const payload = await this.#keys.open
      .volatile(frame, new Uint8Array(frame.sealed))
      .catch(() => null)
    if (!payload) return null
    this.#lastCounter = frame.counter
    return { payload, right: frame.right }
  }

  stop(): void {
    this.#inflater?.stop()
  }
}
