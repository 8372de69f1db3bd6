import {
  backOff,
  PROTOCOL_VERSION,
  ProtocolError,
  readWireFrame,
  type WireFrame,
  writeWireFrame,
} from '@alongside/protocol'
import type { ChannelTiming } from './timing.ts'
import { onWake } from './wake.ts'

/** What the channel needs of a WebSocket: the browser's, or that of the `ws` package. */
export interface WebSocketLike {
  binaryType: string
  readonly bufferedAmount: number
  send(data: string | Uint8Array<ArrayBuffer>): void
  close(): void
  addEventListener(
    type: 'open' | 'message' | 'close' | 'error',
    on: (event: { data?: unknown; code?: number }) => void,
  ): void
}

export type Stats = { roundTrip: number | null; sentBytes: number; receivedBytes: number }

/** One socket at a time, for ever, until `stop` or a terminal refusal. */
export interface Link {
  /** Counts the sockets: work that began on an earlier one must not speak on this one. */
  readonly generation: number
  /** Welcomed and not known to be dead. */
  readonly up: boolean
  readonly bufferedAmount: number
  readonly stats: Readonly<Stats>
  /** Dropped while not up. */
  write(frame: WireFrame): void
  /** This socket is of no use (why: `code`): closes it and tries another after the back-off. */
  drop(code: string): void
  /** It is over, as if the server had refused with this code. */
  end(code: string): void
  stop(): void
}

export type LinkOptions = {
  ticket(): Promise<{ ticket: string; websocketUrl: string }>
  connect(url: string): WebSocketLike
  readonly timing: ChannelTiming
  onUp(peer: boolean): void
  onFrame(frame: WireFrame): void
  /** `code` is null when nobody knows why. */
  onDown(code: string | null): void
  /** Nothing more will come: a terminal refusal, or the session's end with its reason. */
  onOver(code: string, reason: string | null): void
}

/** Tries at once: each may hold a connection of the few that a browser has for a server. */
const MOST_TRIES = 4

const TERMINAL: ReadonlySet<string> = new Set([
  'sharer_elsewhere',
  'session_ended',
  'session_not_running',
  'conversation_ended',
  'not_found',
  'not_your_session',
  'origin_refused',
  'sign_in_needed',
  'replaced',
  'version_mismatch',
  'certificate_invalid',
  'crypto_unavailable',
])

/** Whether trying again cannot help: the answer will be the same until a person does something. */
export function isTerminal(code: string): boolean {
  return TERMINAL.has(code) || code.startsWith('permission')
}

/** The stable code that an error carries (an API failure, a ProtocolError), if any. */
export function codeOf(error: unknown): string | null {
  return error instanceof Object && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null
}

export function keepSocket(o: LinkOptions): Link {
  const stats: Stats = { roundTrip: null, sentBytes: 0, receivedBytes: 0 }
  let generation = 0
  let current: Socket | null = null
  /** Tries whose socket is not open yet. */
  let trying = 0
  let stopped = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const stop = () => {
    stopped = true
    clearTimeout(timer)
    stopWaking()
    current?.close()
    current = null
  }
  const over = (code: string, reason: string | null) => {
    if (stopped) return
    stop()
    o.onOver(code, reason)
  }
  const down = (code: string | null, lived: number, refused: boolean) => {
    current = null
    if (stopped) return
    // Only the server's word is final: garbage on one socket says nothing about the next.
    if (refused && code !== null && isTerminal(code)) return over(code, null)
    if (lived >= o.timing.steady) failures = 0
    clearTimeout(timer)
    timer = setTimeout(attempt, backOff(failures++, o.timing.backOff))
    o.onDown(code)
  }
  const attempt = async () => {
    if (stopped || current || trying >= MOST_TRIES) return
    clearTimeout(timer)
    timer = setTimeout(attempt, o.timing.beside)
    trying++
    try {
      const { ticket, websocketUrl } = await o.ticket()
      if (stopped || current) return
      const socket = await opened(o.connect(websocketUrl), o.timing.handshake)
      // Another try was faster; a second hello would take its place away.
      if (stopped || current) return socket.close()
      clearTimeout(timer)
      generation++
      current = runSocket(socket, ticket, o.timing, stats, {
        onUp: o.onUp,
        onFrame: o.onFrame,
        onEnded: (reason) => over('session_ended', reason),
        onDown: down,
      })
    } catch (error) {
      if (!current) down(codeOf(error), 0, true)
    } finally {
      trying--
    }
  }
  const stopWaking = onWake(() => {
    if (current) current.ping()
    else attempt()
  })
  attempt()

  return {
    get generation() {
      return generation
    },
    get up() {
      return current?.up ?? false
    },
    get bufferedAmount() {
      return current?.bufferedAmount ?? 0
    },
    stats,
    write: (frame) => current?.write(frame),
    drop: (code) => current?.drop(code),
    end: (code) => over(code, null),
    stop,
  }
}

