import type { Overlay } from '@alongside/overlay'
import {
  type Away,
  frameKind,
  type HeldReason,
  type Lane,
  type Message,
  readPayload,
} from '@alongside/protocol'

/** What arrives from the customer's end, to where it belongs. A payload that belongs nowhere is counted. */
export function createInbox(options: {
  apply(frame: Uint8Array): void
  overlay: Pick<Overlay, 'pointer' | 'click'>
  leaving(): void
  held(why: HeldReason | null): void
  away(at: Away | null): void
}): { take(bytes: Uint8Array, lane: Lane | 'volatile'): void; readonly dropped: number } {
  let dropped = 0

  const message = (received: Message): void => {
    switch (received.message) {
      case 'pointer':
        options.overlay.pointer(received.place, received.touch)
        break
      case 'pointerGone':
        options.overlay.pointer(null)
        break
      case 'click':
        options.overlay.click(received.place, received.touch)
        break
      case 'leaving':
        options.leaving()
        break
      case 'held':
        options.held(received.why)
        break
      case 'away':
        options.away(received.at)
        break
    }
  }
  return {
    take(bytes, lane) {
      try {
        const payload = readPayload(bytes)
        if (payload.kind === 'message') message(payload.message)
        else if (lane !== 'volatile' && frameKind(payload.frame) !== 'requests') {
          options.apply(payload.frame)
        } else dropped++
      } catch {
        dropped++
      }
    },
    get dropped() {
      return dropped
    },
  }
}
