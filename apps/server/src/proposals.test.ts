import { must } from '@alongside/protocol'
import { expect, test } from 'vitest'
import {
  type agent,
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
withServer(
  (it) => {
    server = it
  },
  { session: { interruption: 2_000 } },
)

async function offered(at = server): Promise<{
  kim: Awaited<ReturnType<typeof guest>>
  robin: Awaited<ReturnType<typeof agent>>
  atKim: Awaited<ReturnType<typeof events>>
  sessionId: string
  conversationId: string
  sessionJoinToken: string
}> {
  const kim = await guest(at)
  const robin = await colleague(at, ['agent'])
  const atKim = await events(kim)
  const { body: conversation } = await kim.call('POST', '/conversations', {})
  const path = `/conversations/${conversation.id}/cobrowse`
  const { body: proposal } = await robin.call('POST', path, { communicationType: 'Webmessaging' })
  expect(proposal).toMatchObject({ communicationType: 'Webmessaging', joinCode: null })
  const offer = await atKim.next((e) => e.type === 'Event')
  const sessionJoinToken = must(
    offer.type === 'Event' ? offer.events[0]?.coBrowse.sessionJoinToken : null,
    'a token',
  )
  return {
    kim,
    robin,
    atKim,
    sessionId: proposal.id,
    conversationId: conversation.id,
    sessionJoinToken,
  }
}

test('a proposal expires by itself; an answer after that comes too late', async () => {
  const hasty = await runServer({ session: { proposal: 700 } })
  const { kim, atKim, sessionId, sessionJoinToken } = await offered(hasty)
  const fate = await atKim.next((e) => e.type === 'Event')
  expect(fate).toMatchObject({ events: [{ coBrowse: { type: 'OfferingExpired', sessionId } }] })
  const answer = { sessionJoinToken, tabId: 'tab-00000001' }
  expect(await kim.call('POST', `/cobrowse/${sessionId}/accept`, answer)).toMatchObject({
    status: 410,
    body: { code: 'proposal_expired' },
  })
  expect((await kim.call('GET', `/cobrowse/${sessionId}`)).body.reason).toBe('expired')
  atKim.close()
  await hasty.stop()
  remove(hasty.data)
})

test('a proposal is answered once, with the token of its offer', async () => {
  const { kim, atKim, robin, sessionId, sessionJoinToken } = await offered()
  const path = `/cobrowse/${sessionId}`
  const tabId = 'tab-00000001'
  const wrong = { sessionJoinToken: 'x'.repeat(43), tabId }
  expect(await kim.call('POST', `${path}/accept`, wrong)).toMatchObject({
    status: 403,
    body: { code: 'join_token_invalid' },
  })
  const answers = await Promise.all(
    [1, 2, 3, 4].map((i) =>
      kim.call('POST', `${path}/accept`, { sessionJoinToken, tabId: `tab-0000000${i}` }),
    ),
  )
  expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409, 409])
  const again = await kim.call('POST', `${path}/accept`, { sessionJoinToken, tabId })
  expect(again).toMatchObject({ status: 409, body: { code: 'already_accepted' } })
  expect(await kim.call('POST', `${path}/decline`, { sessionJoinToken })).toMatchObject({
    status: 409,
    body: { code: 'bad_transition' },
  })
  expect(await robin.call('POST', `${path}/withdraw`)).toMatchObject({
    status: 409,
    body: { code: 'bad_transition' },
  })
  const accepted = await atKim.next((e) => e.type === 'Event')
  expect(accepted).toMatchObject({ events: [{ coBrowse: { type: 'OfferingAccepted' } }] })
  await kim.call('POST', `${path}/end`)
  atKim.close()
})

test('declined and withdrawn proposals say so to both sides', async () => {
  const first = await offered()
  const path = `/cobrowse/${first.sessionId}`
  const declined = await first.kim.call('POST', `${path}/decline`, {
    sessionJoinToken: first.sessionJoinToken,
  })
  expect(declined.body).toMatchObject({ state: 'ended', reason: 'declined' })
  expect(await first.atKim.next((e) => e.type === 'Event')).toMatchObject({
    events: [{ coBrowse: { type: 'OfferingRejected' } }],
  })
  const second = await offered()
  const withdrawn = await second.robin.call('POST', `/cobrowse/${second.sessionId}/withdraw`)
  expect(withdrawn.body).toMatchObject({ state: 'ended', reason: 'withdrawn' })
  first.atKim.close()
  second.atKim.close()
})

test('a word with a decline is one message of the customer, however often it is declined', async () => {
  const { kim, robin, atKim, sessionId, conversationId, sessionJoinToken } = await offered()
  const answer = { sessionJoinToken, text: 'Not on this computer, sorry' }
  const { body } = await kim.call('POST', `/cobrowse/${sessionId}/decline`, answer)
  expect(body).toMatchObject({ state: 'ended', reason: 'declined' })
  await kim.call('POST', `/cobrowse/${sessionId}/decline`, answer)
  const { body: page } = await robin.call('GET', `/conversations/${conversationId}/messages`)
  const said = page.messages.filter(({ text }: { text: string }) => text === answer.text)
  expect(said).toMatchObject([{ from: 'guest' }])
  atKim.close()
})

