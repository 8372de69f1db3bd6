import { request } from 'node:http'
import { PROTOCOL_VERSION } from '@alongside/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WRONG_ORIGINS } from './origins.test-cases.ts'
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
} from './test-server.ts'

let server: TestServer
let routes: { method: string; path: string }[]

beforeAll(async () => {
  server = await runServer()
  const { body } = await caller(server, {}).call('GET', '/docs/api/openapi.json')
  routes = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => ({
      method: method.toUpperCase(),
      path: path.replace('{id}', 'abcdefgh'),
    })),
  )
})
afterAll(async () => {
  await server.stop()
  remove(server.data)
})

const PUBLIC = [
  'GET /api/v1/deployments/abcdefgh/public',
  'POST /api/v1/guests',
  'POST /api/v1/deployments/abcdefgh/handover',
  'POST /api/v1/sign-in',
]
const FOR_GUESTS = [
  'GET /api/v1/guest',
  'POST /api/v1/conversations',
  'POST /api/v1/conversations/abcdefgh/page',
  'POST /api/v1/cobrowse/abcdefgh/accept',
  'POST /api/v1/cobrowse/abcdefgh/decline',
  'POST /api/v1/cobrowse/abcdefgh/handover',
  'POST /api/v1/cobrowse/abcdefgh/pause',
  'POST /api/v1/cobrowse/abcdefgh/pages',
]
/** A page in test mode, with a token that none of the others has. */
const FOR_TESTS = ['POST /api/v1/mask-tests', 'POST /api/v1/mask-tests/changes']
const FOR_BOTH = [
  'GET /api/v1/conversations/abcdefgh',
  'GET /api/v1/conversations/abcdefgh/messages',
  'POST /api/v1/conversations/abcdefgh/messages',
  'POST /api/v1/conversations/abcdefgh/read',
  'POST /api/v1/conversations/abcdefgh/end',
  'POST /api/v1/tickets',
  'GET /api/v1/cobrowse/abcdefgh',
  'POST /api/v1/cobrowse/abcdefgh/tickets',
  'POST /api/v1/cobrowse/abcdefgh/end',
]

test('every route of the contract is there, and no other', () => {
  const names = routes.map(({ method, path }) => `${method} ${path}`).sort()
  const forAgents = [
    'POST /api/v1/sign-out',
    'GET /api/v1/me',
    'POST /api/v1/me/password',
    'GET /api/v1/conversations',
    'POST /api/v1/conversations/abcdefgh/assign',
    'POST /api/v1/conversations/abcdefgh/reassign',
    'GET /api/v1/agents',
    'POST /api/v1/conversations/abcdefgh/cobrowse',
    'POST /api/v1/cobrowse/abcdefgh/withdraw',
    'POST /api/v1/join-codes',
    'POST /api/v1/join-codes/withdraw',
    'POST /api/v1/cobrowse/abcdefgh/certificate',
    'POST /api/v1/cobrowse/abcdefgh/assets',
    'POST /api/v1/cobrowse/abcdefgh/checks',
    'GET /api/v1/deployments',
    'GET /api/v1/deployments/abcdefgh',
    'PUT /api/v1/deployments/abcdefgh',
    'POST /api/v1/deployments/abcdefgh/mask-tests',
    'GET /api/v1/mask-tests/abcdefgh',
  ]
  expect(names).toEqual([...PUBLIC, ...FOR_GUESTS, ...FOR_BOTH, ...FOR_TESTS, ...forAgents].sort())
})

test('route × role: nobody gets where they have no business', async () => {
  const kim = await guest(server)
  const robin = await agent(server)
  const bearer = `Bearer ${kim.token}`
  const callers = {
    nobody: {},
    'nobody on the shop': { origin: SHOP },
    'a wrong token': { origin: SHOP, authorization: `Bearer ${'x'.repeat(43)}` },
    'a wrong cookie': { origin: robin.origin, cookie: `alongside=${'x'.repeat(43)}` },
    guest: { origin: SHOP, authorization: bearer },
    'guest without origin': { authorization: bearer },
    'guest elsewhere': { origin: 'https://evil.example', authorization: bearer },
    'cookie without csrf': { origin: robin.origin, cookie: robin.cookie },
    'cookie with a wrong csrf': { ...headersOf(robin), 'x-alongside-csrf': kim.token },
    'cookie from the shop': { ...headersOf(robin), origin: SHOP },
  }
  let tried = 0
  const wrong: string[] = []
  for (const [who, headers] of Object.entries(callers)) {
    for (const { method, path } of routes) {
      const name = `${method} ${path}`
      if (PUBLIC.includes(name)) continue
      const guestMay = FOR_GUESTS.includes(name) || FOR_BOTH.includes(name)
      if (who === 'guest' && guestMay) continue
      // Reads need no CSRF header: nobody but our own pages can read the answer.
      if (who.includes('csrf') && method === 'GET' && !FOR_GUESTS.includes(name)) continue
      const body = method === 'GET' ? undefined : {}
      const answer = await caller(server, headers).call(method, path, body)
      tried++
      const refused = answer.status === 401 || answer.status === 403
      if (!refused || typeof answer.body.code !== 'string')
        wrong.push(`${who}: ${name} ${answer.status}`)
    }
  }
  console.log(
    `route × role: ${tried} requests refused with 401 or 403, ${wrong.length} let through`,
  )
  expect(wrong).toEqual([])
})

