import { readFileSync } from 'node:fs'
import { SystemEvent } from '@alongside/protocol/api'
import rateLimit from '@fastify/rate-limit'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { ServerConfig } from '../config/config-schema.ts'
import { Refusal, StartError } from '../errors.ts'
import { logRequests } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { HttpSockets } from '../sockets/http-sockets.ts'
import type { Api } from './api-route.ts'
import { addCrossOrigin } from './cross-origin.ts'
import { collectDocs, docsRoutes } from './docs.ts'
import { addFailures, fail } from './failures.ts'
import { addSecurityHeaders } from './headers.ts'
import { operationRoutes } from './operations.ts'
import type { HttpParts } from './parts.ts'
import { agentRoutes } from './routes/agents.ts'
import { assetRoutes } from './routes/assets.ts'
import { cobrowseRoutes } from './routes/cobrowse.ts'
import { conversationRoutes } from './routes/conversations.ts'
import { guestRoutes } from './routes/guests.ts'
import { handoverRoutes } from './routes/handover.ts'
import { maskTestRoutes } from './routes/mask-tests.ts'
import { socketRoutes } from './routes/sockets.ts'
import { type Roots, staticRoutes } from './static-files.ts'

/** A browser's headers, cookie included, are under 4 KB. */
const HEADER_BYTES = 8 << 10
const HEADERS_MS = 10_000
const REQUEST_MS = 30_000

/** Everything that is served over HTTP, in the order in which a request meets it. */
export async function createApp(o: {
  readonly parts: HttpParts
  readonly log: FastifyBaseLogger
  readonly roots: Roots
  readonly httpSockets: HttpSockets
  readonly draining: () => boolean
}): Promise<FastifyInstance> {
  const { config, gatekeeper, metrics } = o.parts
  const app = create(config, o.log, metrics)
  addFailures(app, metrics)
  logRequests(app)
  addSecurityHeaders(app, (host) => gatekeeper.isSecure(host))
  app.addHook('onRequest', async (request) => {
    const probe = /^\/(health|ready|metrics)$/.test(request.url)
    if (!probe && !gatekeeper.hostAllowed(request.headers.host)) {
      throw new Refusal('unknown_host', 'not a name of this server')
    }
  })
  addCrossOrigin(app, gatekeeper)
  await app.register(rateLimit, {
    max: config.limits.requestsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: () => new Refusal('rate_limited', 'too many requests; wait a minute'),
  })
  await collectDocs(app)
  app.addSchema(SystemEvent)

  operationRoutes(app, o.parts, o.draining)
  docsRoutes(app)
  await app.register(
    async (scope) => {
      const api: Api = scope.withTypeProvider()
      guestRoutes(api, o.parts)
      conversationRoutes(api, o.parts)
      cobrowseRoutes(api, o.parts)
      handoverRoutes(api, o.parts)
      assetRoutes(api, o.parts)
      agentRoutes(api, o.parts)
      maskTestRoutes(api, o.parts)
      await api.register(async (own) =>
        socketRoutes(own.withTypeProvider(), o.parts, o.httpSockets),
      )
    },
    { prefix: '/api/v1' },
  )
  staticRoutes(app, o.roots)
  return app
}

function create(config: ServerConfig, log: FastifyBaseLogger, metrics: Metrics): FastifyInstance {
  const node = {
    maxHeaderSize: HEADER_BYTES,
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
  }
  const options = {
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: config.limits.bodyBytes,
    // One hop: the proxy's own entry. Those before it are what the client says.
    trustProxy: config.trustProxy ? (_address: string, hop: number) => hop < 1 : false,
    requestTimeout: REQUEST_MS,
    routerOptions: { maxParamLength: 300 },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      fail(error, request, reply, metrics),
  }
  const app =
    config.tls.cert === ''
      ? Fastify({ ...options, http: node })
      : (Fastify({
          ...options,
          https: { ...node, ...readTls(config) },
        }) as unknown as FastifyInstance)
  // The schemas describe the answers for OpenAPI; the views made them, so they are not checked twice.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  addJsonParser(app)
  return app
}

/** As Fastify's own, but no body at all is no body, whatever the content type says. */
function addJsonParser(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else parse(request, body.toString(), done)
  })
}

function readTls(config: ServerConfig): { cert: Buffer; key: Buffer; minVersion: 'TLSv1.3' } {
  try {
    const cert = readFileSync(config.tls.cert)
    const key = readFileSync(config.tls.key)
    return { cert, key, minVersion: 'TLSv1.3' }
  } catch (error) {
    throw new StartError('tls_invalid', error instanceof Error ? error.message : 'cannot be read')
  }
}
