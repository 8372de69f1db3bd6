import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import {
  agent,
  caller,
  events,
  guest,
  newFolder,
  relay,
  remove,
  runServer,
  SHOP,
  startedSession,
  startFailure,
} from './test-server.ts'

test('a restart in the middle keeps messages, sign-ins, guests, conversations and the running session', async () => {
  const first = await runServer()
  const kim = await guest(first)
  const robin = await agent(first)
  const { conversationId, sessionId, tabId } = await startedSession(kim, robin)
  const path = `/conversations/${conversationId}`
  await kim.call('POST', `${path}/messages`, { id: 'message-1', text: 'before' })
  const sharer = await relay(kim, sessionId, tabId)
  const viewer = await relay(robin, sessionId, null)
  const listening = await events(kim)
  const before = (await kim.call('GET', `${path}/messages`)).body
  await first.stop()
  // Everyone was told to come back, not that something ended.
  expect((await sharer.closed).code).toBe(1012)
  expect((await viewer.closed).code).toBe(1012)
  expect((await listening.closed).code).toBe(1012)

  const second = await runServer({ port: first.port }, { data: first.data })
  expect(second.firstAgent).toBeNull()
  expect((await kim.call('GET', `${path}/messages`)).body).toEqual(before)
  const again = await kim.call('POST', `${path}/messages`, { id: 'message-1', text: 'before' })
  expect(again.body).toEqual(before.messages.at(-1))
  expect((await robin.call('GET', '/me')).status).toBe(200)
  const { body: kept } = await robin.call('GET', path)
  expect(kept.session).toMatchObject({ id: sessionId, state: 'interrupted', tabId })

  const back = await relay(kim, sessionId, tabId)
  const viewing = await relay(robin, sessionId, null)
  viewing.send({ kind: 'ack', acknowledged: 5 })
  expect(await back.next((f) => f.kind === 'ack')).toMatchObject({ acknowledged: 5 })
  const { body: session } = await kim.call('GET', `/cobrowse/${sessionId}`)
  expect(session).toMatchObject({ state: 'active' })
  await second.stop()
  remove(first.data)
})

test('a proposal that expired while the server was down is expired after its start', async () => {
  const first = await runServer({ session: { proposal: 300 } })
  const kim = await guest(first)
  const robin = await agent(first)
  const { body: conversation } = await kim.call('POST', '/conversations', {})
  const { body } = await robin.call('POST', `/conversations/${conversation.id}/cobrowse`)
  await first.stop()
  await new Promise((resolve) => setTimeout(resolve, 300))
  const second = await runServer({ port: first.port }, { data: first.data })
  const { body: session } = await kim.call('GET', `/cobrowse/${body.id}`)
  expect(session).toMatchObject({ state: 'ended', reason: 'expired' })
  await second.stop()
  remove(first.data)
})

test('a session whose conversation ended just before a kill ends with the next start', async () => {
  const first = await runServer()
  const kim = await guest(first)
  const robin = await agent(first)
  const { conversationId, sessionId } = await startedSession(kim, robin)
  await first.store.endConversation(conversationId, {
    ...{ id: 'the-last-line', conversationId, at: 1, from: 'system', senderId: '' },
    ...{ name: '', text: '', event: null },
  })
  await first.stop()
  const second = await runServer({ port: first.port }, { data: first.data })
  expect((await kim.call('GET', `/cobrowse/${sessionId}`)).body).toMatchObject({
    state: 'ended',
    reason: 'conversation_ended',
  })
  await second.stop()
  remove(first.data)
})

test('a second server on one folder is refused, also from another process, and the first goes on', async () => {
  const data = newFolder()
  const { child, origin } = await startProcess(data)
  const failure = await startFailure({}, data)
  expect(failure.code).toBe('data_in_use')
  expect(failure.message).toContain(data)
  expect((await fetch(`${origin}/ready`)).status).toBe(200)

  child.kill('SIGTERM')
  expect((await once(child, 'exit'))[0]).toBe(0)
  const after = await runServer({}, { data })
  await after.stop()
  remove(data)
})

test('what was acknowledged is there after a kill', async () => {
  const data = newFolder()
  const first = await startProcess(data)
  const place = { origin: first.origin } as Parameters<typeof guest>[0]
  const kim = await guest(place)
  const { body: conversation } = await kim.call('POST', '/conversations', {})
  const path = `/conversations/${conversation.id}/messages`
  let acknowledged = 0
  const writing = (async () => {
    for (let i = 0; i < 10_000; i++) {
      const answer = await kim.call('POST', path, { id: `message-${i}`, text: `text ${i}` })
      if (answer.status !== 200) return
      acknowledged = i + 1
      if (i === 60) first.child.kill('SIGKILL')
    }
  })().catch(() => {})
  await once(first.child, 'exit')
  await writing

  const second = await runServer({}, { data })
  const api = caller(second, { origin: SHOP, authorization: `Bearer ${kim.token}` })
  const { body } = await api.call('GET', `${path}?after=0&limit=200`)
  const texts = body.messages.map((m: { text: string }) => m.text)
  console.log(`kill: ${acknowledged} messages acknowledged, ${texts.length} stored`)
  expect(acknowledged).toBeGreaterThan(60)
  expect(texts.slice(0, acknowledged)).toEqual(
    Array.from({ length: acknowledged }, (_, i) => `text ${i}`),
  )
  await second.stop()
  remove(data)
})

async function startProcess(data: string): Promise<{ child: ChildProcess; origin: string }> {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const child = spawn(process.execPath, ['--conditions=@alongside/source', main], {
    env: {
      ...process.env,
      ALONGSIDE_DATA: data,
      ALONGSIDE_PORT: '0',
      ALONGSIDE_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  for await (const chunk of child.stdout) {
    text += chunk
    const origin = /workspace {2}(http:\/\/[^/]+)/.exec(text)?.[1]
    if (origin !== undefined && /sign in/.test(text)) return { child, origin }
  }
  throw new Error(`no origin in: ${text}`)
}
