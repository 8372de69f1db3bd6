import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '@alongside/protocol'
import { afterEach, expect, test } from 'vitest'
import { JoinCodes } from './cobrowse/join-codes.ts'
import { completeConfig } from './config/read-config.ts'
import { hashPassword } from './crypto/passwords.ts'
import type { Refusal } from './errors.ts'
import {
  type Answer,
  agent,
  type Caller,
  events,
  guest,
  remove,
  runServer,
  type TestServer,
} from './test-server.ts'

const open: TestServer[] = []
afterEach(async () => {
  for (const server of open.splice(0)) {
    await server.stop()
    remove(server.data)
  }
})

const FREE = { signInsPerMinute: 1000, guestsPerMinute: 10_000, requestsPerMinute: 1_000_000 }

async function begin(limits: object = {}): Promise<{
  server: TestServer
  robin: Awaited<ReturnType<typeof agent>>
  kim: Awaited<ReturnType<typeof guest>>
  wait(milliseconds: number): void
}> {
  let shift = 0
  const server = await runServer(
    { limits: { ...FREE, ...limits } },
    { now: () => Date.now() + shift },
  )
  open.push(server)
  return {
    server,
    robin: await agent(server),
    kim: await guest(server),
    wait(milliseconds) {
      shift += milliseconds
    },
  }
}

async function colleague(server: TestServer, roles: string[]): ReturnType<typeof agent> {
  const email = `${Math.random()}@alongside.localhost`
  const password = 'a colleague’s password'
  const passwordHash = await hashPassword(password)
  const id = `agent-${Math.random().toString(36).slice(2)}`
  await server.store.createAgent({ id, email, name: 'Ada', passwordHash, roles, at: 1 })
  return agent(server, { email, password })
}

async function codeOf(who: Caller): Promise<{ id: string; joinCode: string }> {
  const { status, body } = await who.call('POST', '/join-codes')
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}

function type(who: Caller, joinCode: string, origin?: string): Promise<Answer> {
  const body = { joinCode, page: 'http://shop.localhost/cart?secret=1' }
  return who.call('POST', '/conversations', body, origin === undefined ? {} : { origin })
}

/** Nine digits that are not these. */
function wrong(joinCode: string, by = 1): string {
  return ((Number(joinCode) + by) % 1_000_000_000).toString().padStart(9, '0')
}

const refused = (status: number, code: string): object => ({ status, body: { code } })

test('a code leads to the proposal of its agent, once, and the session is one like any other', async () => {
  const { kim, robin } = await begin()
  const { body: made } = await robin.call('POST', '/join-codes')
  expect(made).toMatchObject({
    joinCode: expect.stringMatching(/^\d{9}$/),
    communicationType: 'Voice',
  })
  expect(Date.parse(made.dateOfferEnds) - Date.now()).toBeGreaterThan(590_000)
  const { status, body: conversation } = await type(kim, made.joinCode)
  expect(status).toBe(200)
  expect(conversation).toMatchObject({
    communicationType: 'Voice',
    state: 'assigned',
    agentId: robin.agentId,
    page: 'http://shop.localhost/cart',
    session: { id: made.id, state: 'proposed', agentId: robin.agentId },
  })
  const atKim = await events(kim)
  const offer = await atKim.next((e) => e.type === 'Event')
  const sessionJoinToken = must(
    offer.type === 'Event' ? offer.events[0]?.coBrowse.sessionJoinToken : null,
    'a token',
  )
  // Typed is not accepted.
  expect(await robin.call('POST', `/cobrowse/${made.id}/tickets`)).toMatchObject(
    refused(409, 'session_not_running'),
  )
  const answer = { sessionJoinToken, tabId: 'tab-00000001' }
  const accepted = await kim.call('POST', `/cobrowse/${made.id}/accept`, answer)
  expect(accepted).toMatchObject({ status: 200, body: { state: 'active' } })
  await kim.call('POST', `/cobrowse/${made.id}/end`)
  const { body: page } = await robin.call('GET', `/conversations/${conversation.id}/messages`)
  expect(page.messages.map((m: { event: { type: string } }) => m.event.type)).toEqual([
    'conversation_assigned',
    'cobrowse_proposed',
    'cobrowse_accepted',
    'cobrowse_ended',
  ])
  expect(await type(await guest((await begin()).server), made.joinCode)).toMatchObject(
    refused(404, 'code_invalid'),
  )
  expect(await type(kim, made.joinCode)).toMatchObject(refused(404, 'code_invalid'))
  atKim.close()
})

