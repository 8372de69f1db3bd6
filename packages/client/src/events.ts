import { onWake, type WebSocketLike } from '@alongside/channel'
import { BACK_OFF, backOff } from '@alongside/protocol'
import type { ClientEvent, ServerEvent, Ticket } from '@alongside/protocol/api'

/** Milliseconds: how often to ask whether the socket still carries, and when its silence means that it does not. */
export const EVENTS_TIMING: EventsTiming = { pingEvery: 5_000, silence: 8_000, handshake: 10_000 }
export type EventsTiming = { pingEvery: number; silence: number; handshake: number }

export type EventsState = 'connecting' | 'open' | 'offline'

/** The live half of the API. Events say what changed; what was missed meanwhile is asked for over HTTP. */
export interface Events {
  typing(conversationId: string, typing: boolean): void
  close(): void
}

/**
 * Keeps an event socket open until closed: back-off with jitter, a fresh ticket for each attempt. After each
 * `onState('open')` the caller fetches anew, because events between two sockets are lost.
 */
export function openEvents(o: {
  ticket(): Promise<Ticket>
  onEvent(event: ServerEvent): void
  onState(state: EventsState): void
  connect(url: string): WebSocketLike
  timing?: EventsTiming
}): Events {
  const timing = o.timing ?? EVENTS_TIMING
  let current: Socket | null = null
  let failures = 0
  let openedAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempting = false
  let closed = false

  const retry = () => {
    current = null
    if (closed) return
    o.onState('offline')
    // A server that welcomes and drops at once must not be asked without end at the shortest wait.
    if (openedAt && Date.now() - openedAt > BACK_OFF.longest) failures = 0
    openedAt = 0
    timer = setTimeout(attempt, backOff(failures++))
  }
  const attempt = async () => {
    if (closed || attempting || current) return
    attempting = true
    clearTimeout(timer)
    o.onState('connecting')
    try {
      const { ticket, websocketUrl } = await o.ticket()
      if (closed) return
      current = runSocket(o.connect(websocketUrl), ticket, timing, {
        onOpen() {
          openedAt = Date.now()
          o.onState('open')
        },
        onEvent: o.onEvent,
        onClose: retry,
      })
    } catch {
      // Whatever refused the ticket (offline, signed out) may change; the HTTP calls of the app tell the reason.
      retry()
    } finally {
      attempting = false
    }
  }
  const stopWaking = onWake(() => {
    if (current) current.ping()
    else attempt()
  })
  attempt()

  return {
    typing: (conversationId, typing) => current?.send({ type: 'typing', conversationId, typing }),
    close() {
      closed = true
      clearTimeout(timer)
      stopWaking()
      current?.close()
      current = null
    },
  }
}

type Socket = { send(event: ClientEvent): void; ping(): void; close(): void }

/** One socket's life. `onClose` comes at most once, and not after `close()`. */
function runSocket(
  socket: WebSocketLike,
  ticket: string,
  timing: EventsTiming,
  on: { onOpen(): void; onEvent(event: ServerEvent): void; onClose(): void },
): Socket {
  let welcome = false
  let dead = false
  let heardAt = Date.now()
  const say = (event: ClientEvent) => socket.send(JSON.stringify(event))
  const ping = () => {
    if (Date.now() - heardAt > timing.silence) lose()
    else if (welcome) say({ type: 'ping' })
  }
  const timer = setInterval(ping, timing.pingEvery)
  const handshake = setTimeout(() => lose(), timing.handshake)

  const stop = () => {
    dead = true
    clearInterval(timer)
    clearTimeout(handshake)
    socket.close()
  }
  // A dead network delivers no close event for minutes: silence decides, and the socket's own close may come late.
  const lose = () => {
    if (dead) return
    stop()
    on.onClose()
  }

  socket.addEventListener('open', () => say({ type: 'hello', ticket }))
  socket.addEventListener('close', lose)
  socket.addEventListener('message', ({ data }) => {
    if (dead) return
    heardAt = Date.now()
    const event = readEvent(data)
    if (!event || event.type === 'pong') return
    if (event.type === 'welcome') {
      clearTimeout(handshake)
      welcome = true
      on.onOpen()
    } else on.onEvent(event)
  })

  return {
    send(event) {
      if (welcome && !dead) say(event)
    },
    ping,
    close: stop,
  }
}

function readEvent(data: unknown): ServerEvent | null {
  try {
    const value: unknown = typeof data === 'string' ? JSON.parse(data) : null
    // Unknown kinds of a newer server reach the app's switch, which skips them.
    return value instanceof Object && 'type' in value ? (value as ServerEvent) : null
  } catch {
    return null
  }
}
