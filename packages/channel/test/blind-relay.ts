import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type Role, readWireFrame, type WireFrame, writeWireFrame } from '@alongside/protocol'
import { type WebSocket, WebSocketServer } from 'ws'

/** What a dishonest relay does with a frame: what goes on to the other end instead of it. */
export type Rewrite = (bytes: Uint8Array, from: Role) => readonly Uint8Array[]

export type Relay = {
  readonly sockets: Map<Role, WebSocket>
  /** Every byte that passed, as the relay sees it. */
  readonly seen: Uint8Array[]
  readonly breaks: number
  rewrite: Rewrite | null
  /** Milliseconds that each frame of a socket waits; order is kept. */
  delay: () => number
  ticket(role: Role): () => Promise<{ ticket: string; websocketUrl: string }>
  /** As the relay speaks itself. */
  say(role: Role, frame: WireFrame): void
  /** A frame as if the other end had sent it. */
  inject(role: Role, bytes: Uint8Array): void
  /** `cut` closes it at once, `half-open` only stops carrying, in both directions and without a word. */
  break(role: Role, how: 'cut' | 'half-open'): void
  stop(): Promise<void>
}

/** A relay that only forwards: it knows who is there and nothing else. */
export async function openRelay(): Promise<Relay> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const sockets = new Map<Role, WebSocket>()
  const dead = new WeakSet<WebSocket>()
  let tickets = 0
  let breaks = 0
  const send = (role: Role, bytes: Uint8Array) => {
    const socket = sockets.get(role)
    if (socket?.readyState === 1 && !dead.has(socket)) socket.send(bytes)
  }
  const relay: Relay = {
    sockets,
    seen: [],
    get breaks() {
      return breaks
    },
    rewrite: null,
    delay: () => 0,
    ticket: (role) => async () => ({
      ticket: `${role} ${++tickets}`,
      websocketUrl: `ws://127.0.0.1:${port}`,
    }),
    say: (role, frame) => send(role, writeWireFrame(frame)),
    inject: send,
    break(role, how) {
      const socket = sockets.get(role)
      if (!socket || dead.has(socket)) return
      breaks++
      dead.add(socket)
      if (how === 'cut') socket.terminate()
      else socket.pause()
    },
    async stop() {
      for (const socket of server.clients) socket.terminate()
      server.close()
      await once(server, 'close')
    },
  }

  server.on('connection', (socket) => {
    let role: Role | null = null
    let work = Promise.resolve()
    const receive = (bytes: Uint8Array) => {
      if (dead.has(socket)) return
      if (!role) {
        const hello = readWireFrame(bytes)
        if (hello.kind !== 'hello') throw new Error('hello comes first')
        role = hello.ticket.startsWith('sharer') ? 'sharer' : 'viewer'
        const other = role === 'sharer' ? 'viewer' : 'sharer'
        sockets.set(role, socket)
        const peer = sockets.get(other)
        relay.say(role, { kind: 'welcome', role, peer: peer !== undefined && !dead.has(peer) })
        relay.say(other, { kind: 'peer', present: true })
        return
      }
      relay.seen.push(bytes)
      if (bytes[0] === 6) return relay.say(role, { kind: 'pong' })
      const other = role === 'sharer' ? 'viewer' : 'sharer'
      for (const out of relay.rewrite?.(bytes, role) ?? [bytes]) send(other, out)
    }
    socket.on('message', (data) => {
      const bytes = new Uint8Array(data as Buffer)
      work = work.then(async () => {
        const wait = relay.delay()
        if (wait > 0) await new Promise((done) => setTimeout(done, wait))
        receive(bytes)
      })
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      if (!role || sockets.get(role) !== socket) return
      sockets.delete(role)
      relay.say(role === 'sharer' ? 'viewer' : 'sharer', { kind: 'peer', present: false })
    })
  })
  return relay
}