function headersOf(robin: {
  origin: string
  cookie: string
  csrf: string
}): Record<string, string> {
  return { origin: robin.origin, cookie: robin.cookie, 'x-alongside-csrf': robin.csrf }
}

test('someone else’s conversation and session do not exist', async () => {
  const kim = await guest(server)
  const mallory = await guest(server, 'Mallory')
  const robin = await agent(server)
  const { conversationId, sessionId, tabId, joinToken } = await startedSession(kim, robin)
  const tries: [string, string, object?][] = [
    ['GET', `/conversations/${conversationId}`],
    ['GET', `/conversations/${conversationId}/messages`],
    ['POST', `/conversations/${conversationId}/messages`, { id: 'message-1', text: 'x' }],
    ['POST', `/conversations/${conversationId}/read`, { sequence: 1 }],
    ['POST', `/conversations/${conversationId}/page`, { url: 'http://shop.localhost/' }],
    ['POST', `/conversations/${conversationId}/end`],
    ['GET', `/cobrowse/${sessionId}`],
    ['POST', `/cobrowse/${sessionId}/tickets`, { tabId }],
    ['POST', `/cobrowse/${sessionId}/accept`, { sessionJoinToken: joinToken, tabId }],
    ['POST', `/cobrowse/${sessionId}/decline`, { sessionJoinToken: joinToken }],
    ['POST', `/cobrowse/${sessionId}/end`],
    [
      'POST',
      `/cobrowse/${sessionId}/pages`,
      { tabId, address: SHOP, hidden: { fields: 0, texts: 0, boxes: 0 } },
    ],
  ]
  for (const [method, path, body] of tries) {
    const answer = await mallory.call(method, path, body)
    expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'not_found'])
  }
  expect((await kim.call('GET', `/cobrowse/${sessionId}`)).body.state).toBe('active')
  await kim.call('POST', `/cobrowse/${sessionId}/end`)
})

test('a guest is a guest of one deployment: another’s page cannot use the token or read the answer', async () => {
  const kim = await guest(server)
  const robin = await agent(server)
  const { body: demo } = await robin.call('GET', '/deployments/demo-shop')
  const made = await robin.call('PUT', '/deployments/other-shop', {
    name: 'Other',
    domains: ['other.example'],
    config: demo.config,
  })
  expect(made).toMatchObject({ status: 200, body: { version: 1 } })
  const answer = await kim.call('GET', '/guest', undefined, { origin: 'https://other.example' })
  expect(answer).toMatchObject({ status: 403, body: { code: 'origin_refused' } })
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  const right = await kim.call('GET', '/guest')
  expect(right.headers.get('access-control-allow-origin')).toBe(SHOP)
  expect(right.headers.get('access-control-allow-credentials')).toBeNull()
})

test(`${WRONG_ORIGINS.length} odd origins get neither a guest, nor a preflight, nor a socket`, async () => {
  const kim = await guest(server)
  const robin = await agent(server)
  const { sessionId, tabId } = await startedSession(kim, robin)
  const sharer = await relay(kim, sessionId, tabId)
  const socketUrl = `${server.origin.replace('http', 'ws')}/api/v1/events`
  let sent = 0
  let let_in = 0
  for (const origin of WRONG_ORIGINS) {
    // What no HTTP client can put in a header is covered by the parser's own test.
    if (origin !== undefined && !/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(origin)) continue
    sent++
    const headers: Record<string, string> = origin === undefined ? {} : { origin }
    const api = caller(server, headers)
    const made = await api.call('POST', '/guests', { deploymentId: 'demo-shop' })
    const preflight = await api.call('OPTIONS', '/guests', undefined, {
      'access-control-request-method': 'POST',
    })
    if (made.status !== 403 || preflight.headers.has('access-control-allow-origin')) let_in++
    const socket = openRelay(socketUrl, origin ?? null)
    const opened = await new Promise<boolean>((resolve) => {
      socket.socket.on('open', () => resolve(true))
      socket.socket.on('error', () => resolve(false))
    })
    if (opened) let_in++
  }
  console.log(`origins: ${sent} odd ones tried on HTTP and on sockets, ${let_in} let in`)
  expect(let_in).toBe(0)
  sharer.close()
  await kim.call('POST', `/cobrowse/${sessionId}/end`)
})

