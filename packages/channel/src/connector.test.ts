import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Connect, connector, HTTP_KEY } from './connector.ts'
import { startHttp } from './http.ts'
import { HttpSocket } from './http-socket.ts'

/** A WebSocket that does what the test says. */
class FakeSocket extends EventTarget {
  static readonly made: FakeSocket[] = []
  closes = 0

  constructor() {
    super()
    FakeSocket.made.push(this)
  }
  #over = false

  close(): void {
    if (this.#over) return
    this.closes++
    this.end(1006)
  }
  end(code: number): void {
    this.#over = true
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }
  say(type: 'open' | 'message'): void {
    this.dispatchEvent(new Event(type))
  }
}

const URL_OF_SOCKET = 'ws://127.0.0.1:1/socket'
const kept = new Map<string, string>()
let loads: number
const load = async () => {
  loads++
  return { startHttp }
}
const settled = () => vi.advanceTimersByTimeAsync(0)
const last = (): FakeSocket => {
  const socket = FakeSocket.made.at(-1)
  if (!socket) throw new Error('no socket')
  return socket
}

beforeEach(() => {
  loads = 0
  kept.clear()
  FakeSocket.made.length = 0
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.stubGlobal('fetch', () => new Promise(() => {}))
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const begin = (): Promise<Connect> => connector(load, kept.get(HTTP_KEY))

/** How the next socket is made. */
async function next(connect: Connect): Promise<'http' | 'websocket'> {
  await settled()
  return connect(URL_OF_SOCKET) instanceof HttpSocket ? 'http' : 'websocket'
}

test('a WebSocket that opens and speaks is all there is, however it ends later', async () => {
  const connect = await begin()
  for (const code of [1000, 1006, 1012, 4401]) {
    expect(await next(connect)).toBe('websocket')
    last().say('open')
    last().say('message')
    await vi.advanceTimersByTimeAsync(60_000)
    last().end(code)
  }
  expect(await next(connect)).toBe('websocket')
  expect(last().closes).toBe(0)
  expect([loads, kept.size]).toEqual([0, 0])
})

test('refused, or broken before a word: the next one is over HTTP', async () => {
  for (const opened of [false, true]) {
    const connect = await begin()
    expect(await next(connect)).toBe('websocket')
    if (opened) last().say('open')
    last().end(1006)
    expect(await next(connect)).toBe('http')
    kept.clear()
  }
})

test('not open in 2.5 s: given up, and over HTTP', async () => {
  const connect = await begin()
  await next(connect)
  await vi.advanceTimersByTimeAsync(2_400)
  expect(last().closes).toBe(0)
  await vi.advanceTimersByTimeAsync(200)
  expect(last().closes).toBe(1)
  expect(await next(connect)).toBe('http')
})

test('killed young: once is chance, twice is not; closed young for a reason is neither', async () => {
  const connect = await begin()
  const live = async (code: number) => {
    expect(await next(connect)).toBe('websocket')
    last().say('open')
    last().say('message')
    await vi.advanceTimersByTimeAsync(1_000)
    last().end(code)
  }
  await live(1006)
  await live(1012)
  await live(4409)
  await live(1006)
  expect(await next(connect)).toBe('http')
})

test('the tab’s next page begins over HTTP, for ten minutes; then a WebSocket has its turn', async () => {
  const first = await begin()
  await next(first)
  last().end(1006)
  await next(first)
  await vi.advanceTimersByTimeAsync(9 * 60_000)
  const second = await begin()
  expect(await next(second)).toBe('http')
  expect(FakeSocket.made.length).toBe(1)
  await vi.advanceTimersByTimeAsync(61_000)
  expect(await next(second)).toBe('websocket')
  expect(kept.size).toBe(0)
  last().end(1006)
  expect(await next(second)).toBe('http')
})

test('answers that are held back are remembered, too', async () => {
  const connect = await begin()
  await next(connect)
  last().end(1006)
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (init?.method === 'POST') return new Response('{"connection":"secret"}')
    asked.push(url)
    return new Promise(() => {})
  })
  await settled()
  const held = connect(URL_OF_SOCKET)
  held.send('hello')
  await vi.advanceTimersByTimeAsync(2_600)
  const polling = (await begin())(URL_OF_SOCKET)
  polling.send('hello')
  await settled()
  const address = 'http://127.0.0.1:1/socket'
  expect(asked).toEqual([address, `${address}?poll`])
})

test('when HTTP hears nothing at all, a WebSocket has its turn back', async () => {
  const connect = await begin()
  await next(connect)
  last().end(1006)
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  await settled()
  const socket = connect(URL_OF_SOCKET)
  expect(socket).toBeInstanceOf(HttpSocket)
  socket.send('hello')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await next(connect)).toBe('websocket')
  expect(kept.size).toBe(0)
})

test('where storage is blocked and the chunk does not come, it goes on trying', async () => {
  vi.stubGlobal('sessionStorage', undefined)
  const connect = await connector(load, null)
  await next(connect)
  last().end(1006)
  expect(await next(connect)).toBe('http')
  const lost = await connector(() => Promise.reject(new Error('offline')), 'kept')
  expect(await next(lost)).toBe('websocket')
})
