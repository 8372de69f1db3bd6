import { must } from '@alongside/protocol'
import { expect, test } from 'vitest'
import {
  colleague,
  events,
  guest,
  relay,
  remove,
  runServer,
  startedSession,
  type TestServer,
  withServer,
} from './test-server.ts'

let server: TestServer
withServer((it) => {
  server = it
})

async function cast() {
  const [kim, robin, ada] = await Promise.all([
    guest(server),
    colleague(server, ['agent'], 'Robin'),
    colleague(server, ['agent'], 'Ada'),
  ])
  const handOn = (who: typeof ada, id: string, from: string, to: string) =>
    who.call('POST', `/conversations/${id}/reassign`, { from, to })
  const lines = async (id: string) => {
    const { body } = await kim.call('GET', `/conversations/${id}/messages`)
    return body.messages.flatMap(({ event }: { event: object | null }) => event ?? [])
  }
  return { kim, robin, ada, handOn, lines }
}

test('a co-browse that runs ends as reassigned for both ends, before the new agent may propose anew', async () => {
  const { kim, robin, ada, handOn, lines } = await cast()
  const { conversationId, sessionId, tabId } = await startedSession(kim, robin)
  const [atKim, atRobin] = await Promise.all([events(kim), events(robin)])
  const sharer = await relay(kim, sessionId, tabId)
  const viewer = await relay(robin, sessionId, null)

  const taken = await handOn(ada, conversationId, robin.agentId, ada.agentId)
  expect(taken.body).toMatchObject({ agentId: ada.agentId, agentName: 'Ada', session: null })
  for (const end of [sharer, viewer]) {
    expect(await end.next(({ kind }) => kind === 'ended')).toMatchObject({ reason: 'reassigned' })
    expect((await end.closed).code).toBe(4410)
  }
  for (const listening of [atKim, atRobin]) {
    const heard = await listening.next((e) => e.type === 'session' && e.session.state === 'ended')
    expect(heard).toMatchObject({ session: { reason: 'reassigned', agentId: robin.agentId } })
    const moved = await listening.next((e) => e.type === 'conversation')
    expect(moved).toMatchObject({ conversation: { agentId: ada.agentId } })
    listening.close()
  }
  expect((await lines(conversationId)).slice(-2)).toMatchObject([
    { type: 'conversation_assigned', agentName: 'Ada' },
    { type: 'cobrowse_ended', reason: 'reassigned', agentName: 'Robin' },
  ])
  // What was certified for the former agent is worth nothing any more, and the new one has no part in it.
  for (const who of [robin, ada]) {
    const ticket = await who.call('POST', `/cobrowse/${sessionId}/tickets`, {})
    expect(ticket).toMatchObject({ status: 409, body: { code: 'session_not_running' } })
  }
  const propose = `/conversations/${conversationId}/cobrowse`
  expect(await robin.call('POST', propose)).toMatchObject({ body: { code: 'already_assigned' } })
  expect((await ada.call('POST', propose)).status).toBe(200)
})

test('an open proposal is withdrawn with the reason, and its token is of no use', async () => {
  const { kim, robin, ada, handOn } = await cast()
  const atKim = await events(kim)
  const { body: conversation } = await kim.call('POST', '/conversations', {})
  const { body: proposal } = await robin.call('POST', `/conversations/${conversation.id}/cobrowse`)
  const offer = await atKim.next((e) => e.type === 'Event')
  const sessionJoinToken = must(
    offer.type === 'Event' ? offer.events[0]?.coBrowse.sessionJoinToken : null,
    'a token',
  )
  // Handed on, by the one who has it.
  await handOn(robin, conversation.id, robin.agentId, ada.agentId)
  const session = await kim.call('GET', `/cobrowse/${proposal.id}`)
  expect(session.body).toMatchObject({ state: 'ended', reason: 'reassigned', startedAt: null })
  expect(await atKim.next((e) => e.type === 'Event')).toMatchObject({
    events: [{ coBrowse: { type: 'OfferingExpired', sessionId: proposal.id } }],
  })
  const late = { sessionJoinToken, tabId: 'tab-00000001' }
  expect(await kim.call('POST', `/cobrowse/${proposal.id}/accept`, late)).toMatchObject({
    status: 409,
    body: { code: 'bad_transition' },
  })
  atKim.close()
})

