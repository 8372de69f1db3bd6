import { EventEmitter } from 'node:events'
import type { Link } from './link.ts'
import { here, type Realm } from './realm.ts'

/** How long a server waits for the other half of a close (ws). */
const CLOSE_MS = 30_000

type Listener = (event: { data?: unknown }) => void

/** Both ends of one WebSocket, and the link between them. */
export type Accept = (socket: ServerSocket, url: URL, from: Realm) => void

/** As browsers have it; `accept` is the server, null when there is none. */
export class ClientSocket {
  binaryType = 'blob'
  readonly bufferedAmount = 0
  readonly url: URL
  /** What leaves, seen by who watches this page. */
  readonly sent: (bytes: Uint8Array | string, url: URL) => void
  readonly #listeners = new Map<string, Listener[]>()
  readonly #realm: Realm = here()
  readonly #far: ServerSocket
  #open = true
  readonly #unwatch: () => void

  constructor(
    url: string,
    o: {
      readonly link: Link
      readonly accept: Accept | null
      readonly sent: (bytes: Uint8Array | string, url: URL) => void
    },
  ) {
    this.url = new URL(url)
    this.sent = o.sent
    this.#far = new ServerSocket(this, o.link)
    this.#unwatch = o.link.onBreak((far) => {
      this.closed()
      if (far) this.#far.gone()
    })
    const { clock, state } = o.link
    if (state === 'cut' || !o.accept) clock.after(1, () => this.closed())
    else this.#far.up.send(() => this.#accept(o.accept))
  }

  #accept(accept: Accept | null): void {
    accept?.(this.#far, this.url, this.#realm)
    this.#far.down.send(() => this.emit('open'))
  }

  addEventListener(type: string, on: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), on])
  }

  send(data: Uint8Array | string): void {
    if (!this.#open) return
    this.sent(data, this.url)
    const copy = typeof data === 'string' ? data : Buffer.from(data)
    this.#far.up.send(() => this.#far.receive(copy))
  }

  close(): void {
    if (!this.#open) return
    this.#far.up.send(() => this.#far.gone())
    this.closed()
  }

  get realm(): Realm {
    return this.#realm
  }

  /** The page is gone: the browser closes its sockets, where it has a network. */
  leave(): void {
    this.close()
  }

  closed(): void {
    if (!this.#open) return
    this.#unwatch()
    this.emit('close')
    this.#open = false
  }

  emit(type: string, event: { data?: unknown } = {}): void {
    if (!this.#open) return
    const tell = this.#realm.bind(() => {
      for (const listener of this.#listeners.get(type) ?? []) listener(event)
    })
    tell()
  }
}

/** As `ws` has it, of what the server uses. */
export class ServerSocket extends EventEmitter {
  readonly OPEN = 1
  readyState = 1
  readonly bufferedAmount = 0
  readonly isPaused = false
  readonly up: ReturnType<Link['pipe']>
  readonly down: ReturnType<Link['pipe']>
  readonly #near: ClientSocket
  readonly #link: Link
  /** The process that has this end. */
  realm: Realm | null = null
  #over = false

  constructor(near: ClientSocket, link: Link) {
    super()
    this.#near = near
    this.#link = link
    this.up = link.pipe()
    this.down = link.pipe()
  }

  receive(data: string | Buffer): void {
    if (this.readyState !== this.OPEN) return
    const binary = typeof data !== 'string'
    this.#tell('message', binary ? data : Buffer.from(data), binary)
  }

  send(data: Uint8Array | string): void {
    if (this.readyState !== this.OPEN) return
    const copy = typeof data === 'string' ? data : new Uint8Array(data).buffer
    this.down.send(() => this.#near.emit('message', { data: copy }))
  }

  /** A browser answers by itself. */
  ping(): void {
    this.down.send(() => this.up.send(() => this.#tell('pong')))
  }

  close(): void {
    if (this.readyState !== this.OPEN) return
    this.readyState = 2
    this.down.send(() => {
      this.#near.closed()
      this.up.send(() => this.gone())
    })
    this.#link.clock.after(CLOSE_MS, () => this.gone())
  }

  terminate(): void {
    this.down.send(() => this.#near.closed())
    this.gone()
  }

  pause(): void {}
  resume(): void {}

  /** This end has learnt that there is no other. */
  gone(): void {
    if (this.#over) return
    this.#over = true
    this.readyState = 3
    this.up.close()
    this.#tell('close')
  }

  #tell(type: string, ...args: unknown[]): void {
    this.realm?.bind(() => this.emit(type, ...args))()
  }
}
