import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPassword } from './crypto/passwords.ts'
import {
  agent,
  type Caller,
  caller,
  remove,
  runServer,
  SHOP,
  type TestServer,
} from './test-server.ts'

let server: TestServer
let robin: Caller & { agentId: string; origin: string }
let cobrowse: object
let now = Date.now()
const shop = (): Caller => caller(server, { origin: SHOP })

beforeAll(async () => {
  server = await runServer({}, { now: () => now })
  robin = await agent(server)
  const { body } = await robin.call('GET', '/deployments/demo-shop')
  cobrowse = body.config.cobrowse
})
afterAll(async () => {
  await server.stop()
  remove(server.data)
})

async function begin(page = `${SHOP}/cart`): Promise<{ id: string; token: string }> {
  const made = await robin.call('POST', '/deployments/demo-shop/mask-tests', { page, cobrowse })
  expect(made.status).toBe(200)
  const { id, address } = made.body
  return { id, token: /alongside-test=([\w-]{43})$/.exec(address)?.[1] ?? '' }
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const open = (token: string, by = shop()) =>
  by.call('POST', '/mask-tests', { deploymentId: 'demo-shop' }, bearer(token))
const REFUSED = { status: 403, body: { code: 'test_refused' } }

test('a token begins a test once, on a page of the origin it was made for, within a minute', async () => {
  const used = await begin()
  expect(await open(used.token)).toMatchObject({ status: 200, body: { cobrowse } })
  expect(await open(used.token)).toMatchObject(REFUSED)

  const elsewhere = await begin()
  expect(
    await open(elsewhere.token, caller(server, { origin: 'http://localhost:7171' })),
  ).toMatchObject(REFUSED)
  // It is spent all the same.
  expect(await open(elsewhere.token)).toMatchObject(REFUSED)

  const old = await begin()
  now += 60_000
  expect(await open(old.token)).toMatchObject(REFUSED)
  expect(await open('x'.repeat(43))).toMatchObject(REFUSED)
  const foreign = caller(server, { origin: 'https://evil.example' })
  expect(await open((await begin()).token, foreign)).toMatchObject(REFUSED)
})

test('what was chosen reaches who began the test and nobody else, for an hour', async () => {
  const { id, token } = await begin()
  const page = (await open(token)).body.token
  expect(page).not.toBe(token)
  const changes = [{ list: 'maskSelectors', selector: '.a', on: true }]
  const say = (by: Caller, token: string, changes: object[]) =>
    by.call('POST', '/mask-tests/changes', { changes }, bearer(token))
  expect((await say(shop(), page, changes)).status).toBe(204)
  expect(await say(shop(), token, changes)).toMatchObject(REFUSED)
  // An answer that was overtaken says less than is known.
  expect((await say(shop(), page, [])).status).toBe(204)
  expect((await robin.call('GET', `/mask-tests/${id}`)).body).toEqual({ opened: true, changes })

  await server.store.createAgent({
    id: 'another-agent',
    email: 'sam@example.com',
    name: 'Sam',
    roles: [],
    passwordHash: await hashPassword('a long password'),
    at: now,
  })
  const sam = await agent(server, { email: 'sam@example.com', password: 'a long password' })
  expect((await sam.call('GET', `/mask-tests/${id}`)).status).toBe(404)
  const refused = await sam.call('POST', '/deployments/demo-shop/mask-tests', {
    page: SHOP,
    cobrowse,
  })
  expect(refused).toMatchObject({ status: 403, body: { code: 'permission_missing' } })
  now += 60 * 60_000
  expect((await robin.call('GET', `/mask-tests/${id}`)).status).toBe(404)
  expect(await say(shop(), page, changes)).toMatchObject(REFUSED)
})

test('only pages of the deployment, by their plain addresses, are to be tested', async () => {
  const pages = {
    'https://elsewhere.example/': 'page_refused',
    'http://shop.localhost.evil.example/': 'page_refused',
    'javascript:alert(1)': 'bad_request',
    'http://kim:secret@shop.localhost/': 'bad_request',
    'data:text/html,': 'bad_request',
    '/cart': 'bad_request',
    '': 'bad_request',
  }
  for (const [page, code] of Object.entries(pages)) {
    const answer = await robin.call('POST', '/deployments/demo-shop/mask-tests', { page, cobrowse })
    expect([page, answer.body.code]).toEqual([page, code])
  }
  const kept = await robin.call('POST', '/deployments/demo-shop/mask-tests', {
    page: `${SHOP}/#/cart`,
    cobrowse,
  })
  expect(kept.body.address).toMatch(/\/#\/cart&alongside-test=[\w-]{43}$/)
})
