import { LIMITS, must, PROTOCOL_VERSION, writeWireFrame } from '@alongside/protocol'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import {
  agent,
  caller,
  events,
  guest,
  openRelay,
  relay,
  remove,
  runServer,
  SHOP,
  startedSession,
  type TestServer,
  withServer,
} from './test-server.ts'

let server: TestServer
withServer((it) => {
  server = it
})

test('a body, query or parameter of a wrong form is refused by code, and nothing is stored', async () => {
  const kim = await guest(server)
  const { body: conversation } = await kim.call('POST', '/conversations', {})
  const path = `/conversations/${conversation.id}/messages`
  const id = 'message-1'
  const bad: [string, string, unknown][] = [
    ['POST', path, undefined],
    ['POST', path, null],
    ['POST', path, []],
    ['POST', path, '"text"'],
    ['POST', path, 'not json'],
    ['POST', path, '{"id":"message-1","text":"x"'],
    ['POST', path, '{"__proto__":{"x":1},"id":"message-1","text":"x"}'],
    ['POST', path, {}],
    ['POST', path, { id }],
    ['POST', path, { id, text: '' }],
    ['POST', path, { id, text: 1 }],
    ['POST', path, { id, text: ['x'] }],
    ['POST', path, { id, text: null }],
    ['POST', path, { id: 1, text: 'x' }],
    ['POST', path, { id: 'short', text: 'x' }],
    ['POST', path, { id: 'with spaces in it', text: 'x' }],
    ['POST', path, { id: 'x'.repeat(65), text: 'x' }],
    ['POST', path, { id, text: 'x'.repeat(LIMITS.messageChars + 1) }],
    ['POST', path, { id, text: 'x', more: 1 }],
    ['GET', `${path}?limit=x`, undefined],
    ['GET', `${path}?limit=-1`, undefined],
    ['GET', `${path}?after=1e3`, undefined],
    ['GET', `${path}?unknown=1`, undefined],
    ['GET', `${path}?limit=1&limit=2`, undefined],
    ['GET', '/conversations/x/messages', undefined],
    ['GET', `/conversations/${'x'.repeat(200)}/messages`, undefined],
    ['POST', `/conversations/${conversation.id}/read`, { sequence: '1' }],
    ['POST', `/conversations/${conversation.id}/read`, { sequence: -1 }],
    ['POST', `/conversations/${conversation.id}/read`, { sequence: 1.5 }],
    ['POST', `/conversations/${conversation.id}/page`, { url: 'javascript:alert(1)' }],
    ['POST', `/conversations/${conversation.id}/page`, { url: 'nothing' }],
    ['POST', `/conversations/${conversation.id}/end`, { why: 'x' }],
    ['POST', '/conversations', { name: 'x'.repeat(LIMITS.nameChars + 1) }],
    ['POST', '/guests', { deploymentId: { $ne: 1 } }],
  ]
  for (const [method, url, body] of bad) {
    const answer = await kim.call(method, url, body)
    expect([url, body, answer.status, answer.body.code]).toEqual([url, body, 400, 'bad_request'])
    expect(Object.keys(answer.body)).toEqual(['code', 'message'])
  }
  expect((await kim.call('GET', path)).body.messages).toEqual([])
})

test('the wrong method, type, size and place have their codes', async () => {
  const kim = await guest(server)
  const api = caller(server, { origin: SHOP })
  expect(await api.call('DELETE', '/guests')).toMatchObject({
    status: 405,
    body: { code: 'method_not_allowed' },
  })
  expect(await api.call('GET', '/nothing/here')).toMatchObject({
    status: 404,
    body: { code: 'not_found' },
  })
  const form = { 'content-type': 'text/plain' }
  expect(await kim.call('POST', '/conversations', 'x', form)).toMatchObject({
    status: 415,
    body: { code: 'unsupported_media_type' },
  })
  const large = { name: 'x'.repeat(70_000) }
  expect(await kim.call('POST', '/conversations', large)).toMatchObject({
    status: 413,
    body: { code: 'body_too_large' },
  })
  expect(await api.call('GET', '/conversations/%ff')).toMatchObject({ status: 400 })
  const own = await runServer({ limits: { requestsPerMinute: 3 } })
  const codes: number[] = []
  for (let i = 0; i < 5; i++) {
    codes.push(
      (await caller(own, { origin: SHOP }).call('GET', '/deployments/demo-shop/public')).status,
    )
  }
  expect(codes).toEqual([200, 200, 200, 429, 429])
  await own.stop()
  remove(own.data)
})

