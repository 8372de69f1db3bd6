import {
  type Lane,
  ProtocolError,
  payloadBytes,
  type Right,
  type WireFrame,
} from '@alongside/protocol'
import { Deflater } from './deflate.ts'
import { cut } from './fragments.ts'
import { type DataFrame, Inbox, type VolatileFrame } from './inbox.ts'
import { Outbox, type Sealed } from './outbox.ts'
import { Pace } from './pace.ts'
import type { Peer, StreamKeys } from './seal.ts'
import { type ChannelTiming, FLOW } from './timing.ts'

/** Where a stream's frames go; nothing arrives while the socket is down, and `resume` says when to go on. */
export type Wire = { write(frame: WireFrame): void; readonly bufferedAmount: number }

/** All that two identities have said to each other, over as many sockets as it takes. */
export class Stream {
  readonly peer: Peer
  readonly pair: Uint8Array
  readonly #keys: StreamKeys
  readonly #wire: Wire
  readonly #timing: ChannelTiming
  readonly #inbox: Inbox
  readonly #outbox = new Outbox()
  readonly #pace = new Pace()
  readonly #assetsPerMs: number
  /** By their own rate the next asset may leave then. */
  #assetsAt = Number.NEGATIVE_INFINITY
  readonly #volatile: Map<Right, Uint8Array<ArrayBuffer>> = new Map()
  #deflater: Deflater | null = null
  #counter = 0
  #synced = false
  #pumping = false
  /** Something came while a pump found nothing any more and was about to end. */
  #again = false
  #stopped = false
  #emptied: (() => void) | undefined
  #drain: ReturnType<typeof setTimeout> | undefined
  #ack: ReturnType<typeof setTimeout> | undefined
  #unacknowledged = 0

  constructor(o: {
    keys: StreamKeys
    peer: Peer
    wire: Wire
    timing: ChannelTiming
    assetBytesPerSecond: number
  }) {
    this.peer = o.peer
    this.pair = o.keys.pair
    this.#keys = o.keys
    this.#wire = o.wire
    this.#timing = o.timing
    this.#assetsPerMs = o.assetBytesPerSecond / 1000
    this.#inbox = new Inbox(o.keys)
  }

  /** Both ends have said on the current socket that they are in this stream. */
  get synced(): boolean {
    return this.#synced
  }

  get buffered(): number {
    return this.#outbox.bytes
  }

  get behind(): boolean {
    return this.#ahead(this.#outbox.ahead) > this.#pace.budget || this.#pace.late(performance.now())
  }

  /** Assets count for a part of what may be under way and never for all of it, so the page does not wait for their end. */
  #ahead(others: number): number {
    return others + Math.min(this.#outbox.assetsInFlight, this.#pace.budget * FLOW.assetShare)
  }

  get expected(): number {
    return this.#inbox.expected
  }

  send(payload: Uint8Array, lane: Lane, right: Right): void {
    if (payload.length > payloadBytes) {
      throw new ProtocolError('too_large', `a payload of ${payload.length} bytes`)
    }
    let whole = { bytes: payload, inflated: 0 }
    if (lane === 'page') {
      this.#deflater ??= new Deflater()
      whole = this.#deflater.deflate(payload)
    }
    for (const plain of cut(whole)) this.#outbox.add({ lane, right, plain })
    this.#pump()
  }

  /** Calls back once what is queued has left, as far as the link takes it. */
  empty(then: () => void): void {
    this.#emptied = then
    this.#pump()
  }