test('a ticket works once, for its purpose, its session and its origin', async () => {
  const kim = await guest(server)
  const robin = await agent(server)
  const { sessionId, tabId } = await startedSession(kim, robin)
  const hello = (ticket: string) => ({ kind: 'hello', version: PROTOCOL_VERSION, ticket }) as const
  const path = `/cobrowse/${sessionId}/tickets`

  const { body: used } = await kim.call('POST', path, { tabId })
  const first = openRelay(used.websocketUrl, SHOP)
  first.send(hello(used.ticket))
  await first.next((f) => f.kind === 'welcome')
  const replay = openRelay(used.websocketUrl, SHOP)
  replay.send(hello(used.ticket))
  expect(await replay.next()).toMatchObject({ kind: 'refused', code: 'ticket_invalid' })
  expect((await replay.closed).code).toBe(4401)

  const { body: elsewhere } = await kim.call('POST', path, { tabId })
  const stolen = openRelay(elsewhere.websocketUrl, 'http://localhost:9999')
  stolen.send(hello(elsewhere.ticket))
  expect(await stolen.next()).toMatchObject({ kind: 'refused', code: 'ticket_invalid' })

  const { body: forEvents } = await kim.call('POST', '/tickets')
  const wrongPurpose = openRelay(used.websocketUrl, SHOP)
  wrongPurpose.send(hello(forEvents.ticket))
  expect(await wrongPurpose.next()).toMatchObject({ kind: 'refused', code: 'ticket_invalid' })

  const otherTab = await kim.call('POST', path, { tabId: 'tab-00000002' })
  expect(otherTab).toMatchObject({ status: 409, body: { code: 'sharer_elsewhere' } })
  // Nothing of this touched the one who was there.
  expect(first.socket.readyState).toBe(first.socket.OPEN)
  first.close()
  await kim.call('POST', `/cobrowse/${sessionId}/end`)
})

test('what is over plain http may chat, and neither accepts nor gets a ticket to share', async () => {
  const plain = await runServer({ demo: { domains: ['shop.example', 'shop.localhost'] } })
  const robin = await agent(plain)
  const kim = await guest(plain, 'Kim', 'http://shop.example')
  const { body: conversation } = await kim.call('POST', '/conversations', {})
  const { body: proposal } = await robin.call('POST', `/conversations/${conversation.id}/cobrowse`)
  const refused = { status: 403, body: { code: 'insecure_page' } }
  const answer = { sessionJoinToken: 'a'.repeat(40), tabId: 'tab-00000001' }
  const accept = `/cobrowse/${proposal.id}/accept`
  expect(await kim.call('POST', accept, answer)).toMatchObject(refused)
  // From a page that may, it is the token that is wrong.
  const secure = { origin: 'https://shop.example' }
  expect(await kim.call('POST', accept, answer, secure)).toMatchObject({
    status: 403,
    body: { code: 'join_token_invalid' },
  })
  await robin.call('POST', `/cobrowse/${proposal.id}/withdraw`)

  const lee = await guest(plain, 'Lee')
  const { sessionId, tabId } = await startedSession(lee, robin)
  const tickets = `/cobrowse/${sessionId}/tickets`
  const over = { origin: 'http://shop.example' }
  expect(await lee.call('POST', tickets, { tabId }, over)).toMatchObject(refused)
  expect((await lee.call('POST', tickets, { tabId })).status).toBe(200)
  await plain.stop()
  remove(plain.data)
})

test('a name that is not this server’s is answered by nobody', async () => {
  const answer = await new Promise<number>((resolve, reject) => {
    const headers = { host: 'evil.example' }
    const asking = request(`${server.origin}/api/v1/me`, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asking.on('error', reject).end()
  })
  expect(answer).toBe(421)
})

test('signing out and changing the password end sign-ins and their sockets', async () => {
  const own = await runServer()
  const one = await agent(own)
  const two = await agent(own)
  const listening = await events(two)
  const changed = await one.call('POST', '/me/password', {
    current: own.firstAgent?.password,
    next: 'a much better password',
  })
  expect(changed.status).toBe(204)
  expect(await listening.closed).toMatchObject({ code: 4401 })
  expect((await two.call('GET', '/me')).status).toBe(401)
  expect((await one.call('GET', '/me')).status).toBe(200)
  expect((await one.call('POST', '/sign-out')).status).toBe(204)
  expect((await one.call('GET', '/me')).status).toBe(401)
  await own.stop()
  remove(own.data)
})

test('guessing passwords is slowed down to a few tries', async () => {
  const own = await runServer({ limits: { signInsPerMinute: 5 } })
  const codes: string[] = []
  for (let i = 0; i < 8; i++) {
    const { body } = await caller(own, { origin: own.origin }).call('POST', '/sign-in', {
      email: own.firstAgent?.email,
      password: `guess ${i}`,
    })
    codes.push(body.code)
  }
  expect(codes.slice(0, 5)).toEqual(Array(5).fill('sign_in_failed'))
  expect(codes.slice(5)).toEqual(Array(3).fill('rate_limited'))
  await own.stop()
  remove(own.data)
})
