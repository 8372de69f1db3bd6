import { Handed, Id, TabName } from '@alongside/protocol/api'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { hashToken } from '../../crypto/tokens.ts'
import { Refusal } from '../../errors.ts'
import { type Api, answers, closed } from '../api-route.ts'
import type { HttpParts } from '../parts.ts'

const params = Type.Object({ id: Id })

/**
 * A tab that is shared goes on being shared on another origin of its site (docs/adr/0031). What that takes lies in a cookie
 * that no script reads, which the browser keeps for this one site, and counts in the tab of this name only.
 */
export function handoverRoutes(
  api: Api,
  { store, sessions, conversations, guards, config }: HttpParts,
): void {
  api.post(
    '/cobrowse/:id/handover',
    {
      onRequest: guards.guest,
      schema: {
        summary: 'Let this tab go on sharing on other origins of its site',
        tags: ['cobrowse'],
        params,
        body: Type.Object({ tabId: Id, name: TabName }, closed),
        response: answers(204, null),
      },
    },
    async (request, reply) => {
      const { tabId, name } = request.body
      const principal = guards.guestOf(request)
      const record = await sessions.find(principal, request.params.id)
      if (tabId !== record.tabId) throw new Refusal('sharer_elsewhere', 'another tab shares')
      const token = request.headers.authorization?.replace('Bearer ', '')
      const cookie = `${cookieName(principal.guest.deploymentId)}=${[token, record.id, tabId, name].join('.')}`
      const age = Math.floor(config.session.longest / 1000)
      reply.header(
        'set-cookie',
        `${cookie}; Max-Age=${age}; Path=/; HttpOnly; Secure; SameSite=None; Partitioned`,
      )
      return reply.code(204).send()
    },
  )

  api.post(
    '/deployments/:id/handover',
    {
      schema: {
        summary: 'What the tab of this name was sharing on another origin of the site',
        tags: ['guests'],
        params,
        body: Type.Object({ name: TabName }, closed),
        response: answers(200, Type.Union([Handed, Type.Null()])),
      },
    },
    async (request, reply) => {
      await guards.deploymentFor(request, reply, request.params.id)
      const [guestToken = '', sessionId = '', tabId, name] = cookieOf(request, request.params.id)
      if (name !== request.body.name) return null
      const guest = await store.guestByToken(hashToken(guestToken))
      const record = await store.session(sessionId)
      if (guest?.deploymentId !== request.params.id || !record?.tabId) return null
      if (record.tabId !== tabId || record.session.state === 'ended') return null
      await conversations.find({ kind: 'guest', guest }, record.conversationId)
      return { guestToken, sessionId, tabId: record.tabId }
    },
  )
}

/** `__Host-`: whatever a neighbour on the server's domain sets. */
function cookieName(deploymentId: string): string {
  return `__Host-alongside-tab-${deploymentId}`
}

function cookieOf(request: FastifyRequest, deploymentId: string): readonly string[] {
  const begin = `${cookieName(deploymentId)}=`
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
  return (pairs.find((pair) => pair.startsWith(begin)) ?? '').slice(begin.length).split('.')
}
