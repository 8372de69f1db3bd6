import { type Capture, type CaptureOptions, PrivacyRulesError } from '@alongside/capture/core'
import type { HeldReason } from '@alongside/protocol'
import type { CobrowseConfig } from '@alongside/protocol/api'
import type { Connection } from './connection.ts'
import { laneOf } from './lane.ts'
import { followRules, isPaused, renew } from './rules.ts'

/** Sees what goes out, in this page. */
export type Listener = {
  /** A frame before it is sealed; true: it is not for the agent. */
  take(frame: Uint8Array): boolean
  hold(why: HeldReason | null): void
}

export type Sharing = {
  /** null while nothing of the page may be known: nobody is there, or it is held back. */
  readonly capture: Capture | null
  /** An agent with a certified key is there: from now on, and never before, the page is read. */
  begin(): void
  /** From now on, and for good: what was asked for on its behalf may come late. */
  listen(listener: Listener): void
  /** The customer's own wish; before every rule. */
  pause(paused: boolean): void
  readonly held: HeldReason | null
  /** The page goes away: its last state, and that it goes. */
  leave(): void
  stop(): void
}

/** What of the page goes out, and when. `config` null: it was not to be had. */
export function createSharing(
  config: CobrowseConfig | null,
  start: (options: Omit<CaptureOptions, 'parts' | 'recogniser'>) => Capture,
  connection: Connection,
  onHeld: (why: HeldReason | null) => void,
  paused = false,
): Sharing {
  let capture: Capture | null = null
  let listener: Listener | undefined
  let held: HeldReason | null = config ? null : 'rules_unavailable'

  const tell = (): void => {
    onHeld(held)
    listener?.hold(held)
    connection.send({ message: 'held', why: held })
  }
  /** Asked before anything goes out: an address may change without an event, and before the page does. */
  const holds = (): boolean => {
    if (config && held !== 'rules_invalid') {
      const address = isPaused(config.pauseCriteria, location.href) ? 'address' : null
      const now = paused ? 'customer' : address
      if (now !== held) {
        held = now
        // What came meanwhile was dropped.
        if (!now) renew(capture)
        tell()
      }
    }
    return held !== null
  }
  const open = (config: CobrowseConfig): Capture => {
    const rules = followRules(config, () => capture)
    return start({
      emit(frame) {
        // What was made by the rules of another address is dropped.
        if (!held && !holds() && !rules.changed() && !listener?.take(frame))
          connection.sendFrame(frame, laneOf(frame))
      },
      ready: () => !holds() && !connection.behind,
      privacy: rules.now,
    })
  }

  holds()
  return {
    get held() {
      return held
    },
    pause(on) {
      paused = on
      holds()
    },
    get capture() {
      return capture && !holds() ? capture : null
    },
    begin() {
      // The new stream has nothing of what was sent before: the capture that runs starts a new epoch.
      renew(capture)
      try {
        if (config) capture ??= open(config)
      } catch (error) {
        if (!(error instanceof PrivacyRulesError)) throw error
        held = 'rules_invalid'
      }
      if (held) tell()
    },
    listen(next) {
      listener = next
    },
    leave() {
      capture?.flush()
      connection.send({ message: 'leaving' })
      connection.rest()
    },
    stop: () => capture?.stop(),
  }
}
