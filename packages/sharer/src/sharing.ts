import type { Capture, CaptureOptions, PrivacyRules } from '@alongside/capture/core'
import { frameKind, innermost, type Lane, writeRequests } from '@alongside/protocol'
import type { CobrowseConfig } from '@alongside/protocol/api'
import type { Connection } from './connection.ts'

export type Sharing = {
  /** An agent with a certified key is there: from now on, and never before, the page is read. */
  begin(): Capture
  /** The page goes away: its last state, and that it goes. */
  leave(): void
  stop(): void
}

/** What of the page goes out, and when. */
export function createSharing(
  config: CobrowseConfig,
  start: (options: Omit<CaptureOptions, 'parts' | 'recogniser'>) => Capture,
  connection: Connection,
): Sharing {
  let capture: Capture | null = null
  return {
    begin() {
      // The new stream has nothing of what was sent before: the capture that runs starts a new epoch.
      if (capture) capture.receive(writeRequests([{ request: 'epoch' }]))
      capture ??= start({
        emit: (frame) => connection.sendFrame(frame, laneOf(frame)),
        ready: () => !connection.behind,
        privacy: privacyOf(config),
      })
      return capture
    },
    leave() {
      capture?.flush()
      connection.send({ message: 'leaving' })
    },
    stop: () => capture?.stop(),
  }
}

export function privacyOf({ maskSelectors, privacy }: CobrowseConfig): PrivacyRules {
  return { mode: privacy.mode, maskSelectors, unmaskSelectors: privacy.unmaskSelectors }
}

/** Ops, and that a page has gone, in their order; the rest may be overtaken. */
function laneOf(frame: Uint8Array): Lane {
  const inner = innermost(frame)
  return inner.length === 0 || frameKind(inner) === 'ops' ? 'page' : 'asset'
}
