import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { openChannel } from '@alongside/channel'
import { createAgentClient, createGuestClient, newId, openEvents } from '@alongside/client'
import type { ServerEvent } from '@alongside/protocol/api'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type RunningServer, startServer } from '../../apps/server/src/server.ts'
import { pageOf } from '../support/page-of.ts'

// The two libraries that the apps use, against the server itself; a browser's part (origin, cookies) is played here.

const SHOP = 'http://shop.localhost:7171'
const soon = { timeout: 10_000, interval: 10 }
const folder = mkdtempSync(join(tmpdir(), 'alongside-test-'))
const lines: string[] = []
const log = new Writable({
  write(chunk: Buffer, _encoding, done) {
    lines.push(chunk.toString())
    done()
  },
})
const stops: (() => unknown)[] = []
let server: RunningServer
const start = (port: number) => startServer({ port, data: folder }, { log })

beforeAll(async () => {
  server = await start(0)
})
afterAll(async () => {
  for (const stop of stops.reverse()) await stop()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('a conversation and a co-browse, through a restart of the server', async () => {
  const { origin, firstAgent, port } = server
  if (!firstAgent) throw new Error('the first start makes an agent')
  const shop = pageOf(SHOP)
  const office = pageOf(origin)
  const guest = createGuestClient({
    baseUrl: origin,
    deploymentId: 'demo-shop',
    token: null,
    onToken: () => {},
    fetch: shop.fetch,
  })
  const agent = createAgentClient({ baseUrl: origin, fetch: office.fetch })

  await guest.identify('Kim')
  const { issuerKey } = await guest.deployment()
  const conversation = await guest.startConversation({ page: `${SHOP}/cart` })
  await agent.signIn(firstAgent)
  const heard: ServerEvent[] = []
  const states: string[] = []
  const events = openEvents({
    ticket: () => guest.eventsTicket(),
    connect: shop.connect,
    onEvent: (event) => heard.push(event),
    onState: (state) => states.push(state),
  })
  stops.push(() => events.close())
  await vi.waitFor(() => expect(states.at(-1)).toBe('open'), soon)

  // Sent twice, as after a lost answer: one message.
  const message = { id: newId(), text: 'Hello Kim' }
  const first = await agent.sendMessage(conversation.id, message)
  expect(await agent.sendMessage(conversation.id, message)).toEqual(first)
  await vi.waitFor(() => expect(heard.some(({ type }) => type === 'message')).toBe(true), soon)
  const { messages } = await guest.messages(conversation.id)
  expect(messages.filter(({ from }) => from === 'agent').map(({ text }) => text)).toEqual([
    'Hello Kim',
  ])

  const { id } = await agent.propose(conversation.id)
  const offer = await vi.waitFor(() => {
    const offers = heard.flatMap((event) => (event.type === 'Event' ? event.events : []))
    const token = offers.find(({ coBrowse }) => coBrowse.sessionId === id)?.coBrowse
      .sessionJoinToken
    if (!token) throw new Error('no offer yet')
    return token
  }, soon)
  const tabId = newId()
  const other = { sessionJoinToken: 'not-the-token-of-the-offer', tabId }
  await expect(guest.acceptSession(id, other)).rejects.toMatchObject({ name: 'ApiFailure' })
  await guest.acceptSession(id, { sessionJoinToken: offer, tabId })

  const seen = { sharer: [] as string[], viewer: [] as string[], ended: [] as string[] }
  let streams = 0
  const decode = (payload: Uint8Array) => new TextDecoder().decode(payload)
  const encode = (text: string) => new TextEncoder().encode(text)
  const sharer = openChannel({
    role: 'sharer',
    sessionId: id,
    ticket: () => guest.sessionTicket(id, { tabId }),
    connect: shop.connect,
    issuerKey: Buffer.from(issuerKey, 'base64url'),
    onPayload: (payload) => seen.sharer.push(decode(payload)),
    onStream: () => streams++,
    onState: () => {},
    onEnded: (reason) => seen.ended.push(`sharer ${reason}`),
  })
  const viewer = openChannel({
    role: 'viewer',
    sessionId: id,
    ticket: () => agent.sessionTicket(id),
    connect: office.connect,
    certify: async (publicKey) => {
      const key = Buffer.from(publicKey).toString('base64url')
      return Buffer.from((await agent.certificate(id, key)).certificate, 'base64url')
    },
    onPayload: (payload) => seen.viewer.push(decode(payload)),
    onStream: () => {},
    onState: () => {},
    onEnded: (reason) => seen.ended.push(`viewer ${reason}`),
  })
  stops.push(() => sharer.close())
  stops.push(() => viewer.close())
  await vi.waitFor(() => expect([sharer.state, viewer.state]).toEqual(['open', 'open']), soon)
  sharer.send(encode('the page'), 'page')
  viewer.sendVolatile(encode('a pointer'), 'pointer')
  await vi.waitFor(() => expect(seen.viewer).toEqual(['the page']), soon)
  await vi.waitFor(() => expect(seen.sharer).toEqual(['a pointer']), soon)

  await server.stop()
  sharer.send(encode('while it was away'), 'page')
  server = await start(port)
  const longer = { timeout: 20_000, interval: 20 }
  await vi.waitFor(() => expect(seen.viewer).toEqual(['the page', 'while it was away']), longer)
  expect(streams).toBe(1)
  await vi.waitFor(() => expect(states.at(-1)).toBe('open'), longer)

  await agent.endSession(id)
  const both = ['sharer agent_ended', 'viewer agent_ended']
  await vi.waitFor(() => expect(seen.ended.sort()).toEqual(both), longer)
  expect(lines.join('')).not.toContain('Hello Kim')
})
