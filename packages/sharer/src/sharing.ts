import type { Capture, CaptureOptions } from '@alongside/capture/core'
import { frameKind, writeRequests } from '@alongside/protocol'
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
  start: (options: Omit<CaptureOptions, 'parts'>) => Capture,
  connection: Connection,
): Sharing {
  let capture: Capture | null = null
  return {
    begin() {
      // The new stream has nothing of what was sent before: the capture that runs starts a new epoch.
      if (capture) capture.receive(writeRequests([{ request: 'epoch' }]))
      capture ??= start({
        emit: (frame) => connection.sendFrame(frame, frameKind(frame) === 'ops' ? 'page' : 'asset'),
        ready: () => !connection.behind,
        privacy: {
          mode: config.privacy.mode,
          maskSelectors: config.maskSelectors,
          unmaskSelectors: config.privacy.unmaskSelectors,
        },
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
