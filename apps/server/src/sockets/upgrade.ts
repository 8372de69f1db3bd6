import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { LIMITS } from '@alongside/protocol'
import { type WebSocket, WebSocketServer } from 'ws'
import type { ServerConfig } from '../config/config-schema.ts'
import type { Stop } from '../errors.ts'
import type { Gatekeeper } from '../http/gatekeeper.ts'
import type { Metrics } from '../metrics.ts'
import { CLOSE } from './close-codes.ts'

/** A client that answers no ping for so long is gone. */
const PING_EVERY_MS = 30_000
/** An event of a client is a few hundred bytes. */
const EVENT_BYTES = 8 << 10
/** A frame just over the limit still gets a coded answer; past this WebSocket's own 1009 closes. */
const HEADROOM_BYTES = 4 << 10

const SESSION_SOCKET = /^\/api\/v1\/cobrowse\/([A-Za-z0-9_-]{8,64})\/socket$/

export type Upgraded = { readonly socket: WebSocket; readonly origin: string }

/** HTTP's upgrade, for the two sockets. The origin is checked before anything is agreed to. */
export function acceptSockets(o: {
  readonly server: Server
  readonly config: ServerConfig
  readonly gatekeeper: Gatekeeper
  readonly metrics: Metrics
  onEvents(upgraded: Upgraded): void
  onSession(upgraded: Upgraded, sessionId: string): void
}): { drain: Stop; stop: Stop } {
  const limits = o.config.limits
  const options = { noServer: true, perMessageDeflate: false, clientTracking: false } as const
  const events = new WebSocketServer({ ...options, maxPayload: EVENT_BYTES })
  const frames = new WebSocketServer({
    ...options,
    maxPayload: LIMITS.frameBytes + HEADROOM_BYTES,
  })
  const open = new Map<WebSocket, { address: string; alive: boolean }>()
  const perAddress = new Map<string, number>()
  let draining = false

  const refuse = (raw: Duplex, status: number, code: string): void => {
    o.metrics.errors.inc({ code })
    const body = JSON.stringify({ code, message: 'the socket was not opened' })
    raw.end(
      `HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-type: application/json\r\n` +
        `content-length: ${body.length}\r\n\r\n${body}`,
    )
  }

  const reason = (request: IncomingMessage, address: string): [number, string] | null => {
    if (draining) return [503, 'not_ready']
    if (!o.gatekeeper.hostAllowed(request.headers.host)) return [421, 'unknown_host']
    const full =
      (perAddress.get(address) ?? 0) >= limits.socketsPerAddress || open.size >= limits.sockets
    return full ? [429, 'rate_limited'] : null
  }

  const onUpgrade = (request: IncomingMessage, raw: Duplex, head: Buffer): void => {
    raw.on('error', () => raw.destroy())
    const path = request.url ?? ''
    const session = SESSION_SOCKET.exec(path)
    const address = addressOf(request, o.config.trustProxy)
    const refused: [number, string] | null =
      session === null && path !== '/api/v1/events' ? [404, 'not_found'] : reason(request, address)
    if (refused !== null) {
      refuse(raw, ...refused)
      return
    }
    o.gatekeeper.socketOrigin(request.headers.origin).then(
      (origin) => {
        if (origin === null) {
          refuse(raw, 403, 'origin_refused')
          return
        }
        const server = session === null ? events : frames
        server.handleUpgrade(request, raw, head, (socket) => {
          const kind = session === null ? 'events' : 'session'
          open.set(socket, { address, alive: true })
          perAddress.set(address, (perAddress.get(address) ?? 0) + 1)
          o.metrics.sockets.inc({ kind })
          socket.on('pong', () => {
            const entry = open.get(socket)
            if (entry !== undefined) entry.alive = true
          })
          // ws closes by itself after a protocol error; without a listener it would end the process.
          socket.on('error', () => {})
          socket.on('close', () => {
            open.delete(socket)
            o.metrics.sockets.dec({ kind })
            const left = (perAddress.get(address) ?? 1) - 1
            if (left > 0) perAddress.set(address, left)
            else perAddress.delete(address)
          })
          if (session === null) o.onEvents({ socket, origin })
          else o.onSession({ socket, origin }, session[1] ?? '')
        })
      },
      () => refuse(raw, 500, 'internal'),
    )
  }
  o.server.on('upgrade', onUpgrade)

  const pings = setInterval(() => {
    for (const [socket, entry] of open) {
      if (!entry.alive) socket.terminate()
      else {
        entry.alive = false
        socket.ping()
      }
    }
  }, PING_EVERY_MS)

  return {
    /** Asks every client to come back in a moment, to the next run or another instance. */
    drain: () => {
      draining = true
      for (const socket of open.keys()) socket.close(CLOSE.restart, 'restart')
    },
    stop: () => {
      clearInterval(pings)
      o.server.off('upgrade', onUpgrade)
      for (const socket of open.keys()) socket.terminate()
    },
  }
}

/** As Fastify's for requests: behind a proxy of ours, the entry that it added. */
function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined
  const last = [forwarded].flat().at(-1)?.split(',').at(-1)?.trim()
  return last ?? request.socket.remoteAddress ?? ''
}
