import type { Stop } from './guard.ts'
import type { Reports } from './reports.ts'
import { LISTEN } from './windows.ts'

/** Milliseconds; the idle limit is minutes. */
const TELL_EVERY = 4_000

/** Keys and wheels move no pointer: that somebody is there is told all the same, and keeps the session's idle limit away. */
export function observeActivity(window: Window, reports: Pick<Reports, 'alive'>): Stop {
  let told = Number.NEGATIVE_INFINITY
  const act = (event: Event): void => {
    if (!event.isTrusted || event.timeStamp - told < TELL_EVERY) return
    told = event.timeStamp
    reports.alive()
  }
  window.addEventListener('keydown', act, LISTEN)
  window.addEventListener('wheel', act, LISTEN)
  return () => {
    window.removeEventListener('keydown', act, LISTEN)
    window.removeEventListener('wheel', act, LISTEN)
  }
}
