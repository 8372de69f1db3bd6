import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

export type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: unknown }

/** A server that answers as it is told and remembers what it was asked; its sockets go to `onSocket`. */
export async function openServer(o: {
  answer?(asked: Asked): { status?: number; body?: unknown; raw?: string } | undefined
  onSocket?(socket: WebSocket): void
}): Promise<{ origin: string; websocketUrl: string; asked: Asked[]; stop(): Promise<void> }> {
  const asked: Asked[] = []
  const http = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    const one: Asked = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
    }
    asked.push(one)
    const { status = 200, body, raw } = o.answer?.(one) ?? {}
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(raw ?? (body === undefined ? '' : JSON.stringify(body)))
  })
  const sockets = new WebSocketServer({ server: http })
  sockets.on('connection', (socket) => o.onSocket?.(socket))
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    websocketUrl: `ws://127.0.0.1:${port}/api/v1/events`,
    asked,
    async stop() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
    },
  }
}
