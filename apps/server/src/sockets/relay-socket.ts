import {
  LIMITS,
  ProtocolError,
  type Right,
  type Role,
  readWireFrame,
  type WireFrame,
  writeWireFrame,
} from '@alongside/protocol'
import type { CobrowseConfig } from '@alongside/protocol/api'
import { type RawData, WebSocket } from 'ws'
import type { Broker, Seat } from '../broker/broker.ts'
import type { Sessions } from '../cobrowse/sessions.ts'
import type { ServerConfig } from '../config/config-schema.ts'
import type { Stop } from '../errors.ts'
import type { Principal } from '../identity/principal.ts'
import type { Metrics } from '../metrics.ts'
import type { SessionRecord, Store } from '../store/store.ts'
import type { Tickets } from '../tickets.ts'
import { CLOSE } from './close-codes.ts'
import { revokes } from './events-socket.ts'
import type { Opened, Socket } from './open-sockets.ts'
import { Rate } from './rate.ts'

/** How often frames are written down as activity; the idle limit is minutes. */
const ACTIVITY_MS = 5_000
/** The sharer's end is asked so often, and counts as away after such a silence: the agent learns within 5 s that the picture may be old. */
const ASK_MS = 2_000
const QUIET_MS = 3_500
/** Frames kept for a client that does not wait for its welcome. */
const EARLY_FRAMES = 16

export type RelayParts = {
  readonly config: ServerConfig
  readonly tickets: Tickets
  readonly broker: Broker
  readonly store: Store
  readonly sessions: Sessions
  readonly metrics: Metrics
  onError(error: unknown): void
}

/**
 * One end of a session. Reads the clear head of a frame (kind, lane, right, numbers) and passes the bytes as they came:
 * what is sealed stays sealed, and what is not for the relay is never unpacked.
 */
export function serveRelay(parts: RelayParts, { socket, origin }: Opened, sessionId: string): void {
  const { limits } = parts.config
  const send = (frame: WireFrame): void => {
    if (socket.readyState === socket.OPEN) socket.send(writeWireFrame(frame))
  }
  const refuse = (code: string, message: string, close: number | null): void => {
    parts.metrics.errors.inc({ code })
    send({ kind: 'refused', code, message })
    if (close !== null) socket.close(close, code)
  }
  const hello = setTimeout(
    () => refuse('hello_timeout', 'no hello in time', CLOSE.silent),
    limits.helloTimeout,
  )
  socket.on('close', () => clearTimeout(hello))

  const open = async (frame: WireFrame): Promise<Connected | null> => {
    if (frame.kind !== 'hello') {
      refuse('bad_frame', 'hello comes first', CLOSE.bad)
      return null
    }
    const claim = parts.tickets.redeem(frame.ticket, { purpose: 'session', sessionId, origin })
    if (claim === null) {
      refuse('ticket_invalid', 'not a ticket, or used, or too old', CLOSE.ticket)
      return null
    }
    const record = await parts.store.session(sessionId)
    const role = record === null ? null : roleIn(record, claim.principal, claim.tabId)
    if (record === null || role === null) {
      refuse('sharer_elsewhere', 'another tab or agent holds this end', CLOSE.refused)
      return null
    }
    if (record.session.state === 'ended') {
      send({ kind: 'ended', reason: record.session.reason })
      socket.close(CLOSE.ended, record.session.reason)
      return null
    }
    if (record.session.state === 'proposed') {
      refuse('session_not_running', 'the proposal is not accepted yet', CLOSE.refused)
      return null
    }
    const conversation = await parts.store.conversation(record.conversationId)
    const deployment = await parts.store.deployment(conversation?.deploymentId ?? '')
    if (socket.readyState !== socket.OPEN || deployment === null) return null
    return { role, principal: claim.principal, config: deployment.config.cobrowse }
  }

  let receive: ((bytes: Buffer) => void) | null = null
  /** What came between hello and welcome. */
  let early: Buffer[] | null = null
  const onMessage = async (data: RawData, isBinary: boolean): Promise<void> => {
    if (socket.readyState !== socket.OPEN) return
    if (!isBinary || !(data instanceof Buffer)) {
      return refuse('bad_frame', 'text on a binary socket', CLOSE.bad)
    }
    if (receive !== null) return receive(data)
    if (early !== null) {
      if (early.length >= EARLY_FRAMES) refuse('bad_frame', 'wait for welcome', CLOSE.bad)
      else early.push(data)
      return
    }
    early = []
    clearTimeout(hello)
    const end = await open(readWireFrame(data))
    if (end === null) return
    receive = connect(parts, socket, sessionId, end, { send, refuse })
    for (const frame of early) receive(frame)
  }
  socket.on('message', (data, isBinary) => {
    onMessage(data, isBinary).catch((error: unknown) => {
      if (error instanceof ProtocolError) return refuse(error.code, error.message, CLOSE.bad)
      parts.onError(error)
      refuse('internal', 'something went wrong here', 1011)
    })
  })
}

type Connected = {
  readonly role: Role
  readonly principal: Principal
  readonly config: CobrowseConfig
}
type Answers = {
  send(frame: WireFrame): void
  refuse(code: string, message: string, close: number | null): void
}

/** The guest shares from the tab that accepted; the agent who proposed views. */
function roleIn(record: SessionRecord, principal: Principal, tabId: string | null): Role | null {
  if (principal.kind === 'agent') return record.agentId === principal.agent.id ? 'viewer' : null
  return record.tabId !== null && record.tabId === tabId ? 'sharer' : null
}

