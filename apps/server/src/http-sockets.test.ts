import { PROTOCOL_VERSION, readMessages, type WireFrame } from '@alongside/protocol'
import { expect, test, vi } from 'vitest'
import {
  batch,
  bytes,
  type Client,
  EVENTS,
  eventsOf,
  framesOf,
  open,
  post,
} from './test-over-http.ts'
import {
  agent,
  type Caller,
  caller,
  colleague,
  events,
  guest,
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

const soon = { timeout: 5_000, interval: 10 }

async function openEvents(who: Caller & { origin: string }, at = server): Promise<Client> {
  const { body } = await who.call('POST', '/tickets')
  const page = { server: at, path: EVENTS, origin: who.origin }
  const client = await open(page, { type: 'hello', ticket: body.ticket })
  await vi.waitFor(() => expect(eventsOf(client)[0]?.type).toBe('welcome'), soon)
  return client
}

test('events: the same as on the socket, to guests and agents', async () => {
  const kim = await guest(server)
  const robin = await agent(server)
  const [customer, helper] = [await openEvents(kim), await openEvents(robin)]
  const { body: conversation } = await kim.call('POST', '/conversations', {})
  const typing = { type: 'typing', conversationId: conversation.id, typing: true }
  expect((await helper.send(typing, { type: 'ping' })).status).toBe(204)
  await vi.waitFor(() => {
    expect(eventsOf(customer).map(({ type }) => type)).toContain('typing')
    expect(eventsOf(helper).map(({ type }) => type)).toContain('pong')
  }, soon)
  const { body: metrics } = await caller(server, {}).call('GET', '/metrics')
  expect(metrics).toMatch(/^alongside_sockets{kind="events",transport="http"} 2$/m)
  // A second hello closes it, with its code.
  await customer.send({ type: 'hello', ticket: 'x'.repeat(43) })
  await customer.over
  expect(eventsOf(customer).at(-1)).toMatchObject({ type: 'error', code: 'bad_event' })
})

test('a session: one end over HTTP, the other on a WebSocket, and neither knows', async () => {
  const kim = await guest(server)
  const robin = await agent(server)
  const { sessionId, tabId } = await startedSession(kim, robin)
  const viewer = await relay(robin, sessionId, null)
  const { body } = await kim.call('POST', `/cobrowse/${sessionId}/tickets`, { tabId })
  const page = { server, path: `/api/v1/cobrowse/${sessionId}/socket` }
  const hello = { kind: 'hello', version: PROTOCOL_VERSION, ticket: body.ticket } as const
  const sharer = await open(page, hello)
  await viewer.next((frame) => frame.kind === 'peer' && frame.present)
  const data = (sequence: number, size: number): WireFrame => ({
    ...{ kind: 'data', lane: 'page', right: 'view', sequence, acknowledged: 0 },
    sealed: new Uint8Array(size).fill(sequence),
  })
  await sharer.send(data(1, 10), data(2, 1_000_000 - 100))
  await sharer.send(data(3, 1))
  for (const sequence of [1, 2, 3]) {
    expect(await viewer.next((frame) => frame.kind === 'data')).toMatchObject({ sequence })
  }
  viewer.send(data(7, 500_000))
  await vi.waitFor(
    () => expect(framesOf(sharer)).toContainEqual(expect.objectContaining({ sequence: 7 })),
    soon,
  )
  // Nothing more is the word that it was all.
  await sharer.send()
  await viewer.next((frame) => frame.kind === 'peer' && !frame.present)
  await sharer.over
  viewer.close()
})

test('a customer over HTTP who falls silent is away to the agent, and back at the next word', async () => {
  const kim = await guest(server)
  // An agent has one session at a time.
  const robin = await colleague(server, ['agent'])
  const { sessionId, tabId } = await startedSession(kim, robin)
  const viewer = await relay(robin, sessionId, null)
  const { body } = await kim.call('POST', `/cobrowse/${sessionId}/tickets`, { tabId })
  const page = { server, path: `/api/v1/cobrowse/${sessionId}/socket` }
  const sharer = await open(page, {
    kind: 'hello',
    version: PROTOCOL_VERSION,
    ticket: body.ticket,
  })
  await viewer.next((frame) => frame.kind === 'peer' && frame.present)
  const asked = (): number => framesOf(sharer).filter(({ kind }) => kind === 'ping').length
  for (const times of [1, 2]) {
    await vi.waitFor(() => expect(asked()).toBe(times), soon)
    await sharer.send({ kind: 'pong' })
  }
  await viewer.next((frame) => frame.kind === 'peer' && !frame.present)
  // The answers have kept it there until then.
  expect(asked()).toBeGreaterThan(2)
  await sharer.send({ kind: 'pong' })
  await viewer.next((frame) => frame.kind === 'peer' && frame.present)
  viewer.close()
})

test('a ticket opens one connection, for its own page and purpose', async () => {
  const kim = await guest(server)
  const { body } = await kim.call('POST', '/tickets')
  const hello = { type: 'hello', ticket: body.ticket }
  await openEvents(kim)
  const first = await open({ server, path: EVENTS }, hello)
  const again = await open({ server, path: EVENTS }, hello)
  await again.over
  expect(eventsOf(again)).toMatchObject([{ type: 'error', code: 'ticket_invalid' }])
  const { body: other } = await kim.call('POST', '/tickets')
  const stolen = await open(
    { server, path: EVENTS, origin: server.origin },
    { type: 'hello', ticket: other.ticket },
  )
  await stolen.over
  expect(eventsOf(stolen)).toMatchObject([{ type: 'error', code: 'ticket_invalid' }])
  await first.send()
})

test('who is refused a WebSocket is refused this, with the same codes', async () => {
  const body = batch(0, [bytes('{}')])
  for (const origin of ['https://evil.example', 'null', 'http://shop.localhost.evil.example']) {
    const answer = await post({ server, path: EVENTS, origin }, body)
    expect(answer).toMatchObject({ status: 403, body: { code: 'origin_refused' } })
  }
  const none = await fetch(server.origin + EVENTS, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
  })
  expect(none.status).toBe(403)
  const small = await runServer({ limits: { socketsPerAddress: 2 } })
  const kim = await guest(small)
  await events(kim)
  const second = await openEvents(kim, small)
  expect(await post({ server: small, path: EVENTS }, body)).toMatchObject({
    status: 429,
    body: { code: 'rate_limited' },
  })
  // And told with the WebSockets that the server goes away.
  await small.stop()
  await second.over
  remove(small.data)
})

