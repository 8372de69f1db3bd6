import { constants, createDeflateRaw } from 'node:zlib'

/** How much an engine sent. */
export interface Sent {
  readonly messages: number
  /** As it would send them, before compression. */
  readonly raw: number
  /** Through one deflate context, each message flushed: what a live stream costs. */
  readonly deflated: number
}

/** The messages in a body that the harness posted. */
export function messagesOf(body: Buffer): Buffer[] {
  const messages: Buffer[] = []
  for (let at = 0; at < body.length; ) {
    const length = body.readUInt32BE(at + 1)
    messages.push(body.subarray(at + 5, at + 5 + length))
    at += 5 + length
  }
  return messages
}

/** The same for all engines: raw deflate, level 6, one context, a sync flush after each message. */
export async function weigh(
  messages: readonly Buffer[],
  before: readonly Buffer[] = [],
): Promise<Sent> {
  const stream = createDeflateRaw({ level: 6 })
  let deflated = 0
  stream.on('data', (chunk: Buffer) => {
    deflated += chunk.length
  })
  const push = (message: Buffer): Promise<void> =>
    new Promise((resolve) => {
      stream.write(message)
      stream.flush(constants.Z_SYNC_FLUSH, resolve)
    })
  for (const message of before) await push(message)
  const already = deflated
  for (const message of messages) await push(message)
  stream.destroy()
  return {
    messages: messages.length,
    raw: messages.reduce((sum, { length }) => sum + length, 0),
    deflated: deflated - already,
  }
}