test('of several who take over one gets it, and the same wish again is no error', async () => {
  const { kim, robin, ada, handOn, lines } = await cast()
  const eve = await colleague(server, ['agent'], 'Eve')
  const { conversationId } = await startedSession(kim, robin)
  const answers = await Promise.all(
    [ada, eve].map((who) => handOn(who, conversationId, robin.agentId, who.agentId)),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const winner = answers[0]?.status === 200 ? ada : eve
  const again = await handOn(winner, conversationId, robin.agentId, winner.agentId)
  expect(again).toMatchObject({ status: 200, body: { agentId: winner.agentId } })
  const assigned = (await lines(conversationId)).filter(
    ({ type }: { type: string }) => type === 'conversation_assigned',
  )
  expect(assigned).toHaveLength(2)
})

test('only with the permission, to somebody who may answer, while it goes on', async () => {
  const { kim, robin, ada, handOn } = await cast()
  const { conversationId, sessionId } = await startedSession(kim, robin)
  await server.store.saveRole('writer', ['conversation:message:add'])
  const writer = await colleague(server, ['writer'], 'Wren')
  const reader = await colleague(server, [], 'Rhea')
  const missing = { status: 403, body: { code: 'permission_missing' } }
  expect(await handOn(writer, conversationId, robin.agentId, writer.agentId)).toMatchObject(missing)
  expect(await writer.call('GET', '/agents')).toMatchObject(missing)
  const { body } = await robin.call('GET', '/agents')
  const names = body.agents.map(({ id }: { id: string }) => id)
  expect(names).toEqual(expect.arrayContaining([ada.agentId, writer.agentId]))
  expect(names).not.toContain(reader.agentId)
  expect(Object.keys(body.agents[0])).toEqual(['id', 'name'])

  for (const to of [reader.agentId, 'agent-nobody']) {
    expect(await handOn(robin, conversationId, robin.agentId, to)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    })
  }
  const elsewhere = await handOn(ada, conversationId, writer.agentId, ada.agentId)
  expect(elsewhere).toMatchObject({ status: 409, body: { code: 'already_assigned' } })
  // None of it touched what runs.
  expect((await kim.call('GET', `/cobrowse/${sessionId}`)).body.state).not.toBe('ended')
  await kim.call('POST', `/conversations/${conversationId}/end`)
  expect(await handOn(ada, conversationId, robin.agentId, ada.agentId)).toMatchObject({
    status: 409,
    body: { code: 'conversation_ended' },
  })
})

test('a proposal that crosses the change is refused by the store', async () => {
  const { kim, robin, ada, handOn } = await cast()
  const { body: conversation } = await kim.call('POST', '/conversations', {})
  await robin.call('POST', `/conversations/${conversation.id}/assign`)
  const { createSession } = server.store
  Object.assign(server.store, {
    async createSession(...create: Parameters<typeof createSession>) {
      Object.assign(server.store, { createSession })
      await handOn(ada, conversation.id, robin.agentId, ada.agentId)
      return createSession(...create)
    },
  })
  const late = await robin.call('POST', `/conversations/${conversation.id}/cobrowse`)
  expect(late).toMatchObject({ status: 409, body: { code: 'already_assigned' } })
})

test('a server that fell between the change and the end of the co-browse ends it as it starts', async () => {
  const first = await runServer()
  const kim = await guest(first)
  const robin = await colleague(first, ['agent'], 'Robin')
  const ada = await colleague(first, ['agent'], 'Ada')
  const { conversationId, sessionId } = await startedSession(kim, robin)
  const { saveSession } = first.store
  Object.assign(first.store, {
    saveSession: async () => {
      throw new Error('the process ends here')
    },
  })
  const asked = { from: robin.agentId, to: ada.agentId }
  await ada.call('POST', `/conversations/${conversationId}/reassign`, asked)
  expect((await first.store.session(sessionId))?.session.state).toBe('active')
  Object.assign(first.store, { saveSession })
  await first.stop()
  const second = await runServer({}, { data: first.data })
  expect((await second.store.session(sessionId))?.session).toMatchObject({
    state: 'ended',
    reason: 'reassigned',
  })
  await second.stop()
  remove(first.data)
})
