import { ClientEvent, type ServerEvent } from '@alongside/protocol/api'
import { Compile } from 'typebox/compile'
import type { RawData } from 'ws'
import type { Broker, Notice } from '../broker/broker.ts'
import type { Sessions } from '../cobrowse/sessions.ts'
import type { ServerConfig } from '../config/config-schema.ts'
import { Refusal } from '../errors.ts'
import type { Principal } from '../identity/principal.ts'
import type { Conversations } from '../messaging/conversations.ts'
import type { Presence } from '../messaging/presence.ts'
import type { Metrics } from '../metrics.ts'
import type { Store } from '../store/store.ts'
import type { Tickets } from '../tickets.ts'
import { CLOSE } from './close-codes.ts'
import type { Opened, Socket } from './open-sockets.ts'
import { Rate } from './rate.ts'

const checker = Compile(ClientEvent)
/** A client that does not read its events is cut off; it asks HTTP for what it missed. */
const BEHIND_BYTES = 4 << 20

export type EventParts = {
  readonly config: ServerConfig
  readonly tickets: Tickets
  readonly broker: Broker
  readonly store: Store
  readonly conversations: Conversations
  readonly sessions: Sessions
  readonly presence: Presence
  readonly metrics: Metrics
  onError(error: unknown): void
}

/** One event socket: a ticket first, then what concerns its guest, or everything for an agent. */
export function serveEvents(parts: EventParts, { socket, origin }: Opened): void {
  const { limits } = parts.config
  const rate = new Rate(limits.eventsPerSecond)
  let principal: Principal | null = null

  const send = (event: ServerEvent): void => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > BEHIND_BYTES) socket.close(CLOSE.overloaded, 'behind')
    else socket.send(JSON.stringify(event))
  }
  const fail = (code: string, message: string): void => {
    parts.metrics.errors.inc({ code })
    send({ type: 'error', code, message })
  }
  const close = (code: string, message: string, closeCode: number): void => {
    fail(code, message)
    socket.close(closeCode, code)
  }
  const hello = setTimeout(
    () => close('hello_timeout', 'no hello in time', CLOSE.silent),
    limits.helloTimeout,
  )
  socket.on('close', () => clearTimeout(hello))

  const onMessage = async (data: RawData, isBinary: boolean): Promise<void> => {
    const event = isBinary ? null : parse(data)
    if (!rate.take()) return close('rate_limited', 'too many events', CLOSE.tooFast)
    if (event === null) return close('bad_event', 'not an event of this socket', CLOSE.bad)
    if (principal === null) {
      if (event.type !== 'hello') return close('bad_event', 'hello comes first', CLOSE.bad)
      clearTimeout(hello)
      const claim = parts.tickets.redeem(event.ticket, {
        purpose: 'events',
        sessionId: null,
        origin,
      })
      if (claim === null) {
        return close('ticket_invalid', 'not a ticket, or used, or too old', CLOSE.ticket)
      }
      principal = claim.principal
      return welcome(parts, socket, principal, send)
    }
    if (event.type === 'ping') return send({ type: 'pong' })
    if (event.type === 'hello') return close('bad_event', 'a second hello', CLOSE.bad)
    await relayTyping(parts, principal, event)
  }
  socket.on('message', (data, isBinary) => {
    onMessage(data, isBinary).catch((error: unknown) => {
      if (error instanceof Refusal) return fail(error.code, error.message)
      parts.onError(error)
      close('internal', 'something went wrong here', 1011)
    })
  })
}

async function welcome(
  parts: EventParts,
  socket: Socket,
  principal: Principal,
  send: (event: ServerEvent) => void,
): Promise<void> {
  const unsubscribe = parts.broker.subscribe((notice) => {
    if (notice.kind === 'event') {
      if (concerns(notice, principal)) send(notice.event)
    } else if (principal.kind === 'agent' && revokes(notice, principal)) {
      send({ type: 'error', code: 'sign_in_needed', message: 'this sign-in has ended' })
      socket.close(CLOSE.ticket, 'sign_in_needed')
    }
  })
  socket.on('close', unsubscribe)
  if (principal.kind === 'guest') {
    const { id } = principal.guest
    parts.presence.enter(id)
    socket.on('close', () => parts.presence.leave(id))
  }
  send({ type: 'welcome' })
  if (principal.kind === 'agent') return
  // A page that was reloaded while an offer is open shows it again.
  const conversation = await parts.store.openConversation(principal.guest.id)
  if (conversation === null) return
  const session = await parts.store.openSession(conversation.id)
  const offer = session === null ? null : parts.sessions.offers.offering(session)
  if (offer !== null) send({ type: 'Event', conversationId: conversation.id, events: [offer] })
}

function concerns(notice: Extract<Notice, { kind: 'event' }>, principal: Principal): boolean {
  return principal.kind === 'agent' ? notice.agents : notice.guestId === principal.guest.id
}

export function revokes(
  notice: Extract<Notice, { kind: 'revoked' }>,
  principal: Extract<Principal, { kind: 'agent' }>,
): boolean {
  if (notice.agentId !== principal.agent.id) return false
  return notice.only === null ? principal.signIn !== notice.keep : principal.signIn === notice.only
}

async function relayTyping(
  { conversations, broker }: EventParts,
  principal: Principal,
  event: Extract<ClientEvent, { type: 'typing' }>,
): Promise<void> {
  const { guestId } = await conversations.find(principal, event.conversationId)
  const guest = principal.kind === 'guest'
  broker.publish({
    kind: 'event',
    // To the other side: one's own other tabs need no echo.
    guestId: guest ? null : guestId,
    agents: guest,
    event: {
      type: 'typing',
      conversationId: event.conversationId,
      from: principal.kind,
      name: guest ? principal.guest.name : principal.agent.name,
      typing: event.typing,
    },
  })
}

function parse(data: RawData): ClientEvent | null {
  try {
    const value: unknown = JSON.parse(data.toString())
    return checker.Check(value) ? value : null
  } catch {
    return null
  }
}
