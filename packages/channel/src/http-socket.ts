import { LIMITS, readMessages, writeBatch } from '@alongside/protocol'
import type { WebSocketLike } from './socket.ts'
import { onWake, visible } from './wake.ts'

/** Milliseconds, but for `batch`. */
export type HttpTiming = {
  /** An answer that streams begins within this, or something on the way holds it back: then it is polled. */
  readonly begin: number
  /** Before a request that failed is made again, once. */
  readonly again: number
  /** Between two answers of a tab that nobody sees. */
  readonly rest: number
  /** What is on its way at a close may take this long; then its connection, one of the few of a browser, is given back. */
  readonly close: number
  /** Bytes of messages in one request, beyond the first. */
  readonly batch: number
}

export const HTTP_TIMING: HttpTiming = {
  begin: 2_500,
  again: 300,
  rest: 10_000,
  close: 5_000,
  batch: 256 << 10,
}

/** What may go out with a page that goes away; all such requests of a page together have 64 KiB (Fetch, keepalive). */
const PARTING_BYTES = 60 << 10

type Type = Parameters<WebSocketLike['addEventListener']>[0]
type Listener = Parameters<WebSocketLike['addEventListener']>[1]

type Way = {
  /** Answers end with the first message instead of going on. */
  readonly poll: boolean
  /** Answers are held back on this way. */
  onHeldBack(): void
  /** It never spoke: no way at all. */
  onDeaf(): void
  readonly fetch?: typeof fetch
  readonly timing?: Partial<HttpTiming>
}

/**
 * A socket over HTTP: one POST after another up, one answer after another down, each message once and in order, or the socket
 * closes. `binaryType` 'arraybuffer' gives bytes, anything else text, as the address has it.
 */
export class HttpSocket implements WebSocketLike {
  binaryType = ''
  bufferedAmount = 0
  readonly #url: string
  readonly #way: Way
  readonly #fetch: typeof fetch
  readonly #timing: HttpTiming
  /** Not answered for yet; the first has the number `#first`. */
  #queue: Uint8Array<ArrayBuffer>[] = []
  #first = 0
  #posting = false
  #parting = false
  #secret = ''
  #heard = false
  #state: 'open' | 'closing' | 'closed' = 'open'
  readonly #listeners: [Type, Listener][] = []
  readonly #abort = new AbortController()
  #closing: ReturnType<typeof setTimeout> | undefined