  sendVolatile(payload: Uint8Array, right: Right): void {
    if (!this.#synced) return
    this.#volatile.set(right, new Uint8Array(payload))
    this.#pump()
  }

  /** The other end is there and wants `expected` next. False: it cannot be had, only a new stream helps. */
  resume(expected: number): boolean {
    if (!this.#outbox.resume(expected)) return false
    this.#pace.renewed()
    this.#synced = true
    this.#pump()
    return true
  }

  /** The socket or the other end is gone; what is sent waits here. */
  suspend(): void {
    this.#synced = false
    this.#volatile.clear()
    clearTimeout(this.#ack)
    this.#ack = undefined
    this.#unacknowledged = 0
  }

  acknowledge(sequence: number): void {
    const before = this.#outbox.inFlight
    this.#outbox.acknowledge(sequence)
    const left = this.#outbox.inFlight
    if (left < before) this.#pace.acknowledged(before - left, left, performance.now())
    this.#pump()
  }

  /** See Inbox.data for what it throws. */
  async data(frame: DataFrame): Promise<Uint8Array | null> {
    this.acknowledge(frame.acknowledged)
    const payload = await this.#inbox.data(frame)
    this.#unacknowledged += frame.sealed.length
    if (this.#unacknowledged >= FLOW.ackEvery) this.#acknowledgeNow()
    else this.#ack ??= setTimeout(() => this.#acknowledgeNow(), this.#timing.ackWithin)
    return payload
  }

  volatile(frame: VolatileFrame): Promise<{ payload: Uint8Array; right: Right } | null> {
    return this.#inbox.volatile(frame)
  }

  stop(): void {
    this.#stopped = true
    this.suspend()
    clearTimeout(this.#drain)
    this.#inbox.stop()
  }

  /** Sends until nothing waits or the socket is full; one at a time, so that numbers leave in order. */
  async #pump(): Promise<void> {
    this.#again = true
    if (this.#pumping) return
    this.#pumping = true
    try {
      while (this.#again) {
        this.#again = false
        while (this.#synced && !this.#full() && (await this.#step()));
      }
    } finally {
      this.#pumping = false
      this.#emptied?.()
      this.#emptied = undefined
    }
  }

  async #step(): Promise<boolean> {
    const again = this.#outbox.unsent()
    if (again) {
      this.#transmit(again)
      return true
    }
    if (this.#wire.bufferedAmount <= FLOW.volatileBuffer) {
      for (const [right, payload] of this.#volatile) {
        this.#volatile.delete(right)
        await this.#sendVolatile(right, payload)
        return true
      }
    } else if (this.#volatile.size > 0) this.#look()
    const { inFlight, assetsInFlight } = this.#outbox
    if (this.#ahead(inFlight - assetsInFlight) >= this.#pace.budget) return false
    const next = this.#outbox.take(this.#mayAssets() ? this.#pace.piece : 0)
    if (!next) return false
    if (next.lane === 'asset') {
      const since = Math.max(this.#assetsAt, performance.now() - FLOW.assetsSavedMs)
      this.#assetsAt = since + next.plain.length / this.#assetsPerMs
    }
    const sealed = await this.#keys.seal.data(next, next.plain)
    const { lane, right, sequence } = next
    this.#outbox.keep({ lane, right, sequence, sealed })
    this.#pace.sent(this.#outbox.inFlight, performance.now())
    return true
  }

  /** Assets leave as the link and their own rate let them; what went above the rate is paid back first. */
  #mayAssets(): boolean {
    if (!this.#outbox.assetsWait || this.#outbox.inFlight >= this.#pace.assetBudget) return false
    if (this.#assetsAt <= performance.now()) return true
    this.#look()
    return false
  }

  #transmit({ lane, right, sequence, sealed }: Sealed): void {
    clearTimeout(this.#ack)
    this.#ack = undefined
    this.#unacknowledged = 0
    const acknowledged = this.#inbox.expected - 1
    this.#wire.write({ kind: 'data', lane, right, sequence, acknowledged, sealed })
  }

  async #sendVolatile(right: Right, payload: Uint8Array<ArrayBuffer>): Promise<void> {
    const counter = ++this.#counter
    const sealed = await this.#keys.seal.volatile({ right, counter }, payload)
    if (this.#synced) this.#wire.write({ kind: 'volatile', right, counter, sealed })
  }

  #acknowledgeNow(): void {
    clearTimeout(this.#ack)
    this.#ack = undefined
    this.#unacknowledged = 0
    this.#wire.write({ kind: 'ack', acknowledged: this.#inbox.expected - 1 })
  }

  #full(): boolean {
    if (this.#wire.bufferedAmount <= FLOW.socketBuffer) return false
    this.#look()
    return true
  }

  /** Looks again later whether the socket has drained, or an asset may go. */
  #look(): void {
    if (this.#stopped) return
    clearTimeout(this.#drain)
    this.#drain = setTimeout(() => this.#pump(), this.#timing.drainEvery)
  }
}