test('a connection is known by its secret, at its own address and from its own page only', async () => {
  const client = await openEvents(await guest(server))
  const body = batch(1, [bytes('{"type":"ping"}')])
  const authorization = `Connection ${client.secret}`
  const elsewhere = `/api/v1/cobrowse/abcdefgh/socket`
  const wrong: [string, string, Record<string, string>][] = [
    ['another page', EVENTS, { authorization, origin: server.origin }],
    ['another address', elsewhere, { authorization }],
    ['another secret', EVENTS, { authorization: `Connection ${'x'.repeat(43)}` }],
    ['another scheme', EVENTS, { authorization: `Bearer ${client.secret}` }],
  ]
  for (const [why, path, headers] of wrong) {
    const refused = { status: 401, body: { code: 'connection_unknown' } }
    expect([why, await post({ server, path }, body, headers)]).toMatchObject([why, refused])
    const read = await fetch(server.origin + path, { headers: { origin: SHOP, ...headers } })
    expect([why, read.status]).toEqual([why, 401])
  }
  // Without an origin only a page of ours may read, and this one is not.
  expect((await fetch(server.origin + EVENTS, { headers: { authorization } })).status).toBe(401)
  expect((await client.send({ type: 'ping' })).status).toBe(204)
  await vi.waitFor(() => expect(eventsOf(client).at(-1)?.type).toBe('pong'), soon)
  expect(server.logs.join('')).not.toContain(client.secret)
})

test('a page of ours reads without an origin, as browsers have it', async () => {
  const robin = await agent(server)
  const { body } = await robin.call('POST', '/tickets')
  const message = bytes({ type: 'hello', ticket: body.ticket })
  const page = { server, path: EVENTS, origin: server.origin }
  const opened = await post(page, batch(0, [message]))
  const headers = { authorization: `Connection ${opened.body.connection}` }
  const own = await fetch(`${server.origin}${EVENTS}?poll`, {
    headers: { ...headers, 'sec-fetch-site': 'same-origin' },
  })
  expect(own.status).toBe(200)
  expect(Object.fromEntries(own.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  const { messages } = readMessages(Buffer.from(await own.arrayBuffer()), 1000)
  expect(messages.map(String)).toEqual(['{"type":"welcome"}'])
})

test('bad requests are refused by code and close their connection, and nobody else’s', async () => {
  const kim = await guest(server)
  const witness = await openEvents(kim)
  const ping = bytes('{"type":"ping"}')
  const bad: [string, Uint8Array, number, string][] = [
    ['no number', new Uint8Array(2), 400, 'bad_request'],
    ['a message cut short', new Uint8Array([0, 0, 0, 1, 0, 0, 0, 9, 1]), 400, 'bad_request'],
    ['more after the end', new Uint8Array([0, 0, 0, 1, 255, 255, 255, 255, 0]), 400, 'bad_request'],
    ['a gap', batch(2, [ping]), 400, 'bad_request'],
    ['a long event', batch(1, [Buffer.alloc(9_000)]), 413, 'body_too_large'],
  ]
  for (const [why, body, status, code] of bad) {
    const client = await openEvents(kim)
    const authorization = `Connection ${client.secret}`
    const answer = await post({ server, path: EVENTS }, body, { authorization })
    expect([why, answer]).toMatchObject([why, { status, body: { code } }])
    await client.over
  }
  const form = { 'content-type': 'application/json' }
  const json = await post({ server, path: EVENTS }, bytes('{}'), form)
  expect(json).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } })
  const huge = await post({ server, path: EVENTS }, new Uint8Array(1_100_000))
  expect(huge).toMatchObject({ status: 413, body: { code: 'body_too_large' } })
  const client = await openEvents(kim)
  const authorization = `Connection ${client.secret}`
  const second = await fetch(server.origin + EVENTS, { headers: { origin: SHOP, authorization } })
  expect(second.status).toBe(400)
  expect(await second.json()).toMatchObject({ code: 'bad_request' })
  await client.over
  expect((await witness.send({ type: 'ping' })).status).toBe(204)
})