test('of two guests who type one code at the same time one gets in', async () => {
  const { server, robin } = await begin({ joinCodesPerMinute: 1000 })
  for (let round = 0; round < 10; round++) {
    const { id, joinCode } = await codeOf(robin)
    const guests = await Promise.all([1, 2, 3].map(() => guest(server)))
    const answers = await Promise.all(guests.map((one) => type(one, joinCode)))
    const codes = answers.map(({ status, body }) => `${status} ${body.code ?? ''}`).sort()
    expect(codes).toEqual(['200 ', '404 code_invalid', '404 code_invalid'])
    await robin.call('POST', `/cobrowse/${id}/withdraw`)
  }
})

test('a code is good for ten minutes, or until the next one or its withdrawal', async () => {
  const { kim, robin, wait } = await begin()
  const first = await codeOf(robin)
  const second = await codeOf(robin)
  expect(await type(kim, first.joinCode)).toMatchObject(refused(404, 'code_invalid'))
  wait(600_000)
  expect(await type(kim, second.joinCode)).toMatchObject(refused(410, 'code_expired'))
  const third = await codeOf(robin)
  expect((await robin.call('POST', '/join-codes/withdraw')).status).toBe(204)
  expect(await type(kim, third.joinCode)).toMatchObject(refused(404, 'code_invalid'))
  const last = await codeOf(robin)
  wait(599_000)
  expect((await type(kim, last.joinCode)).status).toBe(200)
})

test('only with the permission, only where the channel is on, only over https', async () => {
  const { server, kim, robin } = await begin()
  expect(await (await colleague(server, [])).call('POST', '/join-codes')).toMatchObject(
    refused(403, 'permission_missing'),
  )
  const { joinCode } = await codeOf(robin)
  const { body: demo } = await robin.call('GET', '/deployments/demo-shop')
  const save = (channels: string[], domains = demo.domains) => {
    const config = { ...demo.config, cobrowse: { ...demo.config.cobrowse, channels } }
    return robin.call('PUT', '/deployments/demo-shop', { name: 'Shop', domains, config })
  }
  await save(['Webmessaging'])
  expect(await type(kim, joinCode)).toMatchObject(refused(409, 'cobrowse_disabled'))
  expect(await robin.call('POST', '/join-codes')).toMatchObject(refused(409, 'cobrowse_disabled'))
  await save(['Voice'], [...demo.domains, 'shop.example'])
  const plain = await type(kim, joinCode, 'http://shop.example')
  expect(plain).toMatchObject(refused(403, 'insecure_page'))
  expect((await type(kim, joinCode)).status).toBe(200)
})

test('an agent who is busy gets no code, and a code waits until its agent is free', async () => {
  const { server, kim, robin } = await begin()
  const { joinCode } = await codeOf(robin)
  const lee = await guest(server)
  const { body: other } = await lee.call('POST', '/conversations', {})
  const { body: proposal } = await robin.call('POST', `/conversations/${other.id}/cobrowse`)
  expect(await robin.call('POST', '/join-codes')).toMatchObject(refused(409, 'agent_busy'))
  expect(await type(kim, joinCode)).toMatchObject(refused(409, 'agent_busy'))
  expect((await kim.call('GET', '/guest')).body.conversation).toBeNull()
  await robin.call('POST', `/cobrowse/${proposal.id}/withdraw`)
  expect((await type(kim, joinCode)).status).toBe(200)
})

test('a conversation of another agent goes to the one with the code, and one with a proposal gets no second', async () => {
  const { server, kim, robin } = await begin()
  const ada = await colleague(server, ['agent'])
  const { body: chat } = await kim.call('POST', '/conversations', {})
  await ada.call('POST', `/conversations/${chat.id}/assign`)
  const { body: proposal } = await ada.call('POST', `/conversations/${chat.id}/cobrowse`)
  const { id, joinCode } = await codeOf(robin)
  expect(await type(kim, joinCode)).toMatchObject(refused(409, 'session_exists'))
  await ada.call('POST', `/cobrowse/${proposal.id}/withdraw`)
  expect((await type(kim, joinCode)).body).toMatchObject({
    id: chat.id,
    communicationType: 'Webmessaging',
    agentId: robin.agentId,
    session: { id, agentId: robin.agentId },
  })
})