test('the same message ten times at once is one message; another text under its id is refused', async () => {
  const kim = await guest(server)
  const robin = await agent(server)
  const { body: conversation } = await kim.call('POST', '/conversations', {})
  const path = `/conversations/${conversation.id}/messages`
  const message = { id: 'same-message', text: 'once' }
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => kim.call('POST', path, message)),
  )
  for (const { body } of answers) expect(body).toEqual(answers[0]?.body)
  expect(answers.every((a) => a.status === 200)).toBe(true)
  expect((await kim.call('GET', path)).body.messages).toHaveLength(1)
  const other = await kim.call('POST', path, { ...message, text: 'twice' })
  expect(other).toMatchObject({ status: 409, body: { code: 'id_reused' } })
  const fromAnother = await robin.call('POST', path, message)
  expect(fromAnother).toMatchObject({ status: 409, body: { code: 'id_reused' } })
})

test('a malformed, oversized, unknown or forbidden frame is refused by code; the other end goes on', async () => {
  const kim = await guest(server)
  const robin = await agent(server)
  const { sessionId, tabId } = await startedSession(kim, robin)
  const viewer = await relay(robin, sessionId, null)
  const bad: [string, Uint8Array | string, string, number][] = [
    ['an empty frame', new Uint8Array(0), 'truncated', 4400],
    ['an unknown kind', new Uint8Array([99, 1, 2]), 'unknown_kind', 4400],
    ['kind zero', new Uint8Array([0]), 'unknown_kind', 4400],
    ['data without a lane', new Uint8Array([10]), 'truncated', 4400],
    ['an unknown lane', new Uint8Array([10, 9, 0, 1, 0]), 'bad_value', 4400],
    ['an unknown right', new Uint8Array([10, 0, 9, 1, 0]), 'bad_value', 4400],
    ['an endless number', new Uint8Array([11, ...Array(12).fill(0xff)]), 'varint_too_long', 4400],
    ['keys cut short', new Uint8Array([8, 1, 2, 3]), 'truncated', 4400],
    [
      'a second hello',
      writeWireFrame({ kind: 'hello', version: PROTOCOL_VERSION, ticket: 'x' }),
      'bad_frame',
      4400,
    ],
    [
      'a welcome',
      writeWireFrame({ kind: 'welcome', role: 'viewer', peer: true }),
      'bad_frame',
      4400,
    ],
    ['a peer notice', writeWireFrame({ kind: 'peer', present: false }), 'bad_frame', 4400],
    ['an end', writeWireFrame({ kind: 'ended', reason: 'idle' }), 'bad_frame', 4400],
    ['a refusal', writeWireFrame({ kind: 'refused', code: 'x', message: 'y' }), 'bad_frame', 4400],
    ['text', 'hello', 'bad_frame', 4400],
    ['a frame over the limit', new Uint8Array(LIMITS.frameBytes + 1).fill(10), 'too_large', 4400],
  ]
  for (const [what, frame, code, close] of bad) {
    const sharer = await relay(kim, sessionId, tabId)
    await viewer.next((f) => f.kind === 'peer' && f.present)
    sharer.socket.send(frame)
    const refusal = await sharer.next((f) => f.kind === 'refused')
    expect([what, refusal]).toMatchObject([what, { code }])
    expect([what, (await sharer.closed).code]).toEqual([what, close])
    await viewer.next((f) => f.kind === 'peer' && !f.present)
  }
  // Far over the limit WebSocket itself closes, before the bytes are kept.
  const huge = await relay(kim, sessionId, tabId)
  huge.socket.send(new Uint8Array(4 << 20))
  expect((await huge.closed).code).toBe(1009)

  const sharer = await relay(kim, sessionId, tabId)
  viewer.send({ kind: 'ack', acknowledged: 3 })
  expect(await sharer.next((f) => f.kind === 'ack')).toMatchObject({ acknowledged: 3 })
  expect(viewer.all.filter((f) => f.kind !== 'peer' && f.kind !== 'welcome')).toEqual([])
  await kim.call('POST', `/cobrowse/${sessionId}/end`)
})

