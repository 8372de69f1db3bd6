import { expect, test } from 'vitest'
import {
  agent,
  caller,
  guest,
  SHOP,
  startedSession,
  type TestServer,
  withServer,
} from './test-server.ts'

let server: TestServer
withServer(
  (it) => {
    server = it
  },
  { demo: { domains: ['shop.localhost', '.shop.localhost'] } },
)

const NAME = `alongside-${'n'.repeat(22)}`
const TAKE = '/deployments/demo-shop/handover'

/** A session of this guest whose tab may go on elsewhere; the cookie as the browser would send it. */
async function handedOver(): Promise<{
  kim: Awaited<ReturnType<typeof guest>>
  robin: Awaited<ReturnType<typeof agent>>
  sessionId: string
  tabId: string
  header: string
  cookie: string
}> {
  const kim = await guest(server)
  const robin = await agent(server)
  const { sessionId, tabId } = await startedSession(kim, robin)
  const answer = await kim.call('POST', `/cobrowse/${sessionId}/handover`, { tabId, name: NAME })
  expect(answer.status).toBe(204)
  const header = answer.headers.get('set-cookie') ?? ''
  return { kim, robin, sessionId, tabId, header, cookie: header.split(';')[0] ?? '' }
}

test('a shared tab is handed to another page of the deployment, and to the tab of its name only', async () => {
  const { kim, robin, sessionId, tabId, header, cookie } = await handedOver()
  for (const word of ['__Host-', 'HttpOnly', 'Secure', 'SameSite=None', 'Partitioned', 'Path=/;'])
    expect(header).toContain(word)
  const sub = caller(server, { origin: SHOP.replace('shop', 'other.shop'), cookie })
  const taken = await sub.call('POST', TAKE, { name: NAME })
  expect(taken.body).toEqual({ guestToken: kim.token, sessionId, tabId })
  expect(taken.headers.get('access-control-allow-credentials')).toBe('true')
  const nothing = [
    await sub.call('POST', TAKE, { name: `alongside-${'m'.repeat(22)}` }),
    await caller(server, { origin: SHOP }).call('POST', TAKE, { name: NAME }),
    await caller(server, { origin: SHOP, cookie: `${cookie}x` }).call('POST', TAKE, {
      name: `${NAME}`,
    }),
  ]
  expect(nothing.map(({ status, body }) => [status, body])).toEqual(nothing.map(() => [200, null]))
  await robin.call('POST', `/cobrowse/${sessionId}/end`)
  expect((await sub.call('POST', TAKE, { name: NAME })).body).toBe(null)
})

test('a page of no deployment gets nothing, whatever its browser sends along', async () => {
  const { cookie, kim, robin, sessionId, tabId } = await handedOver()
  for (const origin of ['https://evil.example', 'http://shop.localhost.evil.example', 'null']) {
    const answer = await caller(server, { origin, cookie }).call('POST', TAKE, { name: NAME })
    expect([origin, answer.status]).toEqual([origin, 403])
    expect(answer.headers.get('access-control-allow-origin')).toBe(null)
    expect(answer.headers.get('access-control-allow-credentials')).toBe(null)
  }
  const elsewhere = { tabId: 'tab-00000002', name: NAME }
  const other = await kim.call('POST', `/cobrowse/${sessionId}/handover`, elsewhere)
  expect([other.status, other.body.code]).toEqual([409, 'sharer_elsewhere'])
  const mallory = await guest(server, 'Mallory')
  const theirs = await mallory.call('POST', `/cobrowse/${sessionId}/handover`, {
    tabId,
    name: NAME,
  })
  expect([theirs.status, theirs.body.code]).toEqual([404, 'not_found'])
  for (const name of ['shop', 'alongside-', `${NAME};x`, `${NAME}.x`]) {
    const answer = await kim.call('POST', `/cobrowse/${sessionId}/handover`, { tabId, name })
    expect([name, answer.status]).toEqual([name, 400])
  }
  await robin.call('POST', `/cobrowse/${sessionId}/end`)
})

test('cookies are let through for a handover, and for nothing else', async () => {
  const preflight = (path: string): Promise<{ headers: Headers }> =>
    caller(server, { origin: SHOP }).call('OPTIONS', path, undefined, {
      'access-control-request-method': 'POST',
    })
  const allowed = async (path: string): Promise<string | null> =>
    (await preflight(path)).headers.get('access-control-allow-credentials')
  expect(await allowed(TAKE)).toBe('true')
  expect(await allowed('/guests')).toBe(null)
  expect(await allowed('/guests?/handover')).toBe(null)
})
