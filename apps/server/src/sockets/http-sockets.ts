import { HttpPeer } from '@alongside/channel/http-peer'
import { LIMITS, ProtocolError } from '@alongside/protocol'
import type { FastifyRequest } from 'fastify'
import type { ServerConfig } from '../config/config-schema.ts'
import { hashToken, newToken } from '../crypto/tokens.ts'
import { Refusal } from '../errors.ts'
import type { Gatekeeper } from '../http/gatekeeper.ts'
import { CLOSE } from './close-codes.ts'
import {
  EVENT_BYTES,
  HEADROOM_BYTES,
  type OpenSockets,
  type Serve,
  type SocketKind,
} from './open-sockets.ts'
import { Rate } from './rate.ts'

/** What a closed one still has to say is kept for its client to fetch. */
const LINGER_MS = 5_000
/** Requests of one at a time: one up, one down, and what a page that goes away sends once more. */
const REQUESTS = 6
/** Who is so far over the rate does not wait for answers. */
const LONGEST_WAIT_MS = 5_000

export type HttpSocketParts = {
  readonly config: ServerConfig
  readonly gatekeeper: Gatekeeper
  readonly sockets: OpenSockets
  readonly serve: Serve
}

/** Sockets over HTTP, by the hash of the secret that only their client has. */
export class HttpSockets {
  readonly #parts: HttpSocketParts
  readonly #open = new Map<string, HttpSocket>()

  constructor(parts: HttpSocketParts) {
    this.#parts = parts
  }

  /** Asks what a WebSocket is asked: name, limits, origin. The ticket comes as the first message. */
  async open(
    request: FastifyRequest,
    kind: SocketKind,
    sessionId: string,
  ): Promise<{ secret: string; socket: HttpSocket }> {
    const { config, gatekeeper, sockets, serve } = this.#parts
    const refused = sockets.refusal(request.headers.host, request.ip)
    if (refused !== null) throw new Refusal(refused, 'the socket was not opened')
    const origin = await gatekeeper.socketOrigin(request.headers.origin)
    if (origin === null) throw new Refusal('origin_refused', 'not from a page of a deployment')
    const secret = newToken()
    const key = hashToken(secret)
    const socket = new HttpSocket(kind, pathOf(request), origin, config.limits)
    this.#open.set(key, socket)
    socket.peer.on('close', () => {
      setTimeout(() => this.#open.delete(key), LINGER_MS).unref()
    })
    sockets.add(socket.peer, { kind, transport: 'http', address: request.ip })
    if (kind === 'events') serve.events({ socket: socket.peer, origin })
    else serve.session({ socket: socket.peer, origin }, sessionId)
    return { secret, socket }
  }

  /** The one whose secret the request shows, at its address and from the page that opened it. */
  find(request: FastifyRequest): HttpSocket | null {
    const { authorization = '' } = request.headers
    const secret = /^Connection ([A-Za-z0-9_-]{20,200})$/.exec(authorization)?.[1]
    const socket = secret === undefined ? undefined : this.#open.get(hashToken(secret))
    return socket?.path === pathOf(request) && this.#isFrom(socket.origin, request) ? socket : null
  }

  /** Browsers leave Origin out on reads from a page of ours. */
  #isFrom(origin: string, { headers }: FastifyRequest): boolean {
    if (headers.origin !== undefined) return headers.origin === origin
    return headers['sec-fetch-site'] === 'same-origin' && this.#parts.gatekeeper.isOwn(origin)
  }
}

/** One of them, with what its requests may do. */
export class HttpSocket {
  readonly peer: HttpPeer<Buffer>
  readonly path: string
  readonly origin: string
  readonly #up: Rate
  readonly #down: Rate
  #requests = 0

  constructor(kind: SocketKind, path: string, origin: string, limits: ServerConfig['limits']) {
    this.path = path
    this.origin = origin
    this.peer = new HttpPeer({
      text: kind === 'events',
      limit: kind === 'events' ? EVENT_BYTES : LIMITS.frameBytes + HEADROOM_BYTES,
      timing: { answer: limits.httpAnswer, away: limits.httpAway },
    })
    this.#up = new Rate(limits.httpRequestsPerSecond)
    this.#down = new Rate(limits.httpRequestsPerSecond)
  }

  /** A batch. Its answer waits while the socket is paused, or over its rate: the client sends no other before. */
  async take(body: Buffer): Promise<void> {
    await this.#within(this.#up, async (wait) => {
      try {
        await this.peer.take(body)
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error
        this.peer.close(CLOSE.bad, error.code)
        const code = error.code === 'too_large' ? 'body_too_large' : 'bad_request'
        throw new Refusal(code, error.message)
      }
      await wait()
    })
  }

  /** Before an answer is begun that carries what is sent. */
  async ask(): Promise<void> {
    await this.#within(this.#down, (wait) => wait())
    if (!this.peer.carried) return
    this.peer.close(CLOSE.bad, 'bad_request')
    throw new Refusal('bad_request', 'one answer at a time')
  }

  async #within(rate: Rate, work: (wait: () => Promise<void>) => Promise<void>): Promise<void> {
    const ms = rate.owe(1)
    if (this.#requests >= REQUESTS || ms > LONGEST_WAIT_MS) {
      this.peer.close(CLOSE.tooFast, 'rate_limited')
      throw new Refusal('rate_limited', 'too many requests of this connection')
    }
    this.#requests++
    try {
      await work(async () => {
        if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
      })
    } finally {
      this.#requests--
    }
  }
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? ''
}
