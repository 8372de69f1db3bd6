import { type Cuttable, ProtocolError, readBatch, writeMessages } from '@alongside/protocol'

/** Milliseconds. */
export type HttpPeerTiming = {
  /** One answer carries messages for at most this long: below every proxy's patience with a silent answer. */
  readonly answer: number
  /** Without an answer to write to for so long, the client is gone. */
  readonly away: number
  /** The same after it only looked: browsers wake tabs that nobody sees once a minute. */
  readonly asleep: number
  /** After the client said that it leaves, or its answer broke off: what it sent before may still arrive. */
  readonly late: number
  /** A client that polls gets what comes within this time after the first message, too. */
  readonly gather: number
}

export const HTTP_PEER_TIMING: HttpPeerTiming = {
  answer: 25_000,
  away: 15_000,
  asleep: 75_000,
  late: 1_000,
  gather: 15,
}

/** An answer goes on until it has lasted, until it has anything, or only says what is there. */
export type How = 'stream' | 'poll' | 'peek'

/** Where the bytes of one answer go: what is needed of Node's ServerResponse. */
export interface Answer {
  readonly writableLength: number
  write(bytes: Uint8Array): unknown
  end(bytes?: Uint8Array): unknown
}

type Listeners<Bytes> = {
  readonly message: ((bytes: Bytes, isBinary: boolean) => void)[]
  readonly close: (() => void)[]
}

/**
 * The server's half of a socket over HTTP, with the members of a WebSocket of the `ws` package: who is served need not know.
 * One answer after another carries what is sent; requests bring batches, each message once and in order.
 */
export class HttpPeer<Bytes extends Cuttable<Bytes>> {
  readonly OPEN = 1
  readyState = 1
  isPaused = false
  readonly #text: boolean
  readonly #limit: number
  readonly #timing: HttpPeerTiming
  readonly #on: Listeners<Bytes> = { message: [], close: [] }
  /** What waits for an answer. */
  #queue: Uint8Array[] = []
  #queued = 0
  #answer: Answer | null = null
  #how: How = 'stream'
  #gathering = false
  #ending: ReturnType<typeof setTimeout> | undefined
  #gone: ReturnType<typeof setTimeout> | undefined
  #isLeaving = false
  /** Messages of the client that have been taken. */
  #taken = 0
  #resumed: (() => void)[] = []

  /** `text`: messages are strings. `limit`: bytes of one of the client's. */
  constructor(o: { text: boolean; limit: number; timing?: Partial<HttpPeerTiming> }) {
    this.#text = o.text
    this.#limit = o.limit
    this.#timing = { ...HTTP_PEER_TIMING, ...o.timing }
    this.#expect(this.#timing.away)
  }

  /** An answer is under way. */
  get carried(): boolean {
    return this.#answer !== null
  }

  get bufferedAmount(): number {
    return this.#queued + (this.#answer?.writableLength ?? 0)
  }

  on<Type extends 'message' | 'close'>(type: Type, listener: Listeners<Bytes>[Type][number]): this
  /** There are no pings to hear: a request is one. */
  on(type: 'ping', listener: () => void): this
  on(type: 'message' | 'close' | 'ping', listener: () => void): this {
    if (type !== 'ping') this.#on[type].push(listener)
    return this
  }

  send(data: string | Uint8Array): void {
    if (this.readyState !== 1) return
    const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
    const message = writeMessages([bytes])
    if (this.#answer && this.#how === 'stream') {
      this.#answer.write(message)
      return
    }
    this.#queue.push(message)
    this.#queued += message.length
    if (this.#answer) this.#gather()
  }

  /** The codes are WebSocket's: here the client is told only that it is over. What was sent before still arrives. */
  close(_code?: number, _reason?: string): void {
    if (this.readyState !== 1) return
    this.readyState = 3
    this.#end()
    this.#finish()
  }

  /** As close, and what was sent before does not arrive. */
  terminate(): void {
    this.#drain()
    this.close()
  }

  pause(): void {
    this.isPaused = true
  }

  resume(): void {
    this.isPaused = false
    for (const go of this.#resumed.splice(0)) go()
  }

  /**
   * The body of a request. Skips what an earlier one brought; rejects with a ProtocolError when something is missing in
   * between. Resolves when the client may send more: of a paused reader requests wait, as bytes would in TCP.
   */
  async take(body: Bytes): Promise<void> {
    const { first, messages, closed } = readBatch(body, this.#limit)
    await this.#running()
    if (this.readyState !== 1) return
    if (first > this.#taken) throw new ProtocolError('bad_sequence', 'messages are missing')
    for (const message of messages.slice(this.#taken - first)) {
      this.#taken++
      for (const listener of this.#on.message) listener(message, !this.#text)
    }
    if (closed) this.#leave()
    await this.#running()
  }

  /** What is sent goes to this answer. Only when there is none. */
  carry(answer: Answer, how: How): void {
    if (!this.#isLeaving) clearTimeout(this.#gone)
    this.#answer = answer
    this.#how = how
    const full = how === 'poll' && this.#queued > 0
    if (this.readyState !== 1 || how === 'peek' || full) this.#end()
    else if (how === 'stream') {
      answer.write(writeMessages([new Uint8Array()]))
      for (const message of this.#drain()) answer.write(message)
    }
    if (this.#answer) this.#ending = setTimeout(() => this.#end(), this.#timing.answer)
  }

  /** The answer broke off, and with it what it carried: this socket cannot go on, and the client opens another. */
  broke(answer: Answer): void {
    if (this.#answer !== answer) return
    clearTimeout(this.#ending)
    // Still there, so that no other answer is taken.
    this.#leave()
  }

  #leave(): void {
    if (this.readyState !== 1 || this.#isLeaving) return
    this.#expect(this.#timing.late)
    this.#isLeaving = true
  }

  #running(): Promise<void> {
    return this.isPaused && this.readyState === 1
      ? new Promise((resolve) => this.#resumed.push(resolve))
      : Promise.resolve()
  }

  /** The first message of a poll begins its end; those that follow do not put it off. */
  #gather(): void {
    if (this.#gathering) return
    this.#gathering = true
    clearTimeout(this.#ending)
    this.#ending = setTimeout(() => this.#end(), this.#timing.gather)
  }

  #end(): void {
    clearTimeout(this.#ending)
    const answer = this.#answer
    if (!answer) return
    this.#answer = null
    this.#gathering = false
    for (const message of this.#drain()) answer.write(message)
    answer.end(this.readyState === 1 ? undefined : writeMessages([], true))
    if (this.readyState === 1) {
      this.#expect(this.#how === 'peek' ? this.#timing.asleep : this.#timing.away)
    }
  }

  #expect(ms: number): void {
    if (this.#isLeaving) return
    clearTimeout(this.#gone)
    this.#gone = setTimeout(() => this.terminate(), ms)
  }

  #drain(): Uint8Array[] {
    const queue = this.#queue
    this.#queue = []
    this.#queued = 0
    return queue
  }

  #finish(): void {
    clearTimeout(this.#gone)
    this.resume()
    for (const listener of this.#on.close) listener()
  }
}