test('a right that the deployment does not give is refused, its frame goes nowhere, the socket stays', async () => {
  const own = await runServer()
  const robin = await agent(own)
  const { body: demo } = await robin.call('GET', '/deployments/demo-shop')
  const { name, domains, config } = demo
  config.cobrowse = { ...config.cobrowse, allowAgentControl: false, allowDraw: false }
  const saved = await robin.call('PUT', '/deployments/demo-shop', { name, domains, config })
  expect(saved.body.version).toBe(2)
  const kim = await guest(own)
  const { sessionId, tabId } = await startedSession(kim, robin)
  const sharer = await relay(kim, sessionId, tabId)
  const viewer = await relay(robin, sessionId, null)
  const sealed = new Uint8Array([1])
  for (const right of ['control', 'drawing'] as const) {
    viewer.send({ kind: 'volatile', right, counter: 1, sealed })
    expect(await viewer.next((f) => f.kind === 'refused')).toMatchObject({ code: 'right_missing' })
  }
  viewer.send({ kind: 'volatile', right: 'navigation', counter: 2, sealed })
  expect(await sharer.next((f) => f.kind === 'volatile')).toMatchObject({ right: 'navigation' })
  await own.stop()
  remove(own.data)
})

test('what assets may take of a second reaches the page with the snippet, and has bounds', async () => {
  const own = await runServer()
  const robin = await agent(own)
  const { body: demo } = await robin.call('GET', '/deployments/demo-shop')
  const { name, domains, config } = demo
  const save = (assetBytesPerSecond: unknown) =>
    robin.call('PUT', '/deployments/demo-shop', {
      name,
      domains,
      config: { ...config, cobrowse: { ...config.cobrowse, assetBytesPerSecond } },
    })
  for (const wrong of [0, 9_999, 100_000_001, 50_000.5, '50000', null])
    expect((await save(wrong)).status).toBe(400)
  expect((await save(50_000)).status).toBe(200)
  const page = await caller(own, { origin: SHOP }).call('GET', '/deployments/demo-shop/public')
  expect(page.body.config.cobrowse.assetBytesPerSecond).toBe(50_000)
  await own.stop()
  remove(own.data)
})

test('what the check of a picture found is counted: numbers only, from the agent of the session, while it runs', async () => {
  const own = await runServer()
  const robin = await agent(own)
  const kim = await guest(own)
  const { sessionId } = await startedSession(kim, robin)
  const path = `/cobrowse/${sessionId}/checks`
  const counts = { rounds: 3, differences: 2, heals: 1, epochs: 0 }
  for (const wrong of [
    { ...counts, heals: -1 },
    { ...counts, heals: 0.5 },
    { ...counts, heals: '1' },
    { ...counts, heals: 10_001 },
    { ...counts, page: 'http://shop.localhost/' },
    { rounds: 3, differences: 2, heals: 1 },
  ])
    expect((await robin.call('POST', path, wrong)).body.code).toBe('bad_request')
  expect((await robin.call('POST', path, counts)).status).toBe(204)
  expect((await robin.call('POST', path, counts)).status).toBe(204)
  await kim.call('POST', `/cobrowse/${sessionId}/end`)
  expect((await robin.call('POST', path, counts)).body.code).toBe('session_not_running')
  const { body } = await caller(own, {}).call('GET', '/metrics')
  expect(body.match(/^alongside_mirror_.*/gm)).toEqual([
    'alongside_mirror_rounds_total 6',
    'alongside_mirror_differences_total 4',
    'alongside_mirror_heals_total 2',
    'alongside_mirror_epochs_total 0',
  ])
  await own.stop()
  remove(own.data)
})

