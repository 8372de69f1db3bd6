import {
  Colleagues,
  Conversation,
  ConversationList,
  Id,
  Message,
  MessagePage,
  MessageText,
  Ticket,
} from '@alongside/protocol/api'
import Type from 'typebox'
import { messageView, time } from '../../messaging/views.ts'
import { type Api, answers, CountText, closed, NoBody } from '../api-route.ts'
import type { HttpParts } from '../parts.ts'

const PAGE = 50
const MOST = 200
const params = Type.Object({ id: Id })

/** Conversations and their messages, for both sides. */
export function conversationRoutes(
  api: Api,
  { store, conversations, sessions, guards, tickets, gatekeeper }: HttpParts,
): void {
  api.get(
    '/conversations/:id',
    {
      onRequest: guards.either,
      schema: {
        summary: 'One conversation',
        tags: ['conversations'],
        params,
        response: answers(200, Conversation),
      },
    },
    async (request) => {
      const record = await conversations.find(guards.principalOf(request), request.params.id)
      return conversations.view(record)
    },
  )

  api.get(
    '/conversations/:id/messages',
    {
      onRequest: guards.either,
      schema: {
        summary: 'Messages, oldest first: the newest, or those after or before a sequence number',
        tags: ['conversations'],
        params,
        querystring: Type.Object(
          {
            after: Type.Optional(CountText),
            before: Type.Optional(CountText),
            limit: Type.Optional(CountText),
          },
          closed,
        ),
        response: answers(200, MessagePage),
      },
    },
    async (request) => {
      const { id } = await conversations.find(guards.principalOf(request), request.params.id)
      const { after, before, limit } = request.query
      const page = await store.messages(id, {
        after: after === undefined ? null : Number(after),
        before: before === undefined ? null : Number(before),
        limit: countOf(limit),
      })
      return { messages: page.messages.map(messageView), more: page.more }
    },
  )

  api.post(
    '/conversations/:id/messages',
    {
      onRequest: guards.either,
      schema: {
        summary: 'Write. The id is the sender’s: sent again, the message is still one',
        tags: ['conversations'],
        params,
        body: Type.Object({ id: Id, text: MessageText }, closed),
        response: answers(200, Message),
      },
    },
    async (request) => {
      const { id, text } = request.body
      const conversationId = request.params.id
      const principal = guards.principalOf(request)
      const message = await conversations.send(principal, conversationId, id, text)
      await sessions.activityIn(conversationId)
      return message
    },
  )

  api.post(
    '/conversations/:id/read',
    {
      onRequest: guards.either,
      schema: {
        summary: 'I have seen everything up to this sequence number',
        tags: ['conversations'],
        params,
        body: Type.Object({ sequence: Type.Integer({ minimum: 0 }) }, closed),
        response: answers(204, null),
      },
    },
    async (request, reply) => {
      const { sequence } = request.body
      await conversations.read(guards.principalOf(request), request.params.id, sequence)
      return reply.code(204).send()
    },
  )

  api.post(
    '/conversations/:id/end',
    {
      onRequest: guards.either,
      schema: {
        summary: 'End the conversation, and its co-browse session',
        tags: ['conversations'],
        params,
        body: NoBody,
        response: answers(200, Conversation),
      },
    },
    async (request) => {
      const principal = guards.principalOf(request)
      const { id } = await conversations.find(principal, request.params.id)
      await sessions.conversationEnded(id)
      // Once more for a proposal that came in between, before anybody is told.
      return conversations.end(principal, id, () => sessions.conversationEnded(id))
    },
  )

  api.get(
    '/conversations',
    {
      onRequest: guards.agent,
      schema: {
        summary: 'The inbox, newest change first',
        tags: ['agents'],
        querystring: Type.Object(
          {
            state: Type.Optional(Type.Enum(['open', 'assigned', 'ended'])),
            limit: Type.Optional(CountText),
          },
          closed,
        ),
        response: answers(200, ConversationList),
      },
    },
    async (request) => {
      const { state = null, limit } = request.query
      return { conversations: await conversations.list({ state, limit: countOf(limit) }) }
    },
  )

  api.post(
    '/conversations/:id/assign',
    {
      onRequest: guards.agent,
      schema: {
        summary: 'Take an open conversation',
        tags: ['agents'],
        params,
        body: NoBody,
        response: answers(200, Conversation),
      },
    },
    async (request) => conversations.assign(guards.agentOf(request).agent, request.params.id),
  )

  api.post(
    '/conversations/:id/reassign',
    {
      onRequest: guards.agent,
      schema: {
        summary: 'Take over from an agent, or hand on; that agent’s co-browse ends',
        tags: ['agents'],
        params,
        body: Type.Object({ from: Id, to: Id }, closed),
        response: answers(200, Conversation),
      },
    },
    async (request) => {
      const { agent } = guards.agentOf(request)
      const { id } = request.params
      return conversations.reassign(agent, id, request.body, () => sessions.conversationMoved(id))
    },
  )

  api.get(
    '/agents',
    {
      onRequest: guards.agent,
      schema: {
        summary: 'Who may be given a conversation',
        tags: ['agents'],
        response: answers(200, Colleagues),
      },
    },
    async (request) => {
      const all = await conversations.colleagues(guards.agentOf(request).agent)
      return { agents: all.map(({ id, name }) => ({ id, name })) }
    },
  )

  api.post(
    '/tickets',
    {
      onRequest: guards.either,
      schema: {
        summary: 'A ticket for the event socket',
        tags: ['sockets'],
        body: NoBody,
        response: answers(200, Ticket),
      },
    },
    async (request) => {
      const host = request.headers.host ?? ''
      const { ticket, expiresAt } = tickets.issue({
        purpose: 'events',
        principal: guards.principalOf(request),
        sessionId: null,
        tabId: null,
        origin: guards.pageOrigin(request)?.text ?? gatekeeper.ownOrigin(host),
      })
      const websocketUrl = gatekeeper.websocketUrl(request.headers, '/api/v1/events')
      return { ticket, websocketUrl, expiresAt: time(expiresAt) }
    },
  )
}

function countOf(limit: string | undefined): number {
  return Math.min(MOST, Math.max(1, Number(limit ?? PAGE)))
}
