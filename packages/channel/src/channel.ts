import type { Lane, Right, Role } from '@alongside/protocol'
import { SealedChannel } from './sealed-channel.ts'
import type { Stats, WebSocketLike } from './socket.ts'
import type { ChannelTiming } from './timing.ts'

// The parts, from the wire inwards: socket (one at a time, heartbeat, back-off), sealed-channel (who is there, one frame
// after the other), handshake (identities, certificate), stream (outbox and inbox of one pair of identities),
// seal (keys and nonces), fragments, deflate.

/** waiting: the socket is up, the other end is absent or has not shown its keys. interrupted: it was open before. */
export type ChannelState = 'connecting' | 'waiting' | 'open' | 'interrupted' | 'closed'

export type ChannelOptions = {
  readonly role: Role
  readonly sessionId: string
  /** A fresh one for every socket. A rejection whose `code` is terminal closes the channel. */
  ticket(): Promise<{ ticket: string; websocketUrl: string }>
  connect?(url: string): WebSocketLike
  /** Viewer: has the issuer certify this end's ephemeral key. */
  certify?(publicKey: Uint8Array): Promise<Uint8Array>
  /** Sharer: the issuer's raw Ed25519 key; without it no viewer is believed. */
  readonly issuerKey?: Uint8Array | null
  onPayload(payload: Uint8Array, lane: Lane | 'volatile', right: Right): void
  /** A new stream with the other end: nothing of before counts, what was not acknowledged is gone. */
  onStream(): void
  onState(state: ChannelState, detail?: { code: string }): void
  /** The server says that the session is over; `closed` with code `session_ended` comes first. */
  onEnded(reason: string): void
  /** The clock that certificates are judged by; the server's, where it is known. */
  now?(): number
  readonly timing?: Partial<ChannelTiming>
  /** What the lane of assets may take; without it as LIMITS has it. */
  readonly assetBytesPerSecond?: number | undefined
}

export interface Channel {
  /** In order within its lane, exactly once, kept until acknowledged; dropped before the first stream. */
  send(payload: Uint8Array, lane: Lane, right?: Right): void
  /** The latest of a right wins; dropped while not open. */
  sendVolatile(payload: Uint8Array, right: Right): void
  /** Bytes that the other end has not acknowledged. */
  readonly buffered: number
  /** More is under way than the link takes in half a second: what can coalesce should wait. */
  readonly behind: boolean
  readonly state: ChannelState
  readonly stats: Readonly<Stats>
  /** The page is put aside: the socket goes once what was sent has left. Another comes when the page is back. */
  rest(): void
  close(): void
}

export function openChannel(o: ChannelOptions): Channel {
  return new SealedChannel(o)
}