test('another socket of the same end takes over; hello must come in time, first, and in our version', async () => {
  const own = await runServer({ limits: { helloTimeout: 300 } })
  const kim = await guest(own)
  const robin = await agent(own)
  const { sessionId, tabId } = await startedSession(kim, robin)
  const before = await relay(kim, sessionId, tabId)
  const after = await relay(kim, sessionId, tabId)
  expect(await before.next((f) => f.kind === 'refused')).toMatchObject({ code: 'replaced' })
  expect((await before.closed).code).toBe(4409)
  expect(after.socket.readyState).toBe(WebSocket.OPEN)

  const url = after.socket.url
  const silent = openRelay(url, SHOP)
  expect(await silent.next()).toMatchObject({ kind: 'refused', code: 'hello_timeout' })
  expect((await silent.closed).code).toBe(4408)
  const rude = openRelay(url, SHOP)
  rude.send({ kind: 'ping' })
  expect(await rude.next()).toMatchObject({ code: 'bad_frame' })
  const old = openRelay(url, SHOP)
  old.send({ kind: 'hello', version: PROTOCOL_VERSION + 1, ticket: 'x' })
  expect(await old.next()).toMatchObject({ code: 'version_mismatch' })
  await own.stop()
  remove(own.data)
})

test('what is no event is refused by code on the event socket', async () => {
  const bad: [string, string | Uint8Array, string, number][] = [
    ['not JSON', '{', 'bad_event', 4400],
    ['binary', new Uint8Array([1]), 'bad_event', 4400],
    ['an unknown type', '{"type":"x"}', 'bad_event', 4400],
    ['an unknown property', '{"type":"ping","x":1}', 'bad_event', 4400],
    ['a second hello', '{"type":"hello","ticket":"x"}', 'bad_event', 4400],
  ]
  const kim = await guest(server)
  for (const [what, message, code, close] of bad) {
    const socket = await events(kim)
    socket.socket.send(message)
    expect([what, await socket.next()]).toMatchObject([what, { type: 'error', code }])
    expect([what, (await socket.closed).code]).toEqual([what, close])
  }
  const other = await events(kim)
  other.send({ type: 'typing', conversationId: 'not-my-conversation', typing: true })
  expect(await other.next()).toMatchObject({ type: 'error', code: 'not_found' })
  other.send({ type: 'ping' })
  expect(await other.next()).toEqual({ type: 'pong' })
  for (let i = 0; i < 100; i++) other.socket.send('{"type":"ping"}')
  expect((await other.closed).code).toBe(4429)
  const huge = await events(kim)
  huge.socket.send('x'.repeat(20_000))
  expect((await huge.closed).code).toBe(1009)
})

test('cursors to an end that does not read are dropped; what must arrive arrives', async () => {
  const own = await runServer({
    limits: { bufferedBytes: 20_000, volatilePerSecond: 1_000_000, framesPerSecond: 1_000_000 },
  })
  const kim = await guest(own)
  const robin = await agent(own)
  const { sessionId, tabId } = await startedSession(kim, robin)
  const sharer = await relay(kim, sessionId, tabId)
  const viewer = await relay(robin, sessionId, null)
  viewer.socket.pause()
  const data = (sequence: number, bytes: number) =>
    ({
      kind: 'data',
      lane: 'page',
      right: 'view',
      sequence,
      acknowledged: 0,
      sealed: new Uint8Array(bytes),
    }) as const
  // More than the system's own buffers take, so that the relay's must.
  for (let i = 1; i <= 20; i++) sharer.send(data(i, 900_000))
  for (let i = 1; i <= 50; i++) {
    sharer.send({ kind: 'volatile', right: 'pointer', counter: i, sealed: new Uint8Array(10) })
  }
  sharer.send(data(21, 1))
  // In order on one socket: the answer says that the relay has seen all of it.
  sharer.send({ kind: 'ping' })
  await sharer.next((f) => f.kind === 'pong')
  viewer.socket.resume()
  await viewer.next((f) => f.kind === 'data' && f.sequence === 21)
  const sequences = viewer.all.flatMap((f) => (f.kind === 'data' ? [f.sequence] : []))
  expect(sequences).toEqual(Array.from({ length: 21 }, (_, i) => i + 1))
  const metrics = await caller(own, {}).call('GET', '/metrics')
  const dropped = /relay_dropped_total\{reason="slow"\} (\d+)/.exec(metrics.body)
  expect(Number(must(dropped, 'a count')[1])).toBe(50)
  await own.stop()
  remove(own.data)
})
