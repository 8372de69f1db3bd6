import { afterEach, expect, test } from 'vitest'
import { type Asked, openServer } from '../test/open-server.ts'
import { createGuestClient } from './guest-client.ts'
import { newId } from './new-id.ts'

let stop: (() => Promise<void>) | undefined
afterEach(async () => {
  await stop?.()
  stop = undefined
})

async function openGuest(answer: Parameters<typeof openServer>[0]['answer'], token: string | null) {
  const server = await openServer({ ...(answer ? { answer } : {}) })
  stop = server.stop
  const tokens: string[] = []
  const guest = createGuestClient({
    baseUrl: server.origin,
    deploymentId: 'deployment-1',
    token,
    onToken: (given) => tokens.push(given),
  })
  return { server, guest, tokens }
}

const newGuest = ({ path }: Asked) =>
  path === '/api/v1/guests' ? { status: 201, body: { guestId: 'guest-123', token: 'secret' } } : {}

test('a guest is made once, however many ask at the same time, and the token is handed out', async () => {
  const { server, guest, tokens } = await openGuest(newGuest, null)
  await Promise.all([guest.identify('Ana'), guest.identify('Ana')])
  await guest.identify('Ana')
  expect(server.asked.length).toBe(1)
  expect(server.asked[0]?.body).toEqual({ deploymentId: 'deployment-1', name: 'Ana' })
  expect(tokens).toEqual(['secret'])
})

test('the token goes in the authorization header and never in a URL', async () => {
  const { server, guest } = await openGuest(undefined, 'secret')
  await guest.messages('conversation-1', { after: 7, limit: 20 })
  expect(server.asked[0]?.headers.authorization).toBe('Bearer secret')
  expect(server.asked[0]?.path).toBe(
    '/api/v1/conversations/conversation-1/messages?after=7&limit=20',
  )
})

test('every method asks the route that the protocol names', async () => {
  const { server, guest } = await openGuest(() => ({ body: {} }), 'secret')
  await guest.deployment()
  await guest.state()
  await guest.startConversation({ page: 'https://shop.example/' })
  await guest.page('c', 'https://shop.example/cart')
  await guest.sendMessage('c', { id: 'message-1', text: 'Hello' })
  await guest.read('c', 3)
  await guest.endConversation('c')
  await guest.session('s')
  await guest.acceptSession('s', { sessionJoinToken: 'j', tabId: 'tab' })
  await guest.declineSession('s', { sessionJoinToken: 'j' })
  await guest.endSession('s')
  await guest.sessionTicket('s', { tabId: 'tab' })
  await guest.eventsTicket()
  expect(server.asked.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['GET', '/api/v1/deployments/deployment-1/public', undefined],
    ['GET', '/api/v1/guest', undefined],
    ['POST', '/api/v1/conversations', { page: 'https://shop.example/' }],
    ['POST', '/api/v1/conversations/c/page', { url: 'https://shop.example/cart' }],
    ['POST', '/api/v1/conversations/c/messages', { id: 'message-1', text: 'Hello' }],
    ['POST', '/api/v1/conversations/c/read', { sequence: 3 }],
    ['POST', '/api/v1/conversations/c/end', undefined],
    ['GET', '/api/v1/cobrowse/s', undefined],
    ['POST', '/api/v1/cobrowse/s/accept', { sessionJoinToken: 'j', tabId: 'tab' }],
    ['POST', '/api/v1/cobrowse/s/decline', { sessionJoinToken: 'j' }],
    ['POST', '/api/v1/cobrowse/s/end', undefined],
    ['POST', '/api/v1/cobrowse/s/tickets', { tabId: 'tab' }],
    ['POST', '/api/v1/tickets', undefined],
  ])
})

test('a refusal keeps the status and code of the server', async () => {
  const body = { code: 'proposal_expired', message: 'The proposal has expired.' }
  const { guest } = await openGuest(() => ({ status: 409, body }), 'secret')
  await expect(
    guest.acceptSession('s', { sessionJoinToken: 'j', tabId: 'tab' }),
  ).rejects.toMatchObject({ name: 'ApiFailure', status: 409, ...body })
})

test('an answer that is not the server’s own is a failure with the status as code', async () => {
  const { guest } = await openGuest(() => ({ status: 502, raw: '<h1>Bad gateway</h1>' }), 'secret')
  await expect(guest.state()).rejects.toMatchObject({ status: 502, code: 'http_502' })
})

test('no answer at all is the failure `offline`', async () => {
  const { server, guest } = await openGuest(undefined, 'secret')
  await server.stop()
  stop = undefined
  await expect(guest.state()).rejects.toMatchObject({ status: 0, code: 'offline' })
})

test('a refused token is forgotten, so that the next identify makes a guest', async () => {
  const { guest, tokens } = await openGuest(
    (asked) =>
      asked.headers.authorization === 'Bearer old'
        ? { status: 401, body: { code: 'token_invalid', message: '' } }
        : newGuest(asked),
    'old',
  )
  await expect(guest.state()).rejects.toMatchObject({ code: 'token_invalid' })
  expect(guest.token).toBeNull()
  await guest.identify()
  expect(tokens).toEqual(['secret'])
})

test('new ids are 128 bits in URL-safe letters and do not repeat', () => {
  const ids = Array.from({ length: 1000 }, newId)
  expect(new Set(ids).size).toBe(1000)
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/)
})
