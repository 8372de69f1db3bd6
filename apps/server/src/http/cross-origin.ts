import { parseOrigin } from '@alongside/protocol/origins'
import type { FastifyInstance } from 'fastify'
import type { Gatekeeper } from './gatekeeper.ts'

const HANDOVER = /^\/api\/v1\/[^?]*\/handover$/

/** Answers CORS for the API: exactly the origins of deployments' pages. Cookies come with a handover only. */
export function addCrossOrigin(app: FastifyInstance, gatekeeper: Gatekeeper): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/v1/')) return
    reply.header('vary', 'origin')
    const origin = parseOrigin(request.headers.origin)
    if (origin === null || gatekeeper.isOwn(origin.text)) return
    // A preflight has no token yet, so any deployment counts; the guard of the route asks again for the right one.
    if (!(await gatekeeper.anyDeployment(origin))) return
    reply.header('access-control-allow-origin', origin.text)
    if (HANDOVER.test(request.url)) reply.header('access-control-allow-credentials', 'true')
    if (request.method !== 'OPTIONS') return
    reply.headers({
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '600',
    })
    return reply.code(204).send()
  })
}
