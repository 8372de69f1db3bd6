import { writeWireFrame } from '@alongside/protocol'
import { expect, test } from 'vitest'
import {
  agent,
  events,
  guest,
  relay,
  startedSession,
  type TestServer,
  withServer,
} from './test-server.ts'

let server: TestServer
withServer((it) => {
  server = it
})

test('a customer writes, an agent sees it at once, answers, and history survives', async () => {
  const kim = await guest(server)
  const robin = await agent(server)
  const atRobin = await events(robin)
  const atKim = await events(kim)

  const { body: conversation } = await kim.call('POST', '/conversations', {
    page: 'http://shop.localhost:7171/cart?secret=1#x',
  })
  expect(conversation).toMatchObject({ state: 'open', guestName: 'Kim', guestOnline: true })
  expect(conversation.page).toBe('http://shop.localhost:7171/cart')

  const path = `/conversations/${conversation.id}`
  const sent = await kim.call('POST', `${path}/messages`, { id: 'message-1', text: 'Hello' })
  expect(sent).toMatchObject({ status: 200, body: { sequence: 1, from: 'guest', name: 'Kim' } })
  const seen = await atRobin.next((e) => e.type === 'message')
  expect(seen).toMatchObject({ message: { text: 'Hello', conversationId: conversation.id } })

  atRobin.send({ type: 'typing', conversationId: conversation.id, typing: true })
  expect(await atKim.next((e) => e.type === 'typing')).toMatchObject({
    from: 'agent',
    name: 'Robin Vega',
    typing: true,
  })

  const answer = await robin.call('POST', `${path}/messages`, { id: 'message-2', text: 'Hi Kim' })
  // The first answer takes the conversation: a note, then the message.
  expect(answer.body).toMatchObject({ sequence: 3, from: 'agent', name: 'Robin Vega' })
  const assigned = await atKim.next((e) => e.type === 'message' && e.message.from === 'system')
  expect(assigned).toMatchObject({ message: { event: { type: 'conversation_assigned' } } })

  await kim.call('POST', `${path}/read`, { sequence: 3 })
  const { body: now } = await robin.call('GET', path)
  expect(now).toMatchObject({ state: 'assigned', guestRead: 3, agentRead: 3, lastText: 'Hi Kim' })

  const { body: page } = await kim.call('GET', `${path}/messages?limit=2`)
  expect(page.messages.map((m: { sequence: number }) => m.sequence)).toEqual([2, 3])
  expect(page.more).toBe(true)
  const { body: missed } = await kim.call('GET', `${path}/messages?after=1`)
  expect(missed.messages).toHaveLength(2)

  const { body: inbox } = await robin.call('GET', '/conversations?state=assigned')
  expect(inbox.conversations[0].id).toBe(conversation.id)

  await kim.call('POST', `${path}/end`)
  const late = await kim.call('POST', `${path}/messages`, { id: 'message-9', text: 'wait' })
  expect(late).toMatchObject({ status: 409, body: { code: 'conversation_ended' } })
  const again = await kim.call('POST', '/conversations', {})
  expect(again.body.id).not.toBe(conversation.id)
  atKim.close()
  atRobin.close()
})

test('a proposal is offered, accepted, and frames pass the relay unchanged both ways', async () => {
  const kim = await guest(server)
  const robin = await agent(server)
  const { sessionId, tabId, conversationId } = await startedSession(kim, robin)

  const sharer = await relay(kim, sessionId, tabId)
  const viewer = await relay(robin, sessionId, null)
  await sharer.next((f) => f.kind === 'peer' && f.present)

  const raw: Buffer[] = []
  viewer.socket.on('message', (data: Buffer) => raw.push(data))
  // Ciphertext to the relay: these bytes are no op and no message of ours.
  const sealed = crypto.getRandomValues(new Uint8Array(60_000))
  const data = writeWireFrame({
    kind: 'data',
    lane: 'page',
    right: 'view',
    sequence: 1,
    acknowledged: 0,
    sealed,
  })
  sharer.send(data)
  await viewer.next((f) => f.kind === 'data')
  expect(Buffer.compare(raw.at(-1) ?? Buffer.alloc(0), data)).toBe(0)
  viewer.send({ kind: 'volatile', right: 'pointer', counter: 7, sealed: new Uint8Array([1, 2]) })
  expect(await sharer.next((f) => f.kind === 'volatile')).toMatchObject({ counter: 7 })

  const key = Buffer.alloc(32, 7).toString('base64url')
  const certified = await robin.call('POST', `/cobrowse/${sessionId}/certificate`, {
    publicKey: key,
  })
  expect(certified.status).toBe(200)

  const ended = await kim.call('POST', `/cobrowse/${sessionId}/end`)
  expect(ended.body).toMatchObject({ state: 'ended', reason: 'customer_ended' })
  expect(await viewer.next((f) => f.kind === 'ended')).toMatchObject({ reason: 'customer_ended' })
  expect(await viewer.closed).toMatchObject({ code: 4410 })
  const { body } = await kim.call('GET', `/conversations/${conversationId}/messages`)
  const notes = body.messages.map((m: { event: { type: string } | null }) => m.event?.type)
  expect(notes).toEqual([
    'conversation_assigned',
    'cobrowse_proposed',
    'cobrowse_accepted',
    'cobrowse_ended',
  ])
})
