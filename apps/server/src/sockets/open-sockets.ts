import type { RawData } from 'ws'
import type { ServerConfig } from '../config/config-schema.ts'
import type { ErrorCode } from '../errors.ts'
import type { Gatekeeper } from '../http/gatekeeper.ts'
import type { Metrics } from '../metrics.ts'
import { CLOSE } from './close-codes.ts'

/** What is served: a WebSocket, or a socket over HTTP. Of a WebSocket of `ws` these are the members that count. */
export interface Socket {
  readonly OPEN: number
  readonly readyState: number
  readonly bufferedAmount: number
  readonly isPaused: boolean
  send(data: string | Uint8Array): void
  close(code: number, reason: string): void
  terminate(): void
  pause(): void
  resume(): void
  on(event: 'message', listener: (data: RawData, isBinary: boolean) => void): unknown
  on(event: 'close' | 'ping', listener: () => void): unknown
}

/** `events` speaks JSON to a guest or an agent, `session` carries the frames of one end. */
export type SocketKind = 'events' | 'session'
export type Transport = 'websocket' | 'http'

/** A socket that was agreed to, and the page that it is from. */
export type Opened = { readonly socket: Socket; readonly origin: string }
export type Serve = {
  events(opened: Opened): void
  session(opened: Opened, sessionId: string): void
}

/** An event of a client is a few hundred bytes. */
export const EVENT_BYTES: number = 8 << 10
/** A frame just over the limit still gets a coded answer; past this the transport's own limit closes. */
export const HEADROOM_BYTES: number = 4 << 10

/** Every socket that is open, whichever way: they count together, and are told together to come back. */
export class OpenSockets {
  readonly #open = new Set<Socket>()
  readonly #perAddress = new Map<string, number>()
  readonly #limits: ServerConfig['limits']
  readonly #gatekeeper: Gatekeeper
  readonly #metrics: Metrics
  #draining = false

  constructor(o: {
    readonly config: ServerConfig
    readonly gatekeeper: Gatekeeper
    readonly metrics: Metrics
  }) {
    this.#limits = o.config.limits
    this.#gatekeeper = o.gatekeeper
    this.#metrics = o.metrics
  }

  /** Why another from this address is not opened; null: it may. */
  refusal(host: string | undefined, address: string): ErrorCode | null {
    if (this.#draining) return 'not_ready'
    if (!this.#gatekeeper.hostAllowed(host)) return 'unknown_host'
    const full =
      (this.#perAddress.get(address) ?? 0) >= this.#limits.socketsPerAddress ||
      this.#open.size >= this.#limits.sockets
    return full ? 'rate_limited' : null
  }

  /** Counts it until it closes. */
  add(socket: Socket, o: { kind: SocketKind; transport: Transport; address: string }): void {
    const { address, ...labels } = o
    this.#open.add(socket)
    this.#perAddress.set(address, (this.#perAddress.get(address) ?? 0) + 1)
    this.#metrics.sockets.inc(labels)
    socket.on('close', () => {
      this.#open.delete(socket)
      this.#metrics.sockets.dec(labels)
      const left = (this.#perAddress.get(address) ?? 1) - 1
      if (left > 0) this.#perAddress.set(address, left)
      else this.#perAddress.delete(address)
    })
  }

  /** Asks every client to come back in a moment, to the next run or another instance. */
  drain(): void {
    this.#draining = true
    for (const socket of this.#open) socket.close(CLOSE.restart, 'restart')
  }

  stop(): void {
    for (const socket of this.#open) socket.terminate()
  }
}
