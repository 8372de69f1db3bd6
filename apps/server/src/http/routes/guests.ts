import {
  Conversation,
  Guest,
  GuestState,
  Id,
  JoinCode,
  Name,
  PublicDeployment,
} from '@alongside/protocol/api'
import Type from 'typebox'
import { hashToken, newId, newToken } from '../../crypto/tokens.ts'
import { type Api, answers, closed } from '../api-route.ts'
import { pageOf } from '../page-of.ts'
import type { HttpParts } from '../parts.ts'

const Page = Type.String({ maxLength: 4_000 })

/** What a page with the snippet may do. */
export function guestRoutes(
  api: Api,
  { store, conversations, joinCodes, guards, issuer, config, now }: HttpParts,
): void {
  api.get(
    '/deployments/:id/public',
    {
      schema: {
        summary: 'The configuration of a deployment, for its pages',
        tags: ['guests'],
        params: Type.Object({ id: Id }),
        response: answers(200, PublicDeployment),
      },
    },
    async (request, reply) => {
      const deployment = await guards.deploymentFor(request, reply, request.params.id)
      const { id, version, domains } = deployment
      return { id, version, domains, config: deployment.config, issuerKey: issuer.publicKey }
    },
  )

  api.post(
    '/guests',
    {
      config: { rateLimit: { max: config.limits.guestsPerMinute, timeWindow: 60_000 } },
      schema: {
        summary: 'Become a guest of a deployment',
        tags: ['guests'],
        body: Type.Object({ deploymentId: Id, name: Type.Optional(Name) }, closed),
        response: answers(200, Guest),
      },
    },
    async (request, reply) => {
      const { deploymentId, name = '' } = request.body
      await guards.deploymentFor(request, reply, deploymentId)
      const token = newToken()
      const id = newId()
      await store.createGuest({ id, deploymentId, name, tokenHash: hashToken(token), at: now() })
      return { guestId: id, token }
    },
  )

  api.get(
    '/guest',
    {
      onRequest: guards.guest,
      schema: {
        summary: 'Who I am, and my conversation if one is open',
        tags: ['guests'],
        response: answers(200, GuestState),
      },
    },
    async (request) => {
      const { guest } = guards.guestOf(request)
      const open = await store.openConversation(guest.id)
      const conversation = open === null ? null : await conversations.view(open)
      return { guestId: guest.id, name: guest.name, conversation }
    },
  )

  api.post(
    '/conversations',
    {
      onRequest: guards.guest,
      schema: {
        summary:
          'Start a conversation, or get the open one; with a join code, its agent’s proposal in it',
        tags: ['guests'],
        body: Type.Object(
          {
            name: Type.Optional(Name),
            page: Type.Optional(Page),
            joinCode: Type.Optional(JoinCode),
          },
          closed,
        ),
        response: answers(200, Conversation),
      },
    },
    async (request) => {
      const { guest } = guards.guestOf(request)
      const { name = '', page: url = '', joinCode: code } = request.body
      const page = url === '' ? '' : pageOf(url)
      if (code !== undefined) {
        guards.securePage(request)
        return joinCodes.redeem({ guest, code, page, address: request.ip })
      }
      if (name !== '' && name !== guest.name) await store.renameGuest(guest.id, name)
      return conversations.start(guest, page)
    },
  )

  api.post(
    '/conversations/:id/page',
    {
      onRequest: guards.guest,
      schema: {
        summary: 'The page the customer is on now',
        tags: ['guests'],
        params: Type.Object({ id: Id }),
        body: Type.Object({ url: Page }, closed),
        response: answers(204, null),
      },
    },
    async (request, reply) => {
      const record = await conversations.find(guards.guestOf(request), request.params.id)
      const page = pageOf(request.body.url)
      if (page !== record.page) await conversations.setPage(record.id, page)
      return reply.code(204).send()
    },
  )
}
