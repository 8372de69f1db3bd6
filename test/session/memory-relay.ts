import type { WebSocketLike } from '@alongside/channel'
import {
  certificateClaim,
  type Role,
  readWireFrame,
  type WireFrame,
  writeCertificate,
  writeWireFrame,
} from '@alongside/protocol'

type Listener = (event: { data?: unknown }) => void
type End = { socket: MemorySocket; role: Role | null }

/** A relay without a network: forwards between the two ends that say hello, each frame in a task of its own. */
export type MemoryRelay = {
  connect(url: string): WebSocketLike
  ticket(role: Role): () => Promise<{ ticket: string; websocketUrl: string }>
  /** As the relay speaks itself. */
  say(role: Role, frame: WireFrame): void
  /** The socket of this end breaks; it comes back by itself. */
  cut(role: Role): void
  /** From now on nothing passes and nobody is told. */
  freeze(): void
  /** What was held passes now, and all that comes. */
  thaw(): void
  /** How many there were. */
  readonly sockets: number
}

export function openMemoryRelay(): MemoryRelay {
  const ends = new Map<Role, MemorySocket>()
  let frozen = false
  let sockets = 0
  let held: (() => void)[] = []
  const other = (role: Role): Role => (role === 'sharer' ? 'viewer' : 'sharer')
  const say = (role: Role, frame: WireFrame): void => ends.get(role)?.deliver(writeWireFrame(frame))

  const receive = (end: End, bytes: Uint8Array): void => {
    if (frozen) {
      held.push(() => receive(end, bytes))
      return
    }
    if (!end.role) {
      const hello = readWireFrame(bytes)
      if (hello.kind !== 'hello') throw new Error('hello comes first')
      const role: Role = hello.ticket === 'sharer' ? 'sharer' : 'viewer'
      end.role = role
      ends.set(role, end.socket)
      say(role, { kind: 'welcome', role, peer: ends.has(other(role)) })
      say(other(role), { kind: 'peer', present: true })
      return
    }
    if (readWireFrame(bytes).kind === 'ping') say(end.role, { kind: 'pong' })
    else ends.get(other(end.role))?.deliver(bytes)
  }
  const closed = (end: End): void => {
    if (!end.role || ends.get(end.role) !== end.socket) return
    ends.delete(end.role)
    say(other(end.role), { kind: 'peer', present: false })
  }
  return {
    connect() {
      sockets++
      const socket = new MemorySocket(
        (bytes) => receive(end, bytes),
        () => closed(end),
      )
      const end: End = { socket, role: null }
      return socket
    },
    ticket: (role) => async () => ({ ticket: role, websocketUrl: 'ws://memory' }),
    say,
    cut: (role) => ends.get(role)?.close(),
    freeze() {
      frozen = true
    },
    thaw() {
      frozen = false
      const late = held
      held = []
      for (const pass of late) pass()
    },
    get sockets() {
      return sockets
    },
  }
}

class MemorySocket implements WebSocketLike {
  binaryType = 'arraybuffer'
  readonly bufferedAmount = 0
  readonly #listeners = new Map<string, Listener[]>()
  readonly #onSend: (bytes: Uint8Array) => void
  readonly #onClose: () => void
  #open = true

  constructor(onSend: (bytes: Uint8Array) => void, onClose: () => void) {
    this.#onSend = onSend
    this.#onClose = onClose
    setTimeout(() => this.#emit('open'))
  }

  addEventListener(type: string, on: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), on])
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    const copy = bytes.slice()
    if (this.#open) setTimeout(() => this.#onSend(copy))
  }

  deliver(bytes: Uint8Array): void {
    const data = bytes.slice().buffer
    setTimeout(() => this.#open && this.#emit('message', { data }))
  }

  close(): void {
    if (!this.#open) return
    this.#open = false
    this.#onClose()
    setTimeout(() => this.#emit('close'))
  }

  #emit(type: string, event: { data?: unknown } = {}): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event)
  }
}

export async function createIssuer(sessionId: string): Promise<{
  readonly publicKey: Uint8Array
  certify(publicKey: Uint8Array): Promise<Uint8Array>
}> {
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new Error('a pair of keys')
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey)
  return {
    publicKey: new Uint8Array(raw),
    async certify(publicKey) {
      const expires = Date.now() + 600_000
      const claim = certificateClaim({ sessionId, agentId: 'agent', expires, publicKey })
      const signature = await crypto.subtle.sign('Ed25519', pair.privateKey, claim)
      return writeCertificate({ expires, agentId: 'agent', signature: new Uint8Array(signature) })
    },
  }
}
