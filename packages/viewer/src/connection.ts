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
  const channel = openChannel({
    role: 'viewer',
    sessionId: options.sessionId,
    ticket: options.ticket,
    certify: options.certify,
    ...(options.connect && { connect: options.connect }),
    onPayload: events.onPayload,
    onStream: events.onStream,
    onState(state, detail) {
      if (closing) return
      events.onState(state)
      const why = detail?.code === 'replaced' ? 'replaced' : 'failed'
      // The server's reason, when there is one, follows in this very task.
      if (state === 'closed') queueMicrotask(() => events.onEnded(why))
    },
    onEnded: events.onEnded,
  })
  return {
    get state() {
      return channel.state
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
      channel.close()
    },
  }
}
