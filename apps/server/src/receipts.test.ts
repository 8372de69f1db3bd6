import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MOST_PAGES, receiptOf } from './cobrowse/facts.ts'
import {
  agent,
  type Caller,
  guest,
  remove,
  runServer,
  SHOP,
  startedSession,
  type TestServer,
  withServer,
} from './test-server.ts'

let now = Date.parse('2026-11-30T10:00:00Z')
let server: TestServer
withServer(
  (it) => {
    server = it
  },
  {},
  { now: () => now },
)

const NOTHING = { fields: 0, texts: 0, boxes: 0 }

async function endOf(who: Caller, conversationId: string) {
  const { body } = await who.call('GET', `/conversations/${conversationId}/messages`)
  return body.messages.at(-1).event
}

test('both sides read the same of who asked, when, what was shown and hidden, the pauses and the end', async () => {
  const kim = await guest(server)
  const robin = await agent(server)
  const { conversationId, sessionId, tabId } = await startedSession(kim, robin)
  const at = `/cobrowse/${sessionId}`
  const shows = (page: string, hidden: object) =>
    kim.call('POST', `${at}/pages`, { tabId, address: `${SHOP}${page}`, hidden })
  expect(await shows('/cart?token=secret#code', { ...NOTHING, fields: 2 })).toMatchObject({
    status: 204,
  })
  await shows('/cart', { fields: 1, texts: 4, boxes: 1 })
  await shows('/help', NOTHING)
  now += 60_000
  await kim.call('POST', `${at}/pause`, { tabId, paused: true })
  now += 30_000
  await kim.call('POST', `${at}/pause`, { tabId, paused: false })
  now += 5_000
  await kim.call('POST', `${at}/end`)

  const event = await endOf(kim, conversationId)
  expect(await endOf(robin, conversationId)).toEqual(event)
  expect(event).toMatchObject({ reason: 'customer_ended', seconds: 95, agentName: 'Robin Vega' })
  expect(event.receipt).toEqual({
    askedAt: '2026-11-30T10:00:00.000Z',
    consentedAt: '2026-11-30T10:00:00.000Z',
    endedAt: '2026-11-30T10:01:35.000Z',
    pauses: 1,
    pausedSeconds: 30,
    pages: [
      { address: `${SHOP}/cart`, hidden: { fields: 2, texts: 4, boxes: 1 } },
      { address: `${SHOP}/help`, hidden: NOTHING },
    ],
    morePages: 0,
    rules: [{ version: 1, mode: 'balanced', hash: expect.stringMatching(/^[0-9a-f]{16}$/) }],
    rights: ['view', 'pointer'],
  })
  expect(JSON.stringify(event)).not.toMatch(/token|secret|code/)
  // What comes late is taken and changes nothing.
  expect((await shows('/late', NOTHING)).status).toBe(204)
  expect(await endOf(kim, conversationId)).toEqual(event)
})

test('only the tab that shares tells, only of pages, and without an end there is no receipt', async () => {
  const kim = await guest(server)
  const robin = await agent(server)
  const { conversationId, sessionId, tabId } = await startedSession(kim, robin)
  const tell = (body: object) => kim.call('POST', `/cobrowse/${sessionId}/pages`, body)
  const page = { address: `${SHOP}/`, hidden: NOTHING }
  expect(await tell({ tabId: 'tab-elsewhere', ...page })).toMatchObject({
    status: 409,
    body: { code: 'sharer_elsewhere' },
  })
  const bad = { status: 400, body: { code: 'bad_request' } }
  const wrong = [
    { ...page, address: 'javascript:alert(1)' },
    { ...page, text: 'what the page says' },
    { ...page, hidden: { ...NOTHING, fields: -1 } },
  ]
  for (const each of wrong) expect(await tell({ tabId, ...each })).toMatchObject(bad)
  for (let i = 0; i < MOST_PAGES + 3; i++) {
    expect((await tell({ tabId, ...page, address: `${SHOP}/${i}` })).status).toBe(204)
  }
  await robin.call('POST', `/cobrowse/${sessionId}/end`)
  const { receipt } = await endOf(kim, conversationId)
  expect(receipt).toMatchObject({ morePages: 3 })
  expect(receipt.pages).toHaveLength(MOST_PAGES)

  const { body: next } = await robin.call('POST', `/conversations/${conversationId}/cobrowse`)
  await robin.call('POST', `/cobrowse/${next.id}/withdraw`)
  expect(await endOf(kim, conversationId)).not.toHaveProperty('receipt')
})

test('rules that change while it runs are both named, and rules that say the same have one hash', async () => {
  const kim = await guest(server)
  const robin = await agent(server)
  const { body: shop } = await robin.call('GET', '/deployments/demo-shop')
  const { conversationId, sessionId, tabId } = await startedSession(kim, robin)
  const tell = () =>
    kim.call('POST', `/cobrowse/${sessionId}/pages`, {
      ...{ tabId, address: `${SHOP}/`, hidden: NOTHING },
    })
  const save = (maskSelectors: string[]) =>
    robin.call('PUT', '/deployments/demo-shop', {
      ...{ name: shop.name, domains: shop.domains },
      config: { ...shop.config, cobrowse: { ...shop.config.cobrowse, maskSelectors } },
    })
  await save(['.other'])
  await tell()
  await save(['.card'])
  await tell()
  await tell()
  await kim.call('POST', `/cobrowse/${sessionId}/end`)
  const { rules } = (await endOf(kim, conversationId)).receipt
  const [first, second, third] = rules.map(({ hash }: { hash: string }) => hash)
  expect(rules).toHaveLength(3)
  expect(second).not.toBe(first)
  expect(third).toBe(first)
})

test('nothing of a receipt is in clear on the disk, while it is made and afterwards', async () => {
  const own = await runServer()
  const kim = await guest(own)
  const robin = await agent(own)
  const { conversationId, sessionId, tabId } = await startedSession(kim, robin)
  const canary = 'canary-of-an-address'
  const page = { tabId, address: `${SHOP}/${canary}`, hidden: NOTHING }
  await kim.call('POST', `/cobrowse/${sessionId}/pages`, page)
  const running = await own.store.session(sessionId)
  expect(running?.facts.pages).toHaveLength(1)
  expect(running && receiptOf(running)).toBeNull()
  await kim.call('POST', `/cobrowse/${sessionId}/end`)
  expect(JSON.stringify(await endOf(kim, conversationId))).toContain(canary)
  await own.stop()
  const files = readdirSync(own.data, { recursive: true, withFileTypes: true })
  for (const file of files) {
    if (!file.isFile()) continue
    expect(readFileSync(join(file.parentPath, file.name)).includes(canary)).toBe(false)
  }
  remove(own.data)
})