function connect(
  parts: RelayParts,
  socket: Socket,
  sessionId: string,
  { role, principal, config }: Connected,
  { send, refuse }: Answers,
): (bytes: Buffer) => void {
  const { limits } = parts.config
  const { metrics } = parts
  const frameRate = new Rate(limits.framesPerSecond)
  const byteRate = new Rate(limits.bytesPerSecond)
  const volatileRate = new Rate(limits.volatilePerSecond)
  let activeAt = 0

  const seat: Seat = parts.broker.takeSeat(sessionId, role, {
    frame: (bytes, lossy) => {
      if (socket.readyState !== socket.OPEN) return
      if (lossy && socket.bufferedAmount > limits.bufferedBytes) {
        metrics.dropped.inc({ reason: 'slow' })
        return
      }
      if (socket.bufferedAmount > limits.queuedBytes) {
        return refuse('too_slow', 'this end does not keep up; resume', CLOSE.overloaded)
      }
      socket.send(bytes)
    },
    peer: (present) => send({ kind: 'peer', present }),
    replaced: () => refuse('replaced', 'opened elsewhere', CLOSE.replaced),
    ended: (reason) => {
      send({ kind: 'ended', reason })
      socket.close(CLOSE.ended, reason)
    },
  })
  const changed = (): void => {
    parts.sessions.seatsChanged(sessionId).catch(parts.onError)
  }
  const unsubscribe = parts.broker.subscribe((notice) => {
    if (notice.kind === 'revoked' && principal.kind === 'agent' && revokes(notice, principal)) {
      refuse('sign_in_needed', 'this sign-in has ended', CLOSE.ticket)
    }
  })
  // WebSocket's own ping is answered by pages whose timers are slowed, too; over HTTP what comes to a page wakes it.
  const ask = (): void => {
    if (socket instanceof WebSocket) socket.ping()
    else send({ kind: 'ping' })
  }
  const heartbeat = role === 'sharer' ? watchSilence(ask, seat.quiet) : null
  if (heartbeat && socket instanceof WebSocket) socket.on('pong', heartbeat.heard)
  socket.on('close', () => {
    heartbeat?.stop()
    unsubscribe()
    seat.leave()
    changed()
  })
  socket.on('ping', () => slowDown(socket, frameRate.owe(1)))
  send({ kind: 'welcome', role, peer: seat.peer })
  changed()

  return (bytes) => {
    if (socket.readyState !== socket.OPEN) return
    heartbeat?.heard()
    slowDown(socket, byteRate.owe(bytes.length))
    if (bytes.length > LIMITS.frameBytes) {
      return refuse('too_large', `a frame over ${LIMITS.frameBytes} bytes`, CLOSE.bad)
    }
    const frame = readWireFrame(bytes)
    switch (frame.kind) {
      case 'ping':
        return send({ kind: 'pong' })
      case 'pong':
        return
      case 'keys':
      case 'resume':
      case 'ack':
        break
      case 'data':
      case 'volatile':
        if (role === 'viewer' && !rightAllowed(frame.right, config)) {
          return refuse('right_missing', `${frame.right} is off in this deployment`, null)
        }
        // What both ends do by themselves, checks of the picture above all, needs no more than `view`.
        if (frame.right !== 'view' && Date.now() - activeAt > ACTIVITY_MS) {
          activeAt = Date.now()
          parts.sessions.activity(sessionId).catch(parts.onError)
        }
        break
      default:
        return refuse('bad_frame', `${frame.kind} is not for clients to send`, CLOSE.bad)
    }
    const lossy = frame.kind === 'volatile'
    if (!lossy) slowDown(socket, frameRate.owe(1))
    if (lossy && !volatileRate.take()) {
      metrics.dropped.inc({ reason: 'rate' })
      return
    }
    metrics.frames.inc({ class: lossy ? 'volatile' : frame.kind === 'data' ? frame.lane : 'link' })
    metrics.bytes.inc(bytes.length)
    seat.pass(bytes, lossy)
  }
}

/** Asks an end whether it is still there, and tells when it has said nothing for too long, and when it speaks again. */
function watchSilence(
  ask: () => void,
  tell: (quiet: boolean) => void,
): { heard(): void; readonly stop: Stop } {
  let heardAt = Date.now()
  let lookedAt = heardAt
  let quiet = false
  const heard = (): void => {
    heardAt = Date.now()
    if (quiet) tell(false)
    quiet = false
  }
  const timer = setInterval(() => {
    const now = Date.now()
    // This process itself stood still: what came meanwhile was not read yet.
    if (now - lookedAt > 2 * ASK_MS) heardAt = now
    lookedAt = now
    if (!quiet && now - heardAt > QUIET_MS) {
      quiet = true
      tell(true)
    }
    ask()
  }, ASK_MS)
  return { heard, stop: () => clearInterval(timer) }
}

/** Over its rate an end is read more slowly, which TCP tells it; nothing is lost and nobody is cut off. */
function slowDown(socket: Socket, milliseconds: number): void {
  if (milliseconds <= 0 || socket.isPaused) return
  socket.pause()
  setTimeout(() => socket.resume(), Math.min(milliseconds, 5_000))
}

function rightAllowed(right: Right, config: CobrowseConfig): boolean {
  switch (right) {
    case 'view':
    case 'pointer':
      return true
    case 'drawing':
      return config.allowDraw
    case 'control':
      return config.allowAgentControl
    case 'navigation':
      return config.allowAgentNavigation
  }
}
