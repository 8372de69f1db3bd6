import {
  Certificate,
  CheckCounts,
  Id,
  MessageText,
  Proposal,
  SessionView,
  SharedPage,
  Ticket,
} from '@alongside/protocol/api'
import Type from 'typebox'
import { Refusal } from '../../errors.ts'
import { sessionView, time } from '../../messaging/views.ts'
import { type Api, answers, closed, NoBody } from '../api-route.ts'
import { pageOf } from '../page-of.ts'
import type { HttpParts } from '../parts.ts'

/** No certificate outlives the longest session that the protocol foresees. */
const LONGEST_CERTIFICATE_MS = 4 * 3_600_000
const params = Type.Object({ id: Id })
const JoinToken = Type.String({ minLength: 20, maxLength: 200 })

/** Proposals, sessions, and what a socket of a session needs. */
export function cobrowseRoutes(api: Api, parts: HttpParts): void {
  const { sessions, joinCodes, guards, tickets, gatekeeper, issuer, metrics, config, now } = parts
  const socketPath = (id: string): string => `/api/v1/cobrowse/${id}/socket`

  api.post(
    '/conversations/:id/cobrowse',
    {
      onRequest: guards.agent,
      schema: {
        summary: 'Propose a co-browse to the customer',
        tags: ['cobrowse'],
        params,
        body: Type.Union([
          Type.Null(),
          Type.Object({ communicationType: Type.Optional(Type.Literal('Webmessaging')) }, closed),
        ]),
        response: answers(200, Proposal),
      },
    },
    async (request) => {
      const record = await sessions.propose(guards.agentOf(request).agent, request.params.id)
      const { session } = record
      return {
        id: record.id,
        joinCode: null,
        websocketUrl: gatekeeper.websocketUrl(request.headers, socketPath(record.id)),
        dateOfferEnds: time(session.state === 'proposed' ? session.expiresAt : record.proposedAt),
        communicationType: 'Webmessaging',
      }
    },
  )

  api.post(
    '/join-codes',
    {
      onRequest: guards.agent,
      schema: {
        summary: 'A join code, for a customer on the telephone; my last one ends',
        tags: ['cobrowse'],
        body: NoBody,
        response: answers(200, Proposal),
      },
    },
    async (request) => {
      const { id, code, expiresAt } = await joinCodes.make(guards.agentOf(request).agent)
      return {
        id,
        joinCode: code,
        websocketUrl: gatekeeper.websocketUrl(request.headers, socketPath(id)),
        dateOfferEnds: time(expiresAt),
        communicationType: 'Voice',
      }
    },
  )

  api.post(
    '/join-codes/withdraw',
    {
      onRequest: guards.agent,
      schema: {
        summary: 'My join code ends',
        tags: ['cobrowse'],
        body: NoBody,
        response: answers(204, null),
      },
    },
    async (request, reply) => {
      await joinCodes.withdraw(guards.agentOf(request).agent)
      return reply.code(204).send()
    },
  )

  api.get(
    '/cobrowse/:id',
    {
      onRequest: guards.either,
      schema: {
        summary: 'One session',
        tags: ['cobrowse'],
        params,
        response: answers(200, SessionView),
      },
    },
    async (request) =>
      sessionView(await sessions.find(guards.principalOf(request), request.params.id)),
  )

  api.post(
    '/cobrowse/:id/accept',
    {
      onRequest: guards.sharer,
      schema: {
        summary: 'Accept: this tab will share',
        tags: ['cobrowse'],
        params,
        body: Type.Object({ sessionJoinToken: JoinToken, tabId: Id }, closed),
        response: answers(200, SessionView),
      },
    },
    async (request) => {
      const { sessionJoinToken, tabId } = request.body
      const { guest } = guards.guestOf(request)
      return sessions.accept(guest, request.params.id, sessionJoinToken, tabId)
    },
  )

  api.post(
    '/cobrowse/:id/decline',
    {
      onRequest: guards.guest,
      schema: {
        summary: 'Decline, with a word to the agent if there is one',
        tags: ['cobrowse'],
        params,
        body: Type.Object(
          { sessionJoinToken: JoinToken, text: Type.Optional(MessageText) },
          closed,
        ),
        response: answers(200, SessionView),
      },
    },
    async (request) => {
      const { sessionJoinToken, text } = request.body
      const { guest } = guards.guestOf(request)
      return sessions.decline(guest, request.params.id, sessionJoinToken, text)
    },
  )

  api.post(
    '/cobrowse/:id/pause',
    {
      onRequest: guards.guest,
      schema: {
        summary: 'This tab sends nothing of its page for now, or does again',
        tags: ['cobrowse'],
        params,
        body: Type.Object({ tabId: Id, paused: Type.Boolean() }, closed),
        response: answers(200, SessionView),
      },
    },
    async (request) => {
      const { tabId, paused } = request.body
      return sessions.pause(guards.guestOf(request).guest, request.params.id, tabId, paused)
    },
  )

  api.post(
    '/cobrowse/:id/pages',
    {
      onRequest: guards.sharer,
      schema: {
        summary: 'What this tab shows, for the receipt: an address, and numbers of what is hidden',
        tags: ['cobrowse'],
        params,
        body: Type.Object({ tabId: Id, ...SharedPage.properties }, closed),
        response: answers(204, null),
      },
    },
    async (request, reply) => {
      const { tabId, address, hidden } = request.body
      const { guest } = guards.guestOf(request)
      const page = { address: pageOf(address), hidden }
      await sessions.sharedPage(guest, request.params.id, tabId, page)
      return reply.code(204).send()
    },
  )

  api.post(
    '/cobrowse/:id/withdraw',
    {
      onRequest: guards.agent,
      schema: {
        summary: 'Take the proposal back',
        tags: ['cobrowse'],
        params,
        body: NoBody,
        response: answers(200, SessionView),
      },
    },
    async (request) => sessions.withdraw(guards.agentOf(request).agent, request.params.id),
  )

  api.post(
    '/cobrowse/:id/end',
    {
      onRequest: guards.either,
      schema: {
        summary: 'End the session',
        tags: ['cobrowse'],
        params,
        body: NoBody,
        response: answers(200, SessionView),
      },
    },
    async (request) => sessions.end(guards.principalOf(request), request.params.id),
  )

  api.post(
    '/cobrowse/:id/tickets',
    {
      onRequest: guards.either,
      schema: {
        summary: 'A ticket for the session’s socket',
        tags: ['sockets'],
        params,
        body: Type.Union([Type.Null(), Type.Object({ tabId: Type.Optional(Id) }, closed)]),
        response: answers(200, Ticket),
      },
    },
    async (request) => {
      const principal = guards.principalOf(request)
      const record = await sessions.find(principal, request.params.id)
      const tabId = request.body?.tabId ?? null
      if (record.session.state === 'proposed' || record.session.state === 'ended') {
        throw new Refusal('session_not_running', `the session is ${record.session.state}`)
      }
      if (principal.kind === 'guest') {
        guards.securePage(request)
        if (tabId === null) throw new Refusal('bad_request', 'body must have a tabId')
        if (tabId !== record.tabId) throw new Refusal('sharer_elsewhere', 'another tab shares')
      } else if (record.agentId !== principal.agent.id) {
        throw new Refusal('not_your_session', 'another agent proposed this session')
      }
      const host = request.headers.host ?? ''
      const { ticket, expiresAt } = tickets.issue({
        purpose: 'session',
        principal,
        sessionId: record.id,
        tabId,
        origin: guards.pageOrigin(request)?.text ?? gatekeeper.ownOrigin(host),
      })
      const websocketUrl = gatekeeper.websocketUrl(request.headers, socketPath(record.id))
      return { ticket, websocketUrl, expiresAt: time(expiresAt) }
    },
  )

  api.post(
    '/cobrowse/:id/certificate',
    {
      onRequest: guards.agent,
      schema: {
        summary: 'The issuer’s word that a key is the agent’s, for this session',
        tags: ['cobrowse'],
        params,
        body: Type.Object(
          { publicKey: Type.String({ pattern: '^[A-Za-z0-9_-]{43,200}$' }) },
          closed,
        ),
        response: answers(200, Certificate),
      },
    },
    async (request) => {
      const { agent } = guards.agentOf(request)
      const record = await sessions.find(guards.principalOf(request), request.params.id)
      if (record.agentId !== agent.id) {
        throw new Refusal('not_your_session', 'another agent proposed this session')
      }
      if (record.session.state === 'ended') {
        throw new Refusal('session_not_running', 'the session is ended')
      }
      const certificate = issuer.certify({
        sessionId: record.id,
        agentId: agent.id,
        expires: now() + Math.min(config.session.longest, LONGEST_CERTIFICATE_MS),
        publicKey: Buffer.from(request.body.publicKey, 'base64url'),
      })
      return { certificate: Buffer.from(certificate).toString('base64url') }
    },
  )

  api.post(
    '/cobrowse/:id/checks',
    {
      onRequest: guards.agent,
      // Beside what else the address asks: a report must not keep an agent from working.
      config: { rateLimit: { max: config.limits.requestsPerMinute, timeWindow: 60_000 } },
      schema: {
        summary: 'What the check of the agent’s picture has found since the last report',
        tags: ['cobrowse'],
        params,
        body: CheckCounts,
        response: answers(204, null),
      },
    },
    async (request, reply) => {
      const record = await sessions.find(guards.principalOf(request), request.params.id)
      if (record.agentId !== guards.agentOf(request).agent.id) {
        throw new Refusal('not_your_session', 'another agent proposed this session')
      }
      if (record.session.state === 'proposed' || record.session.state === 'ended') {
        throw new Refusal('session_not_running', `the session is ${record.session.state}`)
      }
      const { rounds, differences, heals, epochs } = request.body
      metrics.checks.rounds.inc(rounds)
      metrics.checks.differences.inc(differences)
      metrics.checks.heals.inc(heals)
      metrics.checks.epochs.inc(epochs)
      return reply.code(204).send()
    },
  )
}
