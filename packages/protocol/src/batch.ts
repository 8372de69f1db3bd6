import { ProtocolError } from './errors.ts'

/**
 * Messages of a socket as they travel over HTTP, where it has no WebSocket: each behind its length in four bytes, the most
 * significant first. An empty one is padding, which begins an answer so that proxies let go of it.
 */
const LENGTH = 4
/** In the place of a length: who sends this is leaving. */
const CLOSED = 0xffff_ffff

/** Client → server: `first` is the number of the first message, counted from 0, so that a request may be repeated. */
export type Batch = {
  readonly first: number
  readonly messages: readonly Uint8Array[]
  readonly closed: boolean
}

/** Cutting a Node Buffer gives Buffers, of an Uint8Array others of its kind. */
export interface Cuttable<Bytes> {
  readonly length: number
  readonly [index: number]: number
  subarray(from?: number, to?: number): Bytes
}

export function writeMessages(
  messages: readonly Uint8Array[],
  closed = false,
): Uint8Array<ArrayBuffer> {
  const size = messages.reduce((sum, { length }) => sum + LENGTH + length, closed ? LENGTH : 0)
  const out = new Uint8Array(size)
  let at = 0
  for (const message of messages) {
    writeNumber(out, at, message.length)
    out.set(message, at + LENGTH)
    at += LENGTH + message.length
  }
  if (closed) writeNumber(out, at, CLOSED)
  return out
}

/** The whole messages at the beginning of the bytes; `rest` begins inside the next one. */
export function readMessages<Bytes extends Cuttable<Bytes>>(
  bytes: Bytes,
  limit: number,
): { messages: Bytes[]; rest: Bytes; closed: boolean } {
  const messages: Bytes[] = []
  let at = 0
  while (bytes.length - at >= LENGTH) {
    const length = readNumber(bytes, at)
    if (length === CLOSED) return { messages, rest: bytes.subarray(at + LENGTH), closed: true }
    if (length > limit) throw new ProtocolError('too_large', `${length} bytes, limit ${limit}`)
    const end = at + LENGTH + length
    if (end > bytes.length) break
    if (length > 0) messages.push(bytes.subarray(at + LENGTH, end))
    at = end
  }
  return { messages, rest: bytes.subarray(at), closed: false }
}

export function writeBatch({ first, messages, closed }: Batch): Uint8Array<ArrayBuffer> {
  const body = writeMessages(messages, closed)
  const out = new Uint8Array(LENGTH + body.length)
  writeNumber(out, 0, first)
  out.set(body, LENGTH)
  return out
}

export function readBatch<Bytes extends Cuttable<Bytes>>(
  bytes: Bytes,
  limit: number,
): { first: number; messages: Bytes[]; closed: boolean } {
  if (bytes.length < LENGTH) throw new ProtocolError('truncated', 'a batch without its number')
  const { messages, rest, closed } = readMessages(bytes.subarray(LENGTH), limit)
  if (rest.length > 0) {
    throw closed
      ? new ProtocolError('bad_value', 'bytes after the end')
      : new ProtocolError('truncated', 'a batch that ends inside a message')
  }
  return { first: readNumber(bytes, 0), messages, closed }
}

function writeNumber(out: Uint8Array, at: number, value: number): void {
  for (let i = 0; i < LENGTH; i++) out[at + i] = value >>> (24 - 8 * i)
}

function readNumber(bytes: { readonly [index: number]: number }, at: number): number {
  let value = 0
  for (let i = 0; i < LENGTH; i++) value = value * 256 + (bytes[at + i] ?? 0)
  return value
}
