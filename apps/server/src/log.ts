import type { FastifyInstance } from 'fastify'
import { type DestinationStream, type Logger, pino } from 'pino'

/** JSON lines to standard output, or where a test wants them. */
export function createLog(level: string, to?: DestinationStream): Logger {
  // `base: null` leaves the host name out. Serialisers are ours: pino's own would write URLs, headers and addresses.
  const options = {
    level,
    base: null,
    serializers: { req: () => undefined, res: () => undefined },
    timestamp: pino.stdTimeFunctions.isoTime,
  }
  return to === undefined ? pino(options) : pino(options, to)
}

/** One line a request: the route's pattern, never the address with its ids, never a body. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? '(none)',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
}
