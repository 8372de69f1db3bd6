import { inflateFreeBytes, inflateRatio, ProtocolError, payloadBytes } from '@alongside/protocol'
import { ZStream, zlibDeflate, zlibDeflateInit2 } from 'pako'
import type { Whole } from './fragments.ts'

/** Z_SYNC_FLUSH: all that was given so far can be read at the other end, and the context goes on. */
const SYNC_FLUSH = 2
/** By measurement (test/measure-deflate.ts): a tenth fewer bytes than 3 for a quarter more time; 6 gains 1 % more. */
const LEVEL = 5
// As zlib.h has them: the method, a window of 32 kB without a header, and memory for the matcher.
const DEFLATED = 8
const RAW = -15
const MEMORY = 8
/** An empty stored block: what a sync flush ends with, and nothing to an inflater. */
const EMPTY_BLOCK: readonly number[] = [0, 0, 0, 0xff, 0xff]
/** Compressed bytes given to the inflater at a time, which bounds what a bomb yields before it is noticed; or taken. */
const SLICE = 16 << 10
/** An inflater that has all its input and gives nothing was promised more than there is. Milliseconds. */
const STARVED = 5_000

/** One deflate context for all payloads of a lane in a stream: what the page said before costs next to nothing. */
export class Deflater {
  readonly #stream = new ZStream()
  readonly #out = new Uint8Array(SLICE)

  constructor() {
    zlibDeflateInit2(this.#stream, LEVEL, DEFLATED, RAW, MEMORY, 0)
  }

  deflate(payload: Uint8Array): Whole {
    const stream = this.#stream
    stream.input = payload
    stream.next_in = 0
    stream.avail_in = payload.length
    const chunks: Uint8Array[] = []
    let length = 0
    // Full to the end, there is more.
    do {
      stream.output = this.#out
      stream.next_out = 0
      stream.avail_out = SLICE
      zlibDeflate(stream, SYNC_FLUSH)
      chunks.push(this.#out.slice(0, stream.next_out))
      length += stream.next_out
    } while (stream.avail_out === 0)
    // Honest pages can repeat themselves more than the receiver's bound allows: no-op blocks make up for it.
    const least = payload.length > inflateFreeBytes ? payload.length / inflateRatio : 0
    const blocks = Math.ceil(Math.max(0, least - length) / EMPTY_BLOCK.length)
    const bytes = new Uint8Array(length + blocks * EMPTY_BLOCK.length)
    let at = 0
    for (const chunk of chunks) {
      bytes.set(chunk, at)
      at += chunk.length
    }
    for (; at < bytes.length; at += EMPTY_BLOCK.length) bytes.set(EMPTY_BLOCK, at)
    return { bytes, inflated: payload.length }
  }
}

/** The other end of a Deflater. After an error it is of no use any more. */
export class Inflater {
  readonly #writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>

  constructor() {
    const stream = new DecompressionStream('deflate-raw')
    this.#writer = stream.writable.getWriter()
    this.#reader = stream.readable.getReader()
    // Its failure is seen where it is read; the two promises must not count as unhandled.
    this.#writer.closed.catch(() => {})
    this.#reader.closed.catch(() => {})
  }

  async inflate({ bytes, inflated }: Whole): Promise<Uint8Array> {
    if (
      inflated > payloadBytes ||
      (inflated > inflateFreeBytes && inflated > bytes.length * inflateRatio)
    ) {
      throw new ProtocolError('too_large', `${bytes.length} bytes that inflate to ${inflated}`)
    }
    // Slices wait in the stream until the reads below pull them through, one by one.
    for (let at = 0; at < bytes.length; at += SLICE) {
      this.#writer.write(bytes.slice(at, at + SLICE)).catch(() => {})
    }
    const out = new Uint8Array(inflated)
    let at = 0
    while (at < inflated) {
      const chunk = await this.#read()
      if (at + chunk.length > inflated) {
        throw new ProtocolError('too_large', `inflates to more than the ${inflated} bytes promised`)
      }
      out.set(chunk, at)
      at += chunk.length
    }
    return out
  }

  stop(): void {
    this.#writer.abort().catch(() => {})
    this.#reader.cancel().catch(() => {})
  }

  async #read(): Promise<Uint8Array> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const starved = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new ProtocolError('bad_value', 'inflates to less than promised')),
        STARVED,
      )
    })
    try {
      const { value, done } = await Promise.race([this.#reader.read(), starved])
      if (done) throw new ProtocolError('bad_value', 'a deflate stream that ends')
      return value
    } catch (error) {
      if (error instanceof ProtocolError) throw error
      throw new ProtocolError('bad_value', 'not a deflate stream')
    } finally {
      clearTimeout(timer)
    }
  }
}
