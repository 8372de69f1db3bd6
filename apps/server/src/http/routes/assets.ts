import { Id } from '@alongside/protocol/api'
import Type from 'typebox'
import { Refusal } from '../../errors.ts'
import { requirePermission } from '../../identity/principal.ts'
import { type Api, answers, closed } from '../api-route.ts'
import type { HttpParts } from '../parts.ts'

/** It is somebody else's content on our origin: nobody opens it as a page, keeps it, or takes it for another type. */
const HEADERS = {
  'content-security-policy': "sandbox; default-src 'none'",
  'content-disposition': 'attachment',
  'cache-control': 'private, no-store',
  'cross-origin-resource-policy': 'same-origin',
}

const bytes = {
  description: 'An image or a font.',
  content: { 'application/octet-stream': { schema: Type.String({ format: 'binary' }) } },
}

/** What the customer's browser shows and cannot read, where the deployment has `sharer+proxy`. */
export function assetRoutes(
  api: Api,
  { sessions, conversations, store, guards, assetProxy }: HttpParts,
): void {
  api.post(
    '/cobrowse/:id/assets',
    {
      onRequest: guards.agent,
      schema: {
        summary: 'An image or a font of another site, fetched by this server',
        tags: ['cobrowse'],
        params: Type.Object({ id: Id }),
        // In the body, where no log of a proxy has it.
        body: Type.Object(
          {
            url: Type.String({ minLength: 1, maxLength: 4_096 }),
            /** Only if its site lets every page use it, as browsers ask of a font of another origin. */
            shared: Type.Optional(Type.Boolean()),
          },
          closed,
        ),
        response: { ...answers(200, null), 200: bytes },
      },
    },
    async (request, reply) => {
      const principal = guards.agentOf(request)
      requirePermission(principal.agent, 'conversation:cobrowse:add')
      const record = await sessions.find(principal, request.params.id)
      if (record.agentId !== principal.agent.id) {
        throw new Refusal('not_your_session', 'another agent proposed this session')
      }
      if (record.session.state === 'proposed' || record.session.state === 'ended') {
        throw new Refusal('session_not_running', `the session is ${record.session.state}`)
      }
      const { deploymentId } = await conversations.find(principal, record.conversationId)
      const deployment = await store.deployment(deploymentId)
      if (deployment?.config.cobrowse.assets !== 'sharer+proxy') {
        throw new Refusal('proxy_disabled', 'this deployment does not have it fetched')
      }
      const gone = new AbortController()
      reply.raw.once('close', () => gone.abort())
      const { url, shared = false } = request.body
      const asset = await assetProxy.fetch(record.id, { url, shared }, gone.signal)
      return reply.headers(HEADERS).type(asset.type).send(asset.bytes)
    },
  )
}
