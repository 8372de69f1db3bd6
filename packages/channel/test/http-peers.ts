import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { LIMITS } from '@alongside/protocol'
import { HttpPeer, type HttpPeerTiming } from '../src/http-peer.ts'

export type HttpPeers = {
  /** How each answer was asked for. */
  readonly asked: readonly string[]
  stop(): void
}

/** The routes of sockets over HTTP, with nothing that is asked of who opens one. */
export function openHttpPeers(
  server: Server,
  onPeer: (peer: HttpPeer<Buffer>) => void,
  timing: Partial<HttpPeerTiming> = {},
): HttpPeers {
  const asked: string[] = []
  const open = new Map<string, HttpPeer<Buffer>>()
  server.on('request', async (request, response) => {
    const [, secret] = (request.headers.authorization ?? '').split(' ')
    if (request.method === 'GET') {
      const peer = open.get(secret ?? '')
      if (!peer || peer.carried) {
        response.writeHead(401).end()
        return
      }
      response.on('close', () => {
        if (!response.writableFinished) peer.broke(response)
      })
      const { search } = new URL(request.url ?? '/', 'http://peers')
      asked.push(search)
      peer.carry(response, search === '?peek' ? 'peek' : search === '?poll' ? 'poll' : 'stream')
      return
    }
    const parts: Buffer[] = []
    try {
      for await (const part of request) parts.push(part)
      let peer = open.get(secret ?? '')
      let answer = ''
      if (!secret) {
        const connection = randomUUID()
        peer = new HttpPeer({ text: false, limit: LIMITS.frameBytes, timing })
        open.set(connection, peer)
        onPeer(peer)
        answer = JSON.stringify({ connection })
      }
      await peer?.take(Buffer.concat(parts))
      response.writeHead(peer ? 200 : 401).end(answer)
    } catch {
      response.writeHead(400).end()
    }
  })
  return {
    asked,
    stop() {
      for (const peer of open.values()) peer.terminate()
    },
  }
}
