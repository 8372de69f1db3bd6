import type { FastifyInstance } from 'fastify'
import { Refusal } from '../errors.ts'
import type { HttpParts } from './parts.ts'

/** For whoever runs the server: is it alive, may it get traffic, what does it do. */
export function operationRoutes(
  app: FastifyInstance,
  { store, metrics }: HttpParts,
  draining: () => boolean,
): void {
  const options = { schema: { hide: true }, config: { rateLimit: false } }
  app.get('/health', options, async () => ({ status: 'ok' }))
  app.get('/ready', options, async (request) => {
    if (draining()) throw new Refusal('not_ready', 'stopping')
    try {
      await store.check()
    } catch (error) {
      request.log.error({ err: { name: error instanceof Error ? error.name : '' } }, 'store')
      throw new Refusal('not_ready', 'the store does not answer')
    }
    return { status: 'ready' }
  })
  app.get('/metrics', options, async (_request, reply) => {
    reply.type(metrics.registry.contentType)
    return metrics.registry.metrics()
  })
}
