import { SESSION_LIMITS } from '@alongside/protocol'
import { expect, test } from 'vitest'
import { memoryBroker } from '../broker/memory-broker.ts'
import { Conversations } from '../messaging/conversations.ts'
import { Presence } from '../messaging/presence.ts'
import { createMetrics } from '../metrics.ts'
import { agent, guest, relay, remove, runServer, startedSession } from '../test-server.ts'
import { Offers } from './offers.ts'
import { Sessions } from './sessions.ts'

test('an end that is back before its going was written down leaves the session running', async () => {
  const server = await runServer()
  const kim = await guest(server)
  const robin = await agent(server)
  const { sessionId, tabId } = await startedSession(kim, robin)
  await relay(kim, sessionId, tabId)
  await relay(robin, sessionId, null)
  const { store } = server
  while ((await store.session(sessionId))?.session.state !== 'active') {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }

  // Seats as two calls see them that overlap: gone for the first, back for the second and from then on.
  const seen = [false, true]
  const broker = { ...memoryBroker(), bothSeated: () => seen.shift() ?? true }
  const shared = { store, broker, metrics: createMetrics(), now: Date.now }
  const presence = new Presence(() => {})
  const sessions = new Sessions({
    ...shared,
    conversations: new Conversations({ ...shared, presence }),
    limits: SESSION_LIMITS,
    offers: new Offers(new Uint8Array(32)),
    onError: (error) => {
      throw error
    },
  })
  await Promise.all([sessions.seatsChanged(sessionId), sessions.seatsChanged(sessionId)])
  expect(seen).toEqual([])
  expect((await store.session(sessionId))?.session.state).toBe('active')
  sessions.stop()
  await server.stop()
  remove(server.data)
})

test('a sharer of whom nothing is heard is away for the agent, without an interruption, until it speaks', async () => {
  const server = await runServer()
  const kim = await guest(server)
  const robin = await agent(server)
  const { sessionId, tabId } = await startedSession(kim, robin)
  const viewer = await relay(robin, sessionId, null)
  const sharer = await relay(kim, sessionId, tabId)
  await viewer.next((frame) => frame.kind === 'peer' && frame.present)
  sharer.socket.pause()
  await viewer.next((frame) => frame.kind === 'peer' && !frame.present)
  expect((await server.store.session(sessionId))?.session.state).toBe('active')
  sharer.socket.resume()
  // Both are told, as after a new socket: what was sent meanwhile is asked for again.
  await viewer.next((frame) => frame.kind === 'peer' && frame.present)
  await sharer.next((frame) => frame.kind === 'peer' && frame.present)
  await server.stop()
  remove(server.data)
})
