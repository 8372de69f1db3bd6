import type { Stop } from './guard.ts'
import { LISTEN } from './windows.ts'

/** The page goes away (a link, a reload, the tab closes). Best effort: the browser may already refuse to send. */
export function observeLeaving(window: Window, onLeave: () => void): Stop {
  window.addEventListener('pagehide', onLeave, LISTEN)
  return () => window.removeEventListener('pagehide', onLeave, LISTEN)
}
