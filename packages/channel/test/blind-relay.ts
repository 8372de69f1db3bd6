import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Role, readWireFrame, type WireFrame, writeWireFrame } from '@alongside/protocol'
import { WebSocketServer } from 'ws'
import type { Connect } from '../src/connector.ts'
import { HttpSocket } from '../src/http-socket.ts'
import { openHttpPeers } from './http-peers.ts'

export type Transport = 'websocket' | 'http' | 'poll'

/** The server's half, whichever way. */
type Socket = {
  readonly readyState: number
  send(bytes: Uint8Array): void
  terminate(): void
  pause(): void
  on(type: 'close', listener: () => void): unknown
}

/** What a dishonest relay does with a frame: what goes on to the other end instead of it. */
export type Rewrite = (bytes: Uint8Array, from: Role) => readonly Uint8Array[]

export type Relay = {
  readonly sockets: Map<Role, Socket>
  /** Every byte that passed, as the relay sees it. */
  readonly seen: Uint8Array[]
  readonly breaks: number
  rewrite: Rewrite | null
  /** Milliseconds that each frame of a socket waits; order is kept. */
  delay: () => number
  /** How an end opens its sockets. */
  readonly connect: Connect
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
export async function openRelay(transport: Transport = 'websocket'): Promise<Relay> {
  const server = createServer()
  const webSockets = new WebSocketServer({ server, perMessageDeflate: false })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const sockets = new Map<Role, Socket>()
  const dead = new WeakSet<Socket>()
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
    connect: (url) =>
      transport === 'websocket'
        ? new WebSocket(url)
        : new HttpSocket(url, { poll: transport === 'poll', onHeldBack() {}, onDeaf() {} }),
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
      for (const socket of webSockets.clients) socket.terminate()
      peers.stop()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }

  const accept = (socket: Socket, onMessage: (listen: (bytes: Uint8Array) => void) => void) => {
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
    onMessage((bytes) => {
      work = work.then(async () => {
        const wait = relay.delay()
        if (wait > 0) await new Promise((done) => setTimeout(done, wait))
        receive(bytes)
      })
    })
    socket.on('close', () => {
      if (!role || sockets.get(role) !== socket) return
      sockets.delete(role)
      relay.say(role === 'sharer' ? 'viewer' : 'sharer', { kind: 'peer', present: false })
    })
  }
  webSockets.on('connection', (socket) =>
    accept(socket, (listen) => {
      socket.on('message', (data) => listen(new Uint8Array(data as Buffer)))
      socket.on('error', () => {})
    }),
  )
  const peers = openHttpPeers(server, (peer) =>
    accept(peer, (listen) => peer.on('message', listen)),
  )
  return relay
}
