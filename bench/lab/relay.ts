import { constants, createDeflateRaw } from 'node:zlib'
import { type WebSocket, WebSocketServer } from 'ws'

/** A bare relay between a sharer's and a viewer's page on loopback. */
export interface Relay {
  readonly sharer: string
  readonly viewer: string
  /** What the sharer has sent. */
  readonly sent: readonly Buffer[]
  stop(): void
}

/**
 * `bytesPerSecond` shapes what leaves for the viewer, counted as it would be deflated in one stream: a browser's
 * network emulation does not slow WebSockets down. The sharer is told when a message has left.
 */
export async function startRelay(bytesPerSecond = Number.POSITIVE_INFINITY): Promise<Relay> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
  await new Promise((resolve) => server.once('listening', resolve))
  const shaped = Number.isFinite(bytesPerSecond)
  const weigh = deflatedLength()
  const sent: Buffer[] = []
  const waiting: { data: Buffer; binary: boolean }[] = []
  let viewer: WebSocket | undefined
  let sharer: WebSocket | undefined
  let busy = false
  let free = 0

  server.on('connection', (socket, request) => {
    socket.on('error', () => {})
    if (request.url === '/viewer') {
      viewer = socket
      socket.on('message', (data: Buffer) => sharer?.send(data))
    } else {
      sharer = socket
      socket.on('message', (data: Buffer, binary) => {
        sent.push(data)
        if (!shaped) deliver(data, binary)
        else {
          waiting.push({ data, binary })
          void drain()
        }
      })
    }
  })

  function deliver(data: Buffer, binary: boolean): void {
    viewer?.send(data, { binary })
    sharer?.send('')
  }

  async function drain(): Promise<void> {
    if (busy) return
    busy = true
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const length = await weigh(next.data)
      free = Math.max(free, performance.now()) + (length / bytesPerSecond) * 1000
      await new Promise((resolve) => setTimeout(resolve, free - performance.now()))
      deliver(next.data, next.binary)
    }
    busy = false
  }

  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const url = `ws://127.0.0.1:${address.port}`
  return {
    sharer: `${url}/sharer`,
    viewer: `${url}/viewer`,
    sent,
    stop() {
      for (const client of server.clients) client.terminate()
      server.close()
    },
  }
}

/** What each message adds to one deflate stream that is flushed after it. */
function deflatedLength(): (message: Buffer) => Promise<number> {
  const stream = createDeflateRaw({ level: 6 })
  let total = 0
  stream.on('data', (chunk: Buffer) => {
    total += chunk.length
  })
  return async (message) => {
    const before = total
    await new Promise<void>((resolve) => {
      stream.write(message)
      stream.flush(constants.Z_SYNC_FLUSH, resolve)
    })
    return total - before
  }
}
