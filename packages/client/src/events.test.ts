import { afterEach, expect, test, vi } from 'vitest'
import type { WebSocket as ServerSocket } from 'ws'
import { openServer } from '../test/open-server.ts'
import { EVENTS_TIMING, type Events, type EventsTiming, openEvents } from './events.ts'

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function openPair(o: { welcome?: boolean; timing?: Partial<EventsTiming> } = {}) {
  const sockets: ServerSocket[] = []
  const heard: string[] = []
  const server = await openServer({
    onSocket(socket) {
      sockets.push(socket)
      socket.on('message', (data) => {
        const text = data.toString()
        heard.push(text)
        if (text.includes('hello') && o.welcome !== false) socket.send('{"type":"welcome"}')
        if (text.includes('ping')) socket.send('{"type":"pong"}')
      })
    },
  })
  stops.push(server.stop)
  let tickets = 0
  const seen: string[] = []
  const events: Events = openEvents({
    ticket: async () => ({
      ticket: `ticket-${++tickets}`,
      websocketUrl: server.websocketUrl,
      expiresAt: '',
    }),
    connect: (url) => new WebSocket(url),
    onEvent: (event) => seen.push(event.type),
    onState: (state) => seen.push(state),
    timing: { ...EVENTS_TIMING, ...o.timing },
  })
  stops.push(events.close)
  return { events, sockets, heard, seen }
}

const soon = { timeout: 5_000 }

test('a ticket is the first thing said, and events arrive after the welcome', async () => {
  const { sockets, heard, seen } = await openPair()
  await vi.waitFor(() => expect(seen).toEqual(['connecting', 'open']), soon)
  expect(heard).toEqual(['{"type":"hello","ticket":"ticket-1"}'])
  sockets[0]?.send('{"type":"session","session":{}}')
  await vi.waitFor(() => expect(seen.at(-1)).toBe('session'), soon)
})

test('a broken socket is replaced with a fresh ticket, and the app is told to fetch again', async () => {
  const { sockets, heard, seen } = await openPair()
  await vi.waitFor(() => expect(seen.at(-1)).toBe('open'), soon)
  sockets[0]?.terminate()
  const twice = ['connecting', 'open', 'offline', 'connecting', 'open']
  await vi.waitFor(() => expect(seen).toEqual(twice), soon)
  expect(heard.at(-1)).toContain('ticket-2')
})

test('a peer that falls silent without closing is noticed', async () => {
  const { sockets, seen } = await openPair({ timing: { pingEvery: 30, silence: 150 } })
  await vi.waitFor(() => expect(seen.at(-1)).toBe('open'), soon)
  sockets[0]?.pause()
  await vi.waitFor(() => expect(seen).toContain('offline'), soon)
  await vi.waitFor(() => expect(sockets.length).toBe(2), soon)
})

test('a server that accepts the socket but never welcomes is tried again', async () => {
  const { sockets, seen } = await openPair({ welcome: false, timing: { handshake: 50 } })
  await vi.waitFor(() => expect(sockets.length).toBeGreaterThan(1), soon)
  expect(seen).not.toContain('open')
})

test('bad bytes are skipped', async () => {
  const { sockets, seen } = await openPair()
  await vi.waitFor(() => expect(seen.at(-1)).toBe('open'), soon)
  for (const text of ['{', 'null', '7', '[]', '{"a":1}']) sockets[0]?.send(text)
  sockets[0]?.send('{"type":"message"}')
  await vi.waitFor(() => expect(seen).toEqual(['connecting', 'open', 'message']), soon)
})

test('typing is said while open and dropped otherwise; after close nothing happens any more', async () => {
  const { events, sockets, heard, seen } = await openPair()
  events.typing('conversation-1', true)
  await vi.waitFor(() => expect(seen.at(-1)).toBe('open'), soon)
  events.typing('conversation-1', true)
  await vi.waitFor(() => expect(heard.length).toBe(2), soon)
  events.close()
  events.typing('conversation-1', false)
  await vi.waitFor(() => expect(sockets[0]?.readyState).toBe(3), soon)
  expect(seen).toEqual(['connecting', 'open'])
  expect(heard.length).toBe(2)
})