  constructor(url: string, way: Way) {
    this.#url = url.replace(/^ws/, 'http')
    this.#way = way
    this.#fetch = way.fetch ?? fetch.bind(globalThis)
    this.#timing = { ...HTTP_TIMING, ...way.timing }
    globalThis.addEventListener?.('pagehide', this.#part)
    globalThis.addEventListener?.('pageshow', this.#stay)
    queueMicrotask(() => this.#tell('open'))
  }

  addEventListener(type: Type, on: Listener): void {
    this.#listeners.push([type, on])
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    if (this.#state !== 'open') return
    const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
    this.#queue.push(bytes)
    this.bufferedAmount += bytes.length
    if (this.#parting) this.#part()
    else this.#post()
  }

  /** What was sent before still goes out, and then the word that it was all. */
  close(): void {
    if (this.#state !== 'open') return
    this.#state = 'closing'
    this.#closing = setTimeout(() => this.#lose(), this.#timing.close)
    this.#post()
  }

  /** Sends what there is, and at last the end, one request at a time. */
  async #post(): Promise<void> {
    if (this.#posting) return
    this.#posting = true
    try {
      while (this.#queue.length > 0) {
        const messages = this.#next()
        await this.#request({ body: this.#batch(messages) })
        this.#queue.splice(0, messages.length)
        this.#first += messages.length
        for (const { length } of messages) this.bufferedAmount -= length
      }
      if (this.#state === 'closing' && this.#secret) {
        await this.#request({ body: this.#batch([], true), keepalive: true })
      }
    } catch {
      this.#lose()
    }
    this.#posting = false
    if (this.#state === 'closing') this.#lose()
  }

  #batch(messages: readonly Uint8Array[], closed = false): Uint8Array<ArrayBuffer> {
    return writeBatch({ first: this.#first, messages, closed })
  }

  #next(): Uint8Array<ArrayBuffer>[] {
    let size = 0
    const fits = this.#queue.findIndex(({ length }, i) => {
      size += length
      return i > 0 && size > this.#timing.batch
    })
    return fits < 0 ? [...this.#queue] : this.#queue.slice(0, fits)
  }

  /** Made again after a failure of the network: the number of its first message keeps it from counting twice. */
  async #request(init: { body: Uint8Array<ArrayBuffer>; keepalive?: boolean }): Promise<void> {
    const ask = () =>
      this.#fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', ...this.#headers() },
        cache: 'no-store',
        // What leaves with its page outlives the socket.
        signal: init.keepalive ? AbortSignal.timeout(this.#timing.close) : this.#abort.signal,
        ...init,
      })
    const answer = await ask().catch(async () => {
      await new Promise((resolve) => setTimeout(resolve, this.#timing.again))
      return ask()
    })
    if (!answer.ok) throw new Error(`${answer.status}`)
    if (this.#secret) return
    this.#secret = (await answer.json()).connection
    this.#listen()
  }

  #headers(): { authorization: string } | undefined {
    return this.#secret ? { authorization: `Connection ${this.#secret}` } : undefined
  }

  async #listen(): Promise<void> {
    const { poll, onHeldBack } = this.#way
    let held: ReturnType<typeof setTimeout> | undefined
    try {
      while (this.#state !== 'closed') {
        const resting = await this.#rest()
        if (!poll && !resting && !this.#heard) {
          held = setTimeout(() => {
            this.#heard = true
            onHeldBack()
            this.#lose()
          }, this.#timing.begin)
        }
        const answer = await this.#fetch(`${this.#url}${resting ? '?peek' : poll ? '?poll' : ''}`, {
          headers: this.#headers() ?? {},
          cache: 'no-store',
          signal: this.#abort.signal,
        })
        if (!answer.ok || !answer.body) break
        const reader = answer.body.getReader()
        let rest: Uint8Array<ArrayBuffer> = new Uint8Array()
        for (;;) {
          const { done, value } = await reader.read()
          if (done) break
          clearTimeout(held)
          this.#heard = true
          rest = this.#receive(joined(rest, value))
        }
        // Cut off inside a message: what came after it is lost.
        if (rest.length > 0) break
      }
    } catch {
      // Chrome breaks off what a page loads before it says `pagehide`, and a proxy may not tell the server.
      if (this.#state === 'open') this.#part()
    }
    clearTimeout(held)
    // For what the page says when it goes: no timer comes between.
    setTimeout(() => this.#lose(), 0)
  }

  /**
   * Over HTTP/1.1 a browser has six connections to a server for all its tabs together: one that nobody sees keeps none for
   * text. Says whether to ask only for what is there.
   */
  async #rest(): Promise<boolean> {
    if (this.binaryType || visible() || !this.#heard) return false
    await new Promise<void>((resolve) => {
      const end = () => {
        stop()
        clearTimeout(timer)
        resolve()
      }
      const stop = onWake(end)
      const timer = setTimeout(end, this.#timing.rest)
    })
    return !visible()
  }

  /** Gives what is left over. */
  #receive(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const { messages, rest, closed } = readMessages(bytes, LIMITS.frameBytes)
    for (const message of messages) {
      if (this.#state !== 'open') break
      const data =
        this.binaryType === 'arraybuffer'
          ? message.slice().buffer
          : new TextDecoder().decode(message)
      this.#tell('message', { data })
    }
    if (closed) this.#lose()
    return rest
  }

  /**
   * The page goes: the browser takes along what has no answer yet, and the word that it was all. To the same address as
   * everything, of which the browser knows already that it may (CORS).
   */
  readonly #part = (): void => {
    this.#parting = true
    if (!this.#secret) return
    const body = this.#batch(this.bufferedAmount > PARTING_BYTES ? [] : this.#queue, true)
    this.#request({ body, keepalive: true }).catch(() => {})
  }

  readonly #stay = (): void => {
    // From the back-forward cache: the server has let go of it.
    if (this.#parting) this.#lose()
  }

  #tell(type: Type, event = {}): void {
    for (const [wanted, on] of this.#listeners) if (wanted === type) on(event)
  }

  #lose(): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    clearTimeout(this.#closing)
    this.#abort.abort()
    globalThis.removeEventListener?.('pagehide', this.#part)
    globalThis.removeEventListener?.('pageshow', this.#stay)
    if (!this.#heard) this.#way.onDeaf()
    this.#tell('close')
  }
}

function joined(
  before: Uint8Array<ArrayBuffer>,
  more: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  if (before.length === 0) return more
  const out = new Uint8Array(before.length + more.length)
  out.set(before)
  out.set(more, before.length)
  return out
}