test('who is wrong five times waits a quarter of an hour, however many tries come at once', async () => {
  const { server, kim, robin, wait } = await begin({ joinCodesPerMinute: 1000 })
  const { joinCode } = await codeOf(robin)
  const tries = await Promise.all(
    Array.from({ length: 40 }, (_, i) => type(kim, wrong(joinCode, i + 1))),
  )
  const of = (code: string) => tries.filter(({ body }) => body.code === code).length
  expect([of('code_invalid'), of('code_locked')]).toEqual([5, 35])
  expect(await type(kim, joinCode)).toMatchObject(refused(429, 'code_locked'))
  expect((await kim.call('POST', '/conversations', {})).status).toBe(200)
  wait(900_000)
  const later = await codeOf(robin)
  expect((await type(kim, later.joinCode)).status).toBe(200)
  // What was right does not count.
  for (let i = 0; i < 8; i++) {
    await robin.call(
      'POST',
      `/cobrowse/${(await kim.call('GET', '/guest')).body.conversation.session.id}/withdraw`,
    )
    expect((await type(kim, (await codeOf(robin)).joinCode)).status).toBe(200)
  }
  expect(server.logs.join('')).not.toContain(joinCode)
})

test('an address has twenty tries a minute, whichever guest makes them', async () => {
  const { server, robin, wait } = await begin()
  const { joinCode } = await codeOf(robin)
  const codes: string[] = []
  for (let i = 1; i <= 22; i++)
    codes.push((await type(await guest(server), wrong(joinCode, i))).body.code)
  expect(codes.slice(0, 20)).toEqual(Array(20).fill('code_invalid'))
  expect(codes.slice(20)).toEqual(['rate_limited', 'rate_limited'])
  expect(await type(await guest(server), joinCode)).toMatchObject(refused(429, 'rate_limited'))
  wait(60_000)
  expect((await type(await guest(server), joinCode)).status).toBe(200)
})

test('a million guesses from a thousand addresses in an hour: few are looked up', async () => {
  let now = 0
  let lookedUp = 0
  const config = { cobrowse: { enabled: true, channels: ['Voice'] } }
  const codes = new JoinCodes({
    // What of the store it asks before it has found a code.
    store: {
      deployment: async () => ({ config }),
      takeJoinCode: async () => {
        lookedUp++
        return null
      },
    } as never,
    sessions: {} as never,
    conversations: {} as never,
    key: new Uint8Array(32),
    config: completeConfig({}),
    now: () => now,
  })
  const refusals: Record<string, number> = {}
  // A million stacks take longer than everything else.
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  for (let i = 0; i < 1_000_000; i++) {
    now += 3.6
    const guestOf = { id: `guest ${i % 10_000}`, deploymentId: 'shop', name: '' }
    const about = { guest: guestOf, code: `${i}`.padStart(9, '0'), page: '' }
    await codes.redeem({ ...about, address: `${i % 1_000}` }).catch(({ code }: Refusal) => {
      refusals[code] = (refusals[code] ?? 0) + 1
    })
  }
  Error.stackTraceLimit = stackTraceLimit
  console.log(`a million guesses: ${lookedUp} looked up; ${JSON.stringify(refusals)}`)
  expect(lookedUp).toBe(refusals['code_invalid'])
  expect(lookedUp).toBeLessThanOrEqual(300 * 60)
  expect(Object.values(refusals).reduce((sum, n) => sum + n)).toBe(1_000_000)
}, 60_000)

test('a code outlives a restart, and its digits are neither on the disk nor in the logs', async () => {
  const { server, kim, robin } = await begin()
  const { joinCode } = await codeOf(robin)
  await type(kim, wrong(joinCode))
  await server.stop()
  const files = readdirSync(server.data).map((name) => readFileSync(join(server.data, name)))
  const bytes = Buffer.concat([...files, Buffer.from(server.logs.join(''))])
  for (const text of [joinCode, wrong(joinCode)]) expect(bytes.includes(text)).toBe(false)
  const again = await runServer({ limits: FREE }, { data: server.data })
  open.push(again)
  const back = await guest(again)
  expect((await type(back, joinCode)).status).toBe(200)
})
