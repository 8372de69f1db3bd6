import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

/** A server that answers any host on one port and remembers whoever came. */
export interface Sink {
  readonly port: number
  /** One line for each connection, with what came over it: `GET c7.leak.test/x`, `TLS`, or nothing. */
  readonly seen: readonly string[]
  clear(): void
  stop(): void
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg"><filter id="x"/><rect id="y" width="9" height="9"/></svg>'

/** Raw TCP: a preconnect sends nothing, and counts. It knows the names of hosts from requests only; the net log has the rest. */
export async function openSink(): Promise<Sink> {
  const seen: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    const at = seen.push('a connection') - 1
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    // Chromium keeps no more than so many sockets, and preconnected ones wait long.
    socket.setTimeout(300, () => socket.destroy())
    socket.once('data', (bytes) => {
      const head = bytes.toString('latin1')
      if (at < seen.length) seen[at] = requestOf(head)
      if (head.startsWith('\x16')) socket.destroy()
      else socket.end(answerTo(head))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    clear() {
      seen.length = 0
    },
    stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

function requestOf(head: string): string {
  if (head.startsWith('\x16')) return 'TLS'
  const [, method = '', path = ''] = /^([A-Z]+) (\S*)/.exec(head) ?? []
  const [, host = ''] = /\r\nhost: *([^\r:]*)/i.exec(head) ?? []
  return `${method} ${host}${path}`
}

function answerTo(head: string): Buffer {
  const path = /^\S+ ([^ ?]*)/.exec(head)?.[1] ?? ''
  const [type, body] = path.endsWith('.css')
    ? ['text/css', 'p{}']
    : path.endsWith('.js')
      ? ['text/javascript', '0']
      : path.endsWith('.svg')
        ? ['image/svg+xml', SVG]
        : ['image/png', PNG]
  const lines = [
    'HTTP/1.1 200 OK',
    `content-type: ${type}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'access-control-allow-origin: *',
    'cache-control: no-store',
    'connection: close',
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body)])
}