test('the tab that shares says that it pauses; no other can, and an ended session stays as it is', async () => {
  const { kim, robin, atKim, sessionId, sessionJoinToken } = await offered()
  const path = `/cobrowse/${sessionId}`
  const tabId = 'tab-that-shares'
  await kim.call('POST', `${path}/accept`, { sessionJoinToken, tabId })
  const paused = await kim.call('POST', `${path}/pause`, { tabId, paused: true })
  expect(paused.body).toMatchObject({ state: 'paused' })
  const other = await kim.call('POST', `${path}/pause`, { tabId: 'tab-elsewhere', paused: false })
  expect(other.body).toMatchObject({ code: 'sharer_elsewhere' })
  expect((await robin.call('GET', path)).body).toMatchObject({ state: 'paused' })
  const again = await kim.call('POST', `${path}/pause`, { tabId, paused: false })
  expect(again.body).toMatchObject({ state: 'active' })
  expect(again.body.version).toBeGreaterThan(paused.body.version)
  await kim.call('POST', `${path}/end`)
  const late = await kim.call('POST', `${path}/pause`, { tabId, paused: true })
  expect(late.body).toMatchObject({ state: 'ended', reason: 'customer_ended' })
  atKim.close()
})

test('a proposal that comes while the conversation ends does not outlive it', async () => {
  const kim = await guest(server)
  const robin = await colleague(server, ['agent'])
  const { body: conversation } = await kim.call('POST', '/conversations', {})
  const path = `/conversations/${conversation.id}`
  const { endConversation } = server.store
  let proposal = ''
  Object.assign(server.store, {
    async endConversation(...end: Parameters<typeof endConversation>) {
      proposal = (await robin.call('POST', `${path}/cobrowse`, {})).body.id
      return endConversation(...end)
    },
  })
  await kim.call('POST', `${path}/end`)
  Object.assign(server.store, { endConversation })
  expect((await kim.call('GET', `/cobrowse/${proposal}`)).body).toMatchObject({
    state: 'ended',
    reason: 'conversation_ended',
  })
})

test('one session for an agent and for a conversation, only with the permission, only where it is on', async () => {
  const { kim, robin, conversationId, sessionId, atKim } = await offered()
  const other = await guest(server)
  const { body: second } = await other.call('POST', '/conversations', {})
  const refused = (who: typeof robin, id: string) =>
    who.call('POST', `/conversations/${id}/cobrowse`)
  expect(await refused(robin, second.id)).toMatchObject({
    status: 409,
    body: { code: 'agent_busy' },
  })
  expect(await refused(robin, conversationId)).toMatchObject({
    status: 409,
    body: { code: 'session_exists' },
  })
  const stranger = await colleague(server, [])
  expect(await refused(stranger, second.id)).toMatchObject({
    status: 403,
    body: { code: 'permission_missing' },
  })
  const ada = await colleague(server, ['agent'])
  expect(await refused(ada, conversationId)).toMatchObject({
    status: 409,
    body: { code: 'already_assigned' },
  })
  for (const path of ['withdraw', 'end']) {
    expect(await ada.call('POST', `/cobrowse/${sessionId}/${path}`)).toMatchObject({
      status: 403,
      body: { code: 'not_your_session' },
    })
  }
  await kim.call('POST', `/conversations/${conversationId}/end`)
  expect((await kim.call('GET', `/cobrowse/${sessionId}`)).body).toMatchObject({
    state: 'ended',
    reason: 'conversation_ended',
  })
  expect(await refused(robin, conversationId)).toMatchObject({
    status: 409,
    body: { code: 'conversation_ended' },
  })
  // The end freed the agent.
  expect((await refused(robin, second.id)).status).toBe(200)
  atKim.close()
})

test('a page that is reloaded while an offer is open gets the offer again', async () => {
  const { kim, sessionJoinToken, sessionId, atKim } = await offered()
  const afterReload = await events(kim)
  const offer = await afterReload.next((e) => e.type === 'Event')
  expect(offer).toMatchObject({
    events: [{ coBrowse: { type: 'Offering', sessionId, sessionJoinToken } }],
  })
  afterReload.close()
  atKim.close()
})

test('an end that goes away interrupts, coming back restores, staying away ends', async () => {
  const kim = await guest(server)
  const robin = await colleague(server, ['agent'])
  const { sessionId, tabId } = await startedSession(kim, robin)
  const atRobin = await events(robin)
  const state = async (wanted: string) =>
    atRobin.next(
      (e) => e.type === 'session' && e.session.id === sessionId && e.session.state === wanted,
    )
  const sharer = await relay(kim, sessionId, tabId)
  const viewer = await relay(robin, sessionId, null)
  // The first socket alone counted as an interruption, the second ended it.
  await state('active')
  sharer.close()
  expect(await viewer.next((f) => f.kind === 'peer' && !f.present)).toBeDefined()
  await state('interrupted')
  const back = await relay(kim, sessionId, tabId)
  await state('active')
  back.close()
  await state('interrupted')
  const ended = await state('ended')
  expect(ended).toMatchObject({ session: { reason: 'interrupted_too_long' } })
  expect(await viewer.next((f) => f.kind === 'ended')).toMatchObject({
    reason: 'interrupted_too_long',
  })
  atRobin.close()
})
