import type { EndReason, Role } from '@alongside/protocol'
import type { ServerEvent } from '@alongside/protocol/api'
import type { Stop } from '../errors.ts'

/** What one instance tells all, itself included. Nothing here is the record: that is the store. */
export type Notice =
  | {
      readonly kind: 'event'
      /** Which guest, and whether the agents, hear of it. */
      readonly guestId: string | null
      readonly agents: boolean
      readonly event: ServerEvent
    }
  /** Sign-ins of an agent have ended: one (`only`), or all but one (`keep`). */
  | {
      readonly kind: 'revoked'
      readonly agentId: string
      readonly only: string | null
      readonly keep: string | null
    }

/** One end of a session, as the relay's socket sees what comes for it. */
export type SessionEnd = {
  /** Bytes from the other end. `lossy`: may be dropped when this end is slow. */
  frame(bytes: Uint8Array, lossy: boolean): void
  peer(present: boolean): void
  /** Another socket of the same role took this place. */
  replaced(): void
  ended(reason: EndReason): void
}

export type Seat = {
  readonly peer: boolean
  /** To the other end, unchanged; to nobody when it is away. */
  pass(bytes: Uint8Array, lossy: boolean): void
  /** Nothing was heard of this end for a while: the other is told that it is away. Heard again, both meet anew. */
  quiet(quiet: boolean): void
  leave(): void
}

/**
 * Carries events and frames between instances. Speaks of sessions and seats, not of subjects and keys, so that each
 * carrier can do it its own way. docs/adr/0003-broker.md has the reasons.
 */
export interface Broker {
  publish(notice: Notice): void
  subscribe(receive: (notice: Notice) => void): Stop
  /** A session has one seat for each role; who comes later takes it over. */
  takeSeat(sessionId: string, role: Role, end: SessionEnd): Seat
  bothSeated(sessionId: string): boolean
  /** Tells both ends, and empties their seats. */
  endSession(sessionId: string, reason: EndReason): void
}
