import { type ChannelState, openChannel, type WebSocketLike } from '@alongside/channel'
import { type Lane, type Message, type Right, writePayload } from '@alongside/protocol'
import type { Stop } from './attempt.ts'

export type Connect = (url: string) => WebSocketLike

/** The channel as the viewer speaks of it: requests and messages, and one end that comes once. */
export type Connection = {
  readonly state: ChannelState
  readonly roundTrip: number | null
  sendRequests(frame: Uint8Array): void
  send(message: Message): void
  sendVolatile(message: Message): void
  readonly close: Stop
}

/** ms: so often the path is asked whether it carries, looked at whether it said anything, and after so long it is not believed to. */
const HEARTBEAT = { pingEvery: 1_500, lookEvery: 500, quiet: 3_500 }

type Events = {
  onPayload(payload: Uint8Array, lane: Lane | 'volatile', right: Right): void
  onStream(): void
  onState(state: ChannelState): void
  onEnded(reason: string): void
}

type Options = {
  readonly sessionId: string
  ticket(): Promise<{ ticket: string; websocketUrl: string }>
  certify(publicKey: Uint8Array): Promise<Uint8Array>
  readonly connect?: Connect
}

export function connect(options: Options, events: Events): Connection {
  let closing = false
  /** Not a word came for so long that what is seen may be old; whether the socket is dead, the channel finds out. */
  let quiet = false
  let heard = 0
  let heardAt = Date.now()
  const state = (): ChannelState =>
    quiet && channel.state === 'open' ? 'interrupted' : channel.state
  const look = setInterval(() => {
    const { receivedBytes } = channel.stats
    if (receivedBytes !== heard) heardAt = Date.now()
    heard = receivedBytes
    const before = quiet
    quiet = Date.now() - heardAt > HEARTBEAT.quiet
    if (quiet !== before && channel.state === 'open') events.onState(state())
  }, HEARTBEAT.lookEvery)
  const channel = openChannel({
    role: 'viewer',
    sessionId: options.sessionId,
    ticket: options.ticket,
    certify: options.certify,
    timing: { pingEvery: HEARTBEAT.pingEvery },
    ...(options.connect && { connect: options.connect }),
    onPayload: events.onPayload,
    onStream: events.onStream,
    onState(next, detail) {
      if (closing) return
      if (next === 'closed') clearInterval(look)
      events.onState(state())
      const why = detail?.code === 'replaced' ? 'replaced' : 'failed'
      // The server's reason, when there is one, follows in this very task.
      if (next === 'closed') queueMicrotask(() => events.onEnded(why))
    },
    onEnded: events.onEnded,
  })
  return {
    get state() {
      return state()
    },
    get roundTrip() {
      return channel.stats.roundTrip
    },
    sendRequests: (frame) => channel.send(writePayload({ kind: 'frame', frame }), 'control'),
    send: (message) =>
      channel.send(writePayload({ kind: 'message', message }), 'control', 'pointer'),
    sendVolatile: (message) =>
      channel.sendVolatile(writePayload({ kind: 'message', message }), 'pointer'),
    close() {
      closing = true
      clearInterval(look)
      channel.close()
    },
  }
}
