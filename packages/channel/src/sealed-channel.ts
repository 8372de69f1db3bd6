import { assetBytesPerSecond, ProtocolError, type WireFrame } from '@alongside/protocol'
import type { Channel, ChannelOptions, ChannelState } from './channel.ts'
import { Handshake, type KeysFrame, StreamRefused } from './handshake.ts'
import { BadSeal, type DataFrame, type VolatileFrame } from './inbox.ts'
import { sameBytes } from './seal.ts'
import { codeOf, isTerminal, keepSocket, type Link, type Stats } from './socket.ts'
import { Stream } from './stream.ts'
import { type ChannelTiming, TIMING } from './timing.ts'

/** Whether the socket on which a piece of work began is still the one to answer on. */
type Current = () => boolean

/** After so many frames in a row that do not open, the keys are to blame and not the socket. */
const STRIKES = 2

/** Takes the sockets' frames, one after the other, through handshake and stream. */
export class SealedChannel implements Channel {
  readonly #o: ChannelOptions
  readonly #timing: ChannelTiming
  readonly #handshake: Handshake
  readonly #link: Link
  #stream: Stream | null = null
  #state: ChannelState = 'connecting'
  /** There was a stream once: from then on a lost socket is an interruption. */
  #begun = false
  #strikes = 0
  /** WebCrypto answers later, so every frame waits for the one before it. */
  #work: Promise<void> = Promise.resolve()

  constructor(o: ChannelOptions) {
    this.#o = o
    this.#timing = { ...TIMING, ...o.timing }
    this.#handshake = new Handshake({
      role: o.role,
      sessionId: o.sessionId,
      certify: o.certify?.bind(o),
      issuerKey: o.issuerKey ?? null,
      now: () => o.now?.() ?? Date.now(),
    })
    this.#link = keepSocket({
      ticket: () => o.ticket(),
      connect: (url) => o.connect?.(url) ?? new WebSocket(url),
      timing: this.#timing,
      onUp: (peer) => this.#queue((current) => this.#present(peer, current)),
      onFrame: (frame) => this.#queue((current) => this.#receive(frame, current)),
      onDown: (code) => {
        this.#stream?.suspend()
        this.#enter(this.#begun ? 'interrupted' : 'connecting', code)
      },
      onOver: (code, reason) => {
        this.#forget()
        this.#enter('closed', code)
        if (reason !== null) this.#tell(() => this.#o.onEnded(reason))
      },
    })
  }

  get buffered(): number {
    return this.#stream?.buffered ?? 0
  }

  get behind(): boolean {
    return this.#stream?.behind ?? false
  }

  get state(): ChannelState {
    return this.#state
  }

  get stats(): Readonly<Stats> {
    return this.#link.stats
  }

  send: Channel['send'] = (payload, lane, right = 'view') => {
    this.#stream?.send(payload, lane, right)
  }

  sendVolatile: Channel['sendVolatile'] = (payload, right) => {
    this.#stream?.sendVolatile(payload, right)
  }

  rest(): void {
    this.#stream?.empty(() => this.#link.drop('resting'))
  }

  close(): void {
    if (this.#state === 'closed') return
    this.#link.stop()
    this.#forget()
    this.#enter('closed')
  }

  /** The other end's socket came or went: each time both say anew who they are. */
  async #present(peer: boolean, current: Current): Promise<void> {
    if (!current()) return
    this.#stream?.suspend()
    this.#enter('waiting')
    if (!peer) return
    const keys = await this.#handshake.greeting()
    if (current()) this.#link.write(keys)
  }

  async #receive(frame: WireFrame, current: Current): Promise<void> {
    switch (frame.kind) {
      case 'peer':
        return this.#present(frame.present, current)
      case 'keys':
        return this.#meet(frame, current)
      case 'resume':
        if (current()) this.#resume(frame.pair, frame.expected)
        return
      case 'ack':
        if (current()) this.#stream?.acknowledge(frame.acknowledged)
        return
      case 'refused':
        // The relay kept one of this end's frames back, and would again: only a stream without it can go on.
        if (frame.code === 'right_missing') throw new StreamRefused(frame.code)
        return
      case 'data':
      case 'volatile':
        return this.#open(frame)
    }
  }

  async #meet(frame: KeysFrame, current: Current): Promise<void> {
    let stream = this.#stream
    const known = stream?.peer
    if (
      !stream ||
      !known ||
      !sameBytes(known.stream, frame.stream) ||
      !sameBytes(known.publicKey, frame.publicKey)
    ) {
      const met = await this.#handshake.meet(frame)
      if (this.#state === 'closed') return
      stream?.stop()
      stream = new Stream({
        ...met,
        wire: this.#link,
        timing: this.#timing,
        assetBytesPerSecond: this.#o.assetBytesPerSecond ?? assetBytesPerSecond,
      })
      this.#stream = stream
      this.#begun = true
      this.#tell(() => this.#o.onStream())
    }
    if (!current()) return
    this.#link.write({ kind: 'resume', pair: stream.pair, expected: stream.expected })
  }

  #resume(pair: Uint8Array, expected: number): void {
    const stream = this.#stream
    // Said before the other end had this end's newest keys: it will say it again.
    if (!stream || !sameBytes(stream.pair, pair)) return
    if (!stream.resume(expected))
      throw new ProtocolError('bad_sequence', `cannot resume ${expected}`)
    this.#enter('open')
  }

  async #open(frame: DataFrame | VolatileFrame): Promise<void> {
    const stream = this.#stream
    // Before `resume`, frames may belong to a stream of the past; what counts is sent again after it.
    if (!stream?.synced) return
    if (frame.kind === 'volatile') {
      const opened = await stream.volatile(frame)
      if (!opened || stream !== this.#stream) return
      this.#tell(() => this.#o.onPayload(opened.payload, 'volatile', opened.right))
      return
    }
    const payload = await stream.data(frame)
    this.#strikes = 0
    if (!payload || stream !== this.#stream) return
    this.#tell(() => this.#o.onPayload(payload, frame.lane, frame.right))
  }

  #queue(work: (current: Current) => Promise<void>): void {
    const { generation } = this.#link
    const current = () => this.#link.up && this.#link.generation === generation
    this.#work = this.#work.then(async () => {
      if (this.#state === 'closed') return
      try {
        await work(current)
      } catch (error) {
        this.#fail(error, current)
      }
    })
  }

  #fail(error: unknown, current: Current): void {
    const code = codeOf(error)
    // An error without a code is a bug of ours: as loud as it can be without stopping the page.
    if (code === null) {
      this.#tell(() => {
        throw error
      })
    }
    if (code !== null && isTerminal(code)) {
      this.#link.end(code)
      return
    }
    if (error instanceof BadSeal) this.#strikes++
    const poisoned =
      error instanceof ProtocolError || error instanceof StreamRefused || this.#strikes >= STRIKES
    if (poisoned) {
      this.#strikes = 0
      this.#forget()
      this.#handshake.renew()
    }
    if (current()) this.#link.drop(code ?? 'failed')
  }

  #forget(): void {
    this.#stream?.stop()
    this.#stream = null
  }

  #enter(state: ChannelState, code: string | null = null): void {
    if (this.#state === state && code === null) return
    this.#state = state
    this.#tell(() => this.#o.onState(state, ...(code === null ? [] : [{ code }])))
  }

  /** A caller's error is the caller's: it must not cost a frame, and it must be seen. */
  #tell(callback: () => unknown): void {
    try {
      callback()
    } catch (error) {
      setTimeout(() => {
        throw error
      })
    }
  }
}
