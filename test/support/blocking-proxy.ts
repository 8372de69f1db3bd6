import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { Duplex } from 'node:stream'

/**
 * What becomes of a WebSocket: refused with 403, asked for without its upgrade, never answered, or opened and killed after a
 * second. `holds`: refused, and answers are kept until they are whole.
 */
export type Manner = 'refuses' | 'strips' | 'hangs' | 'kills' | 'holds'

export interface BlockingProxy {
  readonly origin: string
  /** WebSockets that were asked for. */
  readonly asked: number
  /** Where it leads to. */
  to(port: number): void
  stop(): Promise<void>
}

/** A proxy in the way of WebSockets, as companies have them. */
export async function openBlockingProxy(manner: Manner): Promise<BlockingProxy> {
  let port = 0
  let asked = 0
  const open = new Set<Duplex>()

  const pass = (from: IncomingMessage, to: ServerResponse): void => {
    const { method, url, headers } = from
    const upstream = request({ port, host: '127.0.0.1', method, path: url, headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      if (manner === 'holds') {
        const parts: Buffer[] = []
        answer.on('data', (part) => parts.push(part))
        answer.on('end', () => to.end(Buffer.concat(parts)))
      } else {
        to.flushHeaders()
        answer.pipe(to)
      }
      answer.on('error', () => to.destroy())
    })
    upstream.on('error', () => to.destroy())
    to.on('close', () => upstream.destroy())
    from.pipe(upstream)
  }
  const server = createServer(pass)
  server.on('connection', (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  server.on('upgrade', (from, socket) => {
    asked++
    socket.on('error', () => {})
    switch (manner) {
      case 'hangs':
        return
      case 'refuses':
      case 'holds':
        socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n')
        return
      case 'strips':
      case 'kills': {
        const upstream = connect(port, '127.0.0.1')
        const names = manner === 'strips' ? /^(upgrade|connection|sec-websocket)/i : /^$/
        const { rawHeaders } = from
        const lines = rawHeaders.flatMap((name, i) =>
          i % 2 || names.test(name) ? [] : [`${name}: ${rawHeaders[i + 1]}`],
        )
        upstream.write(`GET ${from.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
        upstream.pipe(socket)
        socket.pipe(upstream)
        upstream.on('error', () => socket.destroy())
        socket.on('close', () => upstream.destroy())
        if (manner === 'kills') setTimeout(() => socket.destroy(), 1_000)
      }
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port: own } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${own}`,
    get asked() {
      return asked
    },
    to(target) {
      port = target
    },
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}
