import { LIMITS } from '@alongside/protocol'
import { Id } from '@alongside/protocol/api'
import Type from 'typebox'
import { Refusal } from '../../errors.ts'
import type { HttpSocket, HttpSockets } from '../../sockets/http-sockets.ts'
import { HEADROOM_BYTES, type SocketKind } from '../../sockets/open-sockets.ts'
import { type Api, closed } from '../api-route.ts'
import type { HttpParts } from '../parts.ts'

const flag = Type.Optional(Type.Literal(''))
const query = Type.Object({ poll: flag, peek: flag }, closed)
const params = Type.Object({ id: Type.Optional(Id) }, closed)

/** What keeps an answer from being held back, kept or changed on its way. */
const STREAMED = {
  'content-type': 'application/octet-stream',
  'cache-control': 'no-store, no-transform',
  // nginx collects an answer unless it says this.
  'x-accel-buffering': 'no',
}

/**
 * The two sockets for clients whose WebSockets do not get through, at the sockets' own addresses: a POST without a connection opens
 * one, those with it bring messages, and a GET is answered with what there is to say.
 */
export function socketRoutes(api: Api, { config }: HttpParts, sockets: HttpSockets): void {
  api.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_, body, done) =>
    done(null, body),
  )
  const known = (socket: HttpSocket | null): HttpSocket => {
    if (socket === null) throw new Refusal('connection_unknown', 'not a connection of this page')
    return socket
  }

  const routes = (url: string, kind: SocketKind): void => {
    const options = {
      // As often as there is something to say; the rates of the socket bound it.
      logLevel: 'warn',
      config: {
        rateLimit: {
          max: config.limits.requestsPerMinute,
          timeWindow: 60_000,
          allowList: (request: Parameters<HttpSockets['find']>[0]) =>
            sockets.find(request) !== null,
        },
      },
    } as const

    api.post(
      url,
      {
        ...options,
        bodyLimit: LIMITS.frameBytes + 2 * HEADROOM_BYTES,
        schema: { hide: true, params },
      },
      async (request, reply) => {
        const { body } = request
        if (!Buffer.isBuffer(body)) throw new Refusal('unsupported_media_type', 'not bytes')
        if (request.headers.authorization !== undefined) {
          await known(sockets.find(request)).take(body)
          return reply.code(204).send()
        }
        const { secret, socket } = await sockets.open(request, kind, request.params.id ?? '')
        await socket.take(body)
        return { connection: secret }
      },
    )

    api.get(
      url,
      { ...options, exposeHeadRoute: false, schema: { hide: true, params, querystring: query } },
      async (request, reply) => {
        const socket = known(sockets.find(request))
        await socket.ask()
        reply.hijack()
        const answer = reply.raw
        for (const [name, value] of Object.entries(reply.headers(STREAMED).getHeaders())) {
          if (value !== undefined) answer.setHeader(name, value)
        }
        answer.writeHead(200)
        answer.on('close', () => {
          if (!answer.writableFinished) socket.peer.broke(answer)
        })
        const { poll, peek } = request.query
        socket.peer.carry(answer, peek === '' ? 'peek' : poll === '' ? 'poll' : 'stream')
      },
    )
  }
  routes('/events', 'events')
  routes('/cobrowse/:id/socket', 'session')
}