/** Rejects without a code when it does not come to that. */
function opened(socket: WebSocketLike, within: number): Promise<WebSocketLike> {
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      clearTimeout(timer)
      reject(new Error('not opened'))
    }
    // Its close comes late where the network is dead.
    const timer = setTimeout(() => {
      fail()
      socket.close()
    }, within)
    socket.addEventListener('open', () => {
      clearTimeout(timer)
      resolve(socket)
    })
    socket.addEventListener('close', fail)
    socket.addEventListener('error', fail)
  })
}

type Socket = {
  readonly up: boolean
  readonly bufferedAmount: number
  write(frame: WireFrame): void
  ping(): void
  drop(code: string): void
  close(): void
}

/** The life of a socket that is open: hello, welcome, heartbeat. `onDown` comes at most once, and not after `close`. */
function runSocket(
  socket: WebSocketLike,
  ticket: string,
  timing: ChannelTiming,
  stats: Stats,
  on: {
    onUp(peer: boolean): void
    onFrame(frame: WireFrame): void
    onEnded(reason: string): void
    onDown(code: string | null, lived: number, refused: boolean): void
  },
): Socket {
  let upAt = 0
  let dead = false
  let pingAt = 0
  let refusal: string | null = null
  let silence: ReturnType<typeof setTimeout> | undefined

  const send = (frame: WireFrame) => {
    const bytes = writeWireFrame(frame)
    stats.sentBytes += bytes.length
    socket.send(bytes)
  }
  const ping = () => {
    if (dead || !upAt) return
    pingAt = Date.now()
    silence ??= setTimeout(() => drop('silent'), timing.silence)
    send({ kind: 'ping' })
  }
  const heartbeat = setInterval(ping, timing.pingEvery)
  const handshake = setTimeout(() => drop('silent'), timing.handshake)

  const close = () => {
    if (dead) return
    dead = true
    clearInterval(heartbeat)
    clearTimeout(handshake)
    clearTimeout(silence)
    socket.close()
  }
  const drop = (code: string | null) => {
    if (dead) return
    close()
    on.onDown(refusal ?? code, upAt ? Date.now() - upAt : 0, refusal !== null)
  }
  const receive = (frame: WireFrame) => {
    switch (frame.kind) {
      case 'welcome':
        if (upAt) break
        upAt = Date.now()
        clearTimeout(handshake)
        return on.onUp(frame.peer)
      case 'pong':
        stats.roundTrip = Date.now() - pingAt
        break
      case 'ping':
        return send({ kind: 'pong' })
      case 'refused':
        // The relay closes next when it means the socket; a frame refused alone changes nothing here.
        refusal = frame.code
        if (isTerminal(frame.code)) return drop(frame.code)
        return on.onFrame(frame)
      case 'ended':
        return on.onEnded(frame.reason)
      default:
        if (upAt) on.onFrame(frame)
    }
  }

  socket.binaryType = 'arraybuffer'
  // A dead network gives no close event for minutes; then the silence decides and this comes late, to nobody.
  socket.addEventListener('close', () => drop(null))
  socket.addEventListener('error', () => drop(null))
  socket.addEventListener('message', ({ data }) => {
    if (dead) return
    clearTimeout(silence)
    silence = undefined
    const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array()
    stats.receivedBytes += bytes.length
    try {
      receive(readWireFrame(bytes))
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      drop(error.code)
    }
  })

  send({ kind: 'hello', version: PROTOCOL_VERSION, ticket })
  return {
    get up() {
      return upAt > 0 && !dead
    },
    get bufferedAmount() {
      return socket.bufferedAmount
    },
    write(frame) {
      if (upAt && !dead) send(frame)
    },
    ping,
    drop,
    close,
  }
}
