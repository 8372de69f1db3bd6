import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect as dial, createServer as listen, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type HttpPeers, openHttpPeers } from '../test/http-peers.ts'
import type { HttpPeer, HttpPeerTiming } from './http-peer.ts'
import { HttpSocket, type HttpTiming } from './http-socket.ts'

let server: Server
let peers: HttpPeers
let peer: HttpPeer<Buffer> | undefined
let heard: string[]
let closed: number
const stops: (() => unknown)[] = []
const soon = { timeout: 5_000, interval: 5 }

async function start(timing: Partial<HttpPeerTiming> = {}): Promise<string> {
  server = createServer()
  peers = openHttpPeers(
    server,
    (one) => {
      peer = one
      one.on('message', (bytes) => heard.push(bytes.toString()))
      one.on('close', () => closed++)
    },
    timing,
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stops.push(() => {
    peers.stop()
    server.closeAllConnections()
    server.close()
  })
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
beforeEach(() => {
  peer = undefined
  heard = []
  closed = 0
})
afterEach(() => {
  for (const stop of stops.splice(0).reverse()) stop()
})

function open(
  url: string,
  o: { poll?: boolean; fetch?: typeof fetch; timing?: Partial<HttpTiming> } = {},
) {
  const said: string[] = []
  const { poll = false, ...more } = o
  const socket = new HttpSocket(url, {
    poll,
    onHeldBack: () => said.push('held back'),
    onDeaf: () => said.push('deaf'),
    ...more,
  })
  socket.addEventListener('message', ({ data }) => said.push(String(data)))
  socket.addEventListener('close', () => said.push('closed'))
  return { socket, said }
}
const bytes = (text: string) => new TextEncoder().encode(text)

test.each([false, true])('messages go both ways in order; poll: %s', async (poll) => {
  const { socket, said } = open(await start(), { poll })
  const names = Array.from({ length: 200 }, (_, i) => `message ${i}`)
  for (const name of names) socket.send(name)
  await vi.waitFor(() => expect(heard).toEqual(names), soon)
  await vi.waitFor(() => expect(socket.bufferedAmount).toBe(0), soon)
  for (const name of names) peer?.send(name)
  await vi.waitFor(() => expect(said).toEqual(names), soon)
  socket.close()
  await vi.waitFor(() => expect(closed).toBe(1), soon)
  await vi.waitFor(() => expect(said.at(-1)).toBe('closed'), soon)
})

test('an answer ends after its time and the next goes on where it was', async () => {
  const { socket, said } = open(await start({ answer: 40 }))
  socket.send('hello')
  const names = Array.from({ length: 60 }, (_, i) => `${i}`)
  for (const name of names) {
    await vi.waitFor(() => expect(peer).toBeDefined(), soon)
    peer?.send(name)
    await new Promise((done) => setTimeout(done, 5))
  }
  await vi.waitFor(() => expect(said).toEqual(names), soon)
})

test('a request that is made again, or whose answer is lost, counts once', async () => {
  let requests = 0
  // The server has it, the client never hears so; and now and then it comes twice by itself.
  const lossy: typeof fetch = async (input, init) => {
    if (init?.method !== 'POST' || requests++ === 0) return fetch(input, init)
    if (requests % 3 === 0) await fetch(input, init)
    const answer = await fetch(input, init)
    if (requests % 2 === 0) throw new TypeError('lost')
    return answer
  }
  const { socket, said } = open(await start(), { fetch: lossy, timing: { again: 1 } })
  const names = Array.from({ length: 40 }, (_, i) => `message ${i}`)
  for (const name of names) {
    socket.send(name)
    await new Promise((done) => setTimeout(done, 3))
  }
  await vi.waitFor(() => expect(heard).toEqual(names), soon)
  expect(said).toEqual([])
})

test('a close on a path that swallows everything gives back all connections', async () => {
  const url = await start()
  let under = 0
  // The first request comes through, the answer that streams begins, and then nothing is heard of any.
  let requests = 0
  const swallowing: typeof fetch = async (input, init) => {
    under++
    const answer = requests++ < 2 ? fetch(input, init) : new Promise<Response>(() => {})
    init?.signal?.addEventListener('abort', () => under--, { once: true })
    return answer
  }
  const { socket, said } = open(url, { fetch: swallowing, timing: { close: 50, again: 1 } })
  socket.send('hello')
  await vi.waitFor(() => expect(heard).toEqual(['hello']), soon)
  await vi.waitFor(() => expect(requests).toBe(2), soon)
  socket.send('lost')
  await vi.waitFor(() => expect(requests).toBe(3), soon)
  socket.close()
  await vi.waitFor(() => expect(said).toEqual(['closed']), soon)
  expect([requests, under]).toEqual([3, 0])
})

test('what was sent before the close goes out before it', async () => {
  const { socket } = open(await start())
  const names = Array.from({ length: 50 }, (_, i) => `message ${i}`)
  for (const name of names) socket.send(name)
  socket.close()
  await vi.waitFor(() => expect(closed).toBe(1), soon)
  expect(heard).toEqual(names)
})

test('the last word of the server arrives, also when it closes before it is asked', async () => {
  const { socket, said } = open(await start())
  socket.send('hello')
  await vi.waitFor(() => expect(peer).toBeDefined(), soon)
  peer?.send('goodbye')
  peer?.close()
  await vi.waitFor(() => expect(said).toEqual(['goodbye', 'closed']), soon)
  expect(socket.bufferedAmount).toBe(0)
})

test('a client that never comes for its messages is given up, and so is one whose answer breaks', async () => {
  const url = await start({ away: 500, late: 60 })
  const only: typeof fetch = (input, init) =>
    init?.method === 'POST' ? fetch(input, init) : new Promise(() => {})
  open(url, { fetch: only }).socket.send('hello')
  await vi.waitFor(() => expect(closed).toBe(1), soon)
  const { socket, said } = open(url)
  socket.send('hello')
  await vi.waitFor(() => expect(peer?.carried).toBe(true), soon)
  server.closeAllConnections()
  await vi.waitFor(() => expect(closed).toBe(2), soon)
  await vi.waitFor(() => expect(said).toEqual(['closed']), soon)
})

test('while the server reads no more, no request is answered and nothing is lost', async () => {
  const { socket } = open(await start())
  socket.send('first')
  await vi.waitFor(() => expect(heard).toEqual(['first']), soon)
  peer?.pause()
  for (let i = 0; i < 20; i++) socket.send(`later ${i}`)
  await new Promise((done) => setTimeout(done, 50))
  expect(socket.bufferedAmount).toBeGreaterThan(100)
  expect(heard.length).toBe(1)
  peer?.resume()
  await vi.waitFor(() => expect(heard.length).toBe(21), soon)
  await vi.waitFor(() => expect(socket.bufferedAmount).toBe(0), soon)
})

test('answers that something on the way keeps until they end are noticed, and polling goes through it', async () => {
  const url = new URL(await start({ answer: 400 }))
  const buffering = await openBuffer(Number(url.port))
  url.port = String(buffering)
  const streamed = open(url.href, { timing: { begin: 60 } })
  streamed.socket.send('hello')
  await vi.waitFor(() => expect(streamed.said).toEqual(['held back', 'closed']), soon)
  const polled = open(url.href, { poll: true, timing: { begin: 60 } })
  polled.socket.send('hello')
  await vi.waitFor(() => expect(heard.length).toBe(2), soon)
  peer?.send('through')
  await vi.waitFor(() => expect(polled.said).toEqual(['through']), soon)
})

test('where there is no server for it, it says that it heard nothing', async () => {
  const { socket, said } = open('ws://127.0.0.1:1/', { timing: { again: 1 } })
  socket.send('hello')
  await vi.waitFor(() => expect(said).toEqual(['deaf', 'closed']), soon)
})

test('a tab that nobody sees holds no connection for its events, and does again when it is seen', async () => {
  const tab = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('document', tab)
  stops.push(() => vi.unstubAllGlobals())
  const { socket, said } = open(await start({ answer: 30, away: 1_000 }), { timing: { rest: 40 } })
  socket.send('hello')
  await vi.waitFor(() => expect(peer?.carried).toBe(true), soon)
  tab.visibilityState = 'hidden'
  await vi.waitFor(() => expect(peers.asked.at(-1)).toBe('?peek'), soon)
  expect(peer?.carried).toBe(false)
  peer?.send('while hidden')
  await vi.waitFor(() => expect(said).toEqual(['while hidden']), soon)
  tab.visibilityState = 'visible'
  tab.dispatchEvent(new Event('visibilitychange'))
  await vi.waitFor(() => expect(peers.asked.at(-1)).toBe(''), soon)
  expect(closed).toBe(0)
})

test('a page that goes says so, with what has no answer yet, though its loads are broken off first', async () => {
  const page = new EventTarget()
  for (const name of ['addEventListener', 'removeEventListener'] as const) {
    vi.stubGlobal(name, page[name].bind(page))
  }
  stops.push(() => vi.unstubAllGlobals())
  const parting: RequestInit[] = []
  let breakOff = () => {}
  const going: typeof fetch = async (input, init) => {
    if (init?.keepalive) parting.push(init)
    if (init?.method === 'POST' && !init.keepalive && parting.length + heard.length > 0) {
      return new Promise(() => {}) // under way when the page goes
    }
    const answer = await fetch(input, { ...init, signal: null })
    if (init?.method === 'POST') return answer
    // The proxy goes on reading when the page does not.
    return new Response(new ReadableStream({ start: (to) => (breakOff = () => to.error('gone')) }))
  }
  const { socket } = open(await start({ late: 30 }), { fetch: going })
  socket.send('hello')
  await vi.waitFor(() => expect(peer?.carried).toBe(true), soon)
  await vi.waitFor(() => expect(heard).toEqual(['hello']), soon)
  socket.send('on its way')
  await new Promise((done) => setTimeout(done, 10))
  breakOff()
  await Promise.resolve()
  page.dispatchEvent(new Event('pagehide'))
  socket.send('leaving')
  await vi.waitFor(() => expect(heard).toEqual(['hello', 'on its way', 'leaving']), soon)
  await vi.waitFor(() => expect(closed).toBe(1), soon)
  expect(parting.length).toBeGreaterThanOrEqual(2)
})

test('bytes that are no messages close it', async () => {
  const { socket, said } = open(await start(), {
    fetch: async (input, init) =>
      init?.method === 'POST' ? fetch(input, init) : new Response(new Uint8Array(4).fill(0x7f)),
  })
  socket.binaryType = 'arraybuffer'
  socket.send(bytes('hello'))
  await vi.waitFor(() => expect(said).toEqual(['closed']), soon)
})

/** A proxy that passes requests on and keeps what comes back until a whole answer is there. */
async function openBuffer(to: number): Promise<number> {
  const sockets = new Set<Socket>()
  const proxy = listen((client) => {
    const upstream = dial(to, '127.0.0.1')
    let kept: Buffer[] = []
    client.pipe(upstream)
    upstream.on('data', (data) => {
      kept.push(data)
      if (
        !data.toString('latin1').endsWith('0\r\n\r\n') &&
        !/content-length/i.test(data.toString())
      )
        return
      client.write(Buffer.concat(kept))
      kept = []
    })
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        client.destroy()
        upstream.destroy()
      })
    }
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  stops.push(() => {
    for (const socket of sockets) socket.destroy()
    proxy.close()
  })
  return (proxy.address() as AddressInfo).port
}
