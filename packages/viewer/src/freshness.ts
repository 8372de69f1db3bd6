import type { ChannelState } from '@alongside/channel'

/** Whether what the agent sees is what is there. */
export type Freshness = {
  /** The customer goes to another page; the picture is of the one before. */
  readonly gone: boolean
  readonly frozenSince: number | null
  connection(state: ChannelState): void
  /** A new stream: what is shown is of before, until something of it is applied. */
  stream(): void
  leaving(): void
  applied(ready: boolean): void
}

export function createFreshness(now: () => number = Date.now): Freshness {
  let gone = false
  let open = false
  let old = false
  let frozenSince: number | null = null

  const settle = (): void => {
    if (open && !old) frozenSince = null
    else frozenSince ??= now()
  }
  return {
    get gone() {
      return gone
    },
    get frozenSince() {
      return frozenSince
    },
    connection(state) {
      open = state === 'open'
      settle()
    },
    stream() {
      old = true
      settle()
    },
    leaving() {
      gone = true
    },
    applied(ready) {
      if (!ready) return
      gone = false
      old = false
      settle()
    },
  }
}
