import { type ChannelState, openChannel, type WebSocketLike } from '@alongside/channel'
import { type Lane, type Message, type Right, writePayload } from '@alongside/protocol'
import type { CobrowseConfig } from '@alongside/protocol/api'
import type { Stop } from './guard.ts'

export type Connect = (url: string) => WebSocketLike

/** The channel as the sharer speaks of it: messages and frames, and one end that comes once. */
export type Connection = {
  readonly behind: boolean
  sendFrame(frame: Uint8Array, lane: Lane): void
  send(message: Message): void
  sendVolatile(message: Message): void
  /** After the last words of a page: browsers keep the socket of a page that they keep to go back to (Chromium 156). */
  rest(): void
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
  readonly issuerKey: Uint8Array | null
  readonly config: Pick<CobrowseConfig, 'assetBytesPerSecond'> | null
  readonly connect?: Connect
  onState?(state: { connection: ChannelState; viewerPresent: boolean }): void
}

export function connect(options: Options, events: Events): Connection {
  let closing = false
  const channel = openChannel({
    role: 'sharer',
    sessionId: options.sessionId,
    issuerKey: options.issuerKey,
    assetBytesPerSecond: options.config?.assetBytesPerSecond,
    ticket: options.ticket,
    ...(options.connect && { connect: options.connect }),
    onPayload: events.onPayload,
    onStream: events.onStream,
    onState(state) {
      if (closing) return
      events.onState(state)
      options.onState?.({ connection: state, viewerPresent: state === 'open' })
      // The server's reason, when there is one, follows in this very task.
      if (state === 'closed') queueMicrotask(() => events.onEnded('failed'))
    },
    onEnded: events.onEnded,
  })
  const rightOf = (message: Message): Right =>
    /leaving|held|away/.test(message.message) ? 'view' : 'pointer'
  return {
    get behind() {
      return channel.behind
    },
    sendFrame: (frame, lane) => channel.send(writePayload({ kind: 'frame', frame }), lane),
    send: (message) =>
      channel.send(writePayload({ kind: 'message', message }), 'control', rightOf(message)),
    sendVolatile: (message) =>
      channel.sendVolatile(writePayload({ kind: 'message', message }), rightOf(message)),
    rest: () => channel.rest(),
    close() {
      closing = true
      channel.close()
    },
  }
}