test('a request that comes twice counts once', async () => {
  const client = await openEvents(await guest(server))
  const authorization = `Connection ${client.secret}`
  const messages = [1, 2].map(() => bytes('{"type":"ping"}'))
  for (const count of [1, 1, 2, 2]) {
    const body = batch(1, messages.slice(0, count))
    expect((await post({ server, path: EVENTS }, body, { authorization })).status).toBe(204)
  }
  await client.send()
  await client.over
  expect(eventsOf(client).filter(({ type }) => type === 'pong')).toHaveLength(2)
})

test('its requests have a rate of their own: over it answers wait, and far over it is the end', async () => {
  const own = await runServer({
    limits: { requestsPerMinute: 40, httpRequestsPerSecond: 20, eventsPerSecond: 1000 },
  })
  const kim = await guest(own)
  const client = await openEvents(kim, own)
  const began = performance.now()
  for (let i = 0; i < 60; i++) expect((await client.send({ type: 'ping' })).status).toBe(204)
  // Two seconds' worth at once, the rest at 20 a second; and more of them than the address may ask of the API.
  expect(performance.now() - began).toBeGreaterThan(500)
  const flood = await Promise.all(Array.from({ length: 30 }, () => client.send({ type: 'ping' })))
  expect(flood.some(({ body }) => body?.code === 'rate_limited')).toBe(true)
  await client.over
  expect((await client.send({ type: 'ping' })).body?.code ?? 'closed').not.toBe('internal')
  await own.stop()
  remove(own.data)
})

test('one that says no hello, or comes for nothing any more, is closed', async () => {
  const own = await runServer({ limits: { helloTimeout: 100, httpAway: 150 } })
  const page = { server: own, path: EVENTS }
  const quiet = await post(page, batch(0, [bytes('{"type":"ping"}')]))
  const authorization = `Connection ${quiet.body.connection}`
  const told = await fetch(own.origin + EVENTS, { headers: { origin: SHOP, authorization } })
  expect(String(Buffer.from(await told.arrayBuffer()))).toContain('bad_event')
  const kim = await guest(own)
  const { body } = await kim.call('POST', '/tickets')
  const hello = bytes({ type: 'hello', ticket: body.ticket })
  await post(page, batch(0, [hello]))
  const open = async (): Promise<string> => (await caller(own, {}).call('GET', '/metrics')).body
  expect(await open()).toMatch(/^alongside_sockets{kind="events",transport="http"} 1$/m)
  await vi.waitFor(
    async () => expect(await open()).toMatch(/^alongside_sockets{.*http"} 0$/m),
    soon,
  )
  await own.stop()
  remove(own.data)
})

test('signing out ends an agent’s', async () => {
  const robin = await agent(server)
  const client = await openEvents(robin)
  await robin.call('POST', '/sign-out')
  await client.over
  expect(eventsOf(client).at(-1)).toMatchObject({ type: 'error', code: 'sign_in_needed' })
})

test('clients are sent to the public name, also by a proxy that calls the server something else', async () => {
  const own = await runServer({ publicUrl: 'https://chat.example' })
  const loopback = `127.0.0.1:${own.port}`
  const ask = async (origin: string): Promise<string> => {
    const kim = await guest({ ...own, origin: `http://${loopback}` }, 'Kim', origin)
    return (await kim.call('POST', '/tickets')).body.websocketUrl
  }
  expect(await ask(SHOP)).toBe('wss://chat.example/api/v1/events')
  // A page of ours is sent to where it came from.
  expect(await ask(`http://${loopback}`)).toBe(`ws://${loopback}/api/v1/events`)
  await own.stop()
  remove(own.data)
})
