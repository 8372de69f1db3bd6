import type { ChannelState } from '@alongside/channel'
import type { Away, HeldReason } from '@alongside/protocol'

/** Whether what the agent sees is what is there. */
export type Freshness = {
  /** The customer goes to another page; the picture is of the one before. */
  readonly gone: boolean
  /** Where the customer is beside this page, or is about to be. */
  readonly at: Away | null
  readonly frozenSince: number | null
  /** Nothing of the page is sent, and why. */
  readonly held: HeldReason | null
  connection(state: ChannelState): void
  /** A new stream: what is shown is of before. */
  stream(): void
  leaving(): void
  hold(why: HeldReason | null): void
  away(at: Away | null): void
  /** Ops were applied. */
  applied(): void
  /** Whether the newest of what was applied is what is seen. */
  shown(current: boolean): void
}

export function createFreshness(now: () => number = Date.now): Freshness {
  let gone = false
  let held: HeldReason | null = null
  let at: Away | null = null
  let open = false
  /** The picture is of the stream before, until ops of this one are applied and seen. */
  let old = false
  let applied = false
  let frozenSince: number | null = null

  const settle = (): void => {
    if (open && !old) frozenSince = null
    else frozenSince ??= now()
  }
  return {
    get gone() {
      return gone
    },
    get held() {
      return held
    },
    get at() {
      return at
    },
    get frozenSince() {
      return frozenSince
    },
    connection(state) {
      // Back from the browser's page cache, the same page goes on where it was.
      if (state === 'open' && !open && !old) {
        gone = false
        at = null
      }
      open = state === 'open'
      settle()
    },
    stream() {
      old = true
      applied = false
      held = null
      at = null
      settle()
    },
    leaving() {
      gone = true
    },
    hold(why) {
      held = why
      // The page that was expected is there, and says so.
      gone = false
    },
    away(next) {
      at = next
    },
    applied() {
      applied = true
    },
    shown(current) {
      if (!old || !applied || !current) return
      gone = false
      old = false
      settle()
    },
  }
}
