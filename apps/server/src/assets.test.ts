import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AssetProxy, createAssetProxy } from './assets/asset-proxy.ts'
import { completeConfig } from './config/read-config.ts'
import { hashPassword } from './crypto/passwords.ts'
import {
  agent,
  type Caller,
  guest,
  remove,
  runServer,
  startedSession,
  type TestServer,
} from './test-server.ts'

let server: TestServer
let site: Server
let origin: string
const held: ServerResponse[] = []

beforeAll(async () => {
  site = createServer(({ url }, response) => {
    if (url === '/held') held.push(response)
    else response.writeHead(200, { 'content-type': 'text/html' }).end('GIF89a')
  })
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  server = await runServer({ assets: { exceptions: [origin] } })
})
afterAll(async () => {
  await server.stop()
  site.closeAllConnections()
  site.close()
  remove(server.data)
})

async function setPolicy(robin: Caller, assets: string): Promise<void> {
  const { body } = await robin.call('GET', '/deployments/demo-shop')
  const { name, domains, config } = body
  const cobrowse = { ...config.cobrowse, assets }
  const saved = await robin.call('PUT', '/deployments/demo-shop', {
    ...{ name, domains },
    config: { ...config, cobrowse },
  })
  expect(saved.status).toBe(200)
}

test('the agent of a running session has it fetched, where the deployment says so', async () => {
  const robin = await agent(server)
  const kim = await guest(server)
  const { sessionId } = await startedSession(kim, robin)
  const path = `/cobrowse/${sessionId}/assets`
  const fetched = (body: object) => robin.call('POST', path, body)
  for (const policy of ['sharer', 'sharer+direct']) {
    await setPolicy(robin, policy)
    const answer = await fetched({ url: `${origin}/a.gif` })
    expect(answer).toMatchObject({ status: 409, body: { code: 'proxy_disabled' } })
  }
  await setPolicy(robin, 'sharer+proxy')
  const { status, body, headers } = await fetched({ url: `${origin}/a.gif` })
  expect([status, body]).toEqual([200, 'GIF89a'])
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'image/gif',
    'content-disposition': 'attachment',
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  })

  const refused: [object, number, string][] = [
    [{ url: 'https://127.0.0.1/' }, 403, 'asset_refused'],
    [{ url: 'http://[::1]/' }, 403, 'asset_refused'],
    [{ url: `${origin}/a.gif`, shared: true }, 502, 'asset_not_shared'],
    [{ url: '' }, 400, 'bad_request'],
    [{ url: 'a'.repeat(4_097) }, 400, 'bad_request'],
    [{ url: [origin] }, 400, 'bad_request'],
    [{}, 400, 'bad_request'],
    [{ url: `${origin}/a.gif`, headers: {} }, 400, 'bad_request'],
  ]
  for (const [wanted, code, name] of refused)
    expect(await fetched(wanted)).toMatchObject({ status: code, body: { code: name } })

  const others: [Caller, number, string][] = [
    [kim, 401, 'sign_in_needed'],
    [await colleague('ada', ['agent']), 403, 'not_your_session'],
    [await colleague('eve', []), 403, 'permission_missing'],
  ]
  for (const [who, code, name] of others)
    expect(await who.call('POST', path, { url: `${origin}/a.gif` })).toMatchObject({
      status: code,
      body: { code: name },
    })

  await kim.call('POST', `/cobrowse/${sessionId}/end`)
  const late = await fetched({ url: `${origin}/a.gif` })
  expect(late).toMatchObject({ status: 409, body: { code: 'session_not_running' } })
  expect(server.logs.join('')).not.toContain('a.gif')
})

async function colleague(name: string, roles: string[]): Promise<Caller> {
  const signIn = { email: `${name}@alongside.localhost`, password: `the password of ${name}` }
  await server.store.createAgent({
    ...{ id: `agent-${name}-1`, email: signIn.email, name, roles, at: 1 },
    passwordHash: await hashPassword(signIn.password),
  })
  return agent(server, signIn)
}

const limits = { fetches: 3, fetchesPerSession: 2, fetchesPerMinute: 5 }

function proxyOf(changed: Partial<typeof limits> = {}): AssetProxy {
  return createAssetProxy(
    completeConfig({ assets: { exceptions: [origin], ...limits, ...changed } }).assets,
  )
}

const never = new AbortController().signal
const wanted = (path: string) => ({ url: `${origin}/${path}`, shared: false })
const codeOf = (fetched: Promise<unknown>): Promise<string> =>
  fetched.then(
    () => 'fetched',
    ({ code }) => code,
  )

test('a session has so many under way, and all together so many', async () => {
  const proxy = proxyOf()
  const gone = new AbortController()
  const under = ['a', 'a', 'b'].map((id) => codeOf(proxy.fetch(id, wanted('held'), gone.signal)))
  expect(await codeOf(proxy.fetch('a', wanted('a.gif'), never))).toBe('rate_limited')
  expect(await codeOf(proxy.fetch('b', wanted('a.gif'), never))).toBe('rate_limited')
  gone.abort()
  expect(await Promise.all(under)).toEqual(Array(3).fill('asset_unreachable'))
  expect(await codeOf(proxy.fetch('a', wanted('a.gif'), never))).toBe('fetched')
})

test('a session has so many a minute, whatever others have', async () => {
  const proxy = proxyOf()
  const codes: string[] = []
  for (let i = 0; i < 7; i++) codes.push(await codeOf(proxy.fetch('a', wanted('a.gif'), never)))
  expect(codes).toEqual([...Array(5).fill('fetched'), 'rate_limited', 'rate_limited'])
  expect(await codeOf(proxy.fetch('b', wanted('a.gif'), never))).toBe('fetched')
})

test('a fetch ends when nobody waits for it any more', async () => {
  const gone = new AbortController()
  const before = held.length
  const fetched = codeOf(proxyOf().fetch('a', wanted('held'), gone.signal))
  while (held.length === before) await new Promise((done) => setTimeout(done, 5))
  const closed = new Promise((done) => held.at(-1)?.once('close', done))
  gone.abort()
  await closed
  expect(await fetched).toBe('asset_unreachable')
})

test('ranges of the operator are never asked, exceptions are whole origins', () => {
  const reason = (assets: object): string => {
    try {
      completeConfig({ assets })
    } catch (error) {
      return error instanceof Error ? error.message : ''
    }
    return 'accepted'
  }
  expect(reason({ denied: ['8.8.8.0/24', '2606:4700::/32'] })).toBe('accepted')
  expect(reason({ denied: ['8.8.8.0/33'] })).toMatch(/^config_invalid: assets\.denied: /)
  expect(reason({ denied: ['8.8.8.8'] })).toMatch(/^config_invalid: assets\.denied/)
  expect(reason({ exceptions: ['http://127.0.0.1:7171'] })).toBe('accepted')
  expect(reason({ exceptions: ['https://a.example:443'] })).toMatch(/assets\.exceptions: /)
  expect(reason({ exceptions: ['https://a.example/'] })).toMatch(/assets\.exceptions/)
  expect(reason({ ports: ['any'] })).toMatch(/assets\.ports/)
})
