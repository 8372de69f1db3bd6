import type { Overlay } from '@alongside/overlay'
import {
  frameKind,
  type Lane,
  type Message,
  ProtocolError,
  type Right,
  readPayload,
} from '@alongside/protocol'
import { MARKS_PER_SECOND } from './limits.ts'

export type Inbox = {
  take(bytes: Uint8Array, lane: Lane | 'volatile', right: Right): void
  /** Payloads that had no business here: malformed, of the wrong kind, or without the right they need. */
  readonly dropped: number
}

/**
 * What the agent's end may do on the customer's page, in one place: ask the capture for something, and have a
 * cursor or a click drawn. Everything else is dropped, whoever sent it (SECURITY.md S17).
 */
export function createInbox(options: {
  requests(frame: Uint8Array): void
  /** Requests to a page in a frame. */
  subpage(frame: Uint8Array): void
  /** What draws, once it is there. */
  overlay(): Pick<Overlay, 'pointer' | 'click'> | null
  now?(): number
}): Inbox {
  const now = options.now ?? (() => performance.now())
  let dropped = 0
  let second = 0
  let marks = 0

  const mayMark = (): boolean => {
    if (now() - second >= 1000) {
      second = now()
      marks = 0
    }
    return ++marks <= MARKS_PER_SECOND
  }

  const message = (received: Message, right: Right): boolean => {
    if (right !== 'pointer' || !mayMark()) return false
    switch (received.message) {
      case 'pointer':
        options.overlay()?.pointer(received.place, received.touch)
        return true
      case 'pointerGone':
        options.overlay()?.pointer(null)
        return true
      case 'click':
        options.overlay()?.click(received.place, received.touch)
        return true
      case 'leaving':
      case 'held':
      case 'away':
        return false
    }
  }

  const accepted = (bytes: Uint8Array, lane: Lane | 'volatile', right: Right): boolean => {
    const payload = readPayload(bytes)
    if (payload.kind === 'message') return message(payload.message, right)
    if (lane !== 'control') return false
    const kind = frameKind(payload.frame)
    if (kind === 'requests') options.requests(payload.frame)
    else if (kind === 'subpage') options.subpage(payload.frame)
    else return false
    return true
  }

  return {
    take(bytes, lane, right) {
      try {
        if (!accepted(bytes, lane, right)) dropped++
      } catch (error) {
        dropped++
        if (!(error instanceof ProtocolError)) throw error
      }
    },
    get dropped() {
      return dropped
    },
  }
}
