import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { LIMITS } from '@alongside/protocol'
import { WebSocketServer } from 'ws'
import type { ServerConfig } from '../config/config-schema.ts'
import { ERROR_STATUS, type ErrorCode, type Stop } from '../errors.ts'
import type { Gatekeeper } from '../http/gatekeeper.ts'
import type { Metrics } from '../metrics.ts'
import { Heartbeat } from './heartbeat.ts'
import { EVENT_BYTES, HEADROOM_BYTES, type OpenSockets, type Serve } from './open-sockets.ts'

const SESSION_SOCKET = /^\/api\/v1\/cobrowse\/([A-Za-z0-9_-]{8,64})\/socket$/

/** HTTP's upgrade, for the two sockets. The origin is checked before anything is agreed to. */
export function acceptUpgrades(o: {
  readonly server: Server
  readonly config: ServerConfig
  readonly gatekeeper: Gatekeeper
  readonly metrics: Metrics
  readonly sockets: OpenSockets
  readonly serve: Serve
}): Stop {
  const options = { noServer: true, perMessageDeflate: false, clientTracking: false } as const
  const events = new WebSocketServer({ ...options, maxPayload: EVENT_BYTES })
  const frames = new WebSocketServer({
    ...options,
    maxPayload: LIMITS.frameBytes + HEADROOM_BYTES,
  })
  const heartbeat = new Heartbeat()

  const refuse = (raw: Duplex, code: ErrorCode): void => {
    o.metrics.errors.inc({ code })
    const body = JSON.stringify({ code, message: 'the socket was not opened' })
    raw.end(
      `HTTP/1.1 ${ERROR_STATUS[code]} Refused\r\nconnection: close\r\ncontent-type: application/json\r\n` +
        `content-length: ${body.length}\r\n\r\n${body}`,
    )
  }

  const onUpgrade = (request: IncomingMessage, raw: Duplex, head: Buffer): void => {
    raw.on('error', () => raw.destroy())
    const path = request.url ?? ''
    const session = SESSION_SOCKET.exec(path)
    const address = addressOf(request, o.config.trustProxy)
    const refused =
      session === null && path !== '/api/v1/events'
        ? 'not_found'
        : o.sockets.refusal(request.headers.host, address)
    if (refused !== null) {
      refuse(raw, refused)
      return
    }
    o.gatekeeper.socketOrigin(request.headers.origin).then(
      (origin) => {
        if (origin === null) {
          refuse(raw, 'origin_refused')
          return
        }
        const server = session === null ? events : frames
        server.handleUpgrade(request, raw, head, (socket) => {
          const kind = session === null ? 'events' : 'session'
          heartbeat.watch(socket)
          o.sockets.add(socket, { kind, transport: 'websocket', address })
          // ws closes by itself after a protocol error; without a listener it would end the process.
          socket.on('error', () => {})
          if (session === null) o.serve.events({ socket, origin })
          else o.serve.session({ socket, origin }, session[1] ?? '')
        })
      },
      () => refuse(raw, 'internal'),
    )
  }
  o.server.on('upgrade', onUpgrade)

  return () => {
    heartbeat.stop()
    o.server.off('upgrade', onUpgrade)
  }
}

/** As Fastify's for requests: behind a proxy of ours, the entry that it added. */
function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined
  const last = [forwarded].flat().at(-1)?.split(',').at(-1)?.trim()
  return last ?? request.socket.remoteAddress ?? ''
}
