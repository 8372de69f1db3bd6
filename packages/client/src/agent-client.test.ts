import { afterEach, expect, test } from 'vitest'
import { type Asked, openServer } from '../test/open-server.ts'
import { createAgentClient } from './agent-client.ts'

let stop: (() => Promise<void>) | undefined
afterEach(async () => {
  await stop?.()
  stop = undefined
})

const agent = { id: 'agent-1234', email: 'mira@example.com', name: 'Mira', permissions: [] }

async function openAgent(
  answer: (asked: Asked) => { status?: number; body?: unknown } | undefined,
) {
  const server = await openServer({ answer })
  stop = server.stop
  return { server, client: createAgentClient({ baseUrl: server.origin }) }
}

test('the token against forged requests goes along with everything that changes something', async () => {
  const { server, client } = await openAgent(({ path }) =>
    path === '/api/v1/sign-in' ? { body: { agent, csrf: 'c1' } } : { body: {} },
  )
  expect(await client.signIn({ email: agent.email, password: 'p' })).toEqual(agent)
  await client.assign('c')
  expect(server.asked[0]?.headers['x-alongside-csrf']).toBeUndefined()
  expect(server.asked[1]?.headers['x-alongside-csrf']).toBe('c1')
})

test('after a reload the token is fetched again before the first change', async () => {
  const { server, client } = await openAgent(({ path }) =>
    path === '/api/v1/me' ? { body: { agent, csrf: 'c2' } } : { body: {} },
  )
  await client.propose('c')
  expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /api/v1/me',
    'POST /api/v1/conversations/c/cobrowse',
  ])
  expect(server.asked[1]?.headers['x-alongside-csrf']).toBe('c2')
})

test('every method asks the route that the protocol names', async () => {
  const { server, client } = await openAgent(({ path }) =>
    path === '/api/v1/me' ? { body: { agent, csrf: 'c' } } : { body: {} },
  )
  const config = {} as never // goes through unread
  await client.me()
  await client.changePassword({ current: 'a', next: 'b' })
  await client.conversations({ state: 'open', limit: 5 })
  await client.conversation('c')
  await client.messages('c')
  await client.sendMessage('c', { id: 'm', text: 't' })
  await client.read('c', 1)
  await client.endConversation('c')
  await client.session('s')
  await client.withdraw('s')
  await client.endSession('s')
  await client.sessionTicket('s')
  await client.certificate('s', 'key')
  await client.asset('s', { url: 'https://a.example/a.png', shared: false })
  await client.eventsTicket()
  await client.deployments()
  await client.deployment('d')
  await client.saveDeployment('d', { name: 'n', domains: [], config })
  await client.makeJoinCode()
  await client.withdrawJoinCode()
  await client.signOut()
  expect(
    server.asked.map(({ method, path }) => `${method} ${path.slice('/api/v1'.length)}`),
  ).toEqual([
    'GET /me',
    'POST /me/password',
    'GET /conversations?state=open&limit=5',
    'GET /conversations/c',
    'GET /conversations/c/messages',
    'POST /conversations/c/messages',
    'POST /conversations/c/read',
    'POST /conversations/c/end',
    'GET /cobrowse/s',
    'POST /cobrowse/s/withdraw',
    'POST /cobrowse/s/end',
    'POST /cobrowse/s/tickets',
    'POST /cobrowse/s/certificate',
    'POST /cobrowse/s/assets',
    'POST /tickets',
    'GET /deployments',
    'GET /deployments/d',
    'PUT /deployments/d',
    'POST /join-codes',
    'POST /join-codes/withdraw',
    'POST /sign-out',
  ])
})
