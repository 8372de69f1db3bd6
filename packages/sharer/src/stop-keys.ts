import type { Stop } from './guard.ts'
import { STOP_KEYS_MS } from './limits.ts'
import { LISTEN } from './windows.ts'

/** Escape twice stops sharing, wherever the focus is and whatever the page does with the key. */
export function observeStopKeys(window: Window, onStop: () => void): Stop {
  let last = Number.NEGATIVE_INFINITY
  const key = (event: KeyboardEvent): void => {
    if (!event.isTrusted || event.repeat) return
    if (event.key !== 'Escape') {
      last = Number.NEGATIVE_INFINITY
      return
    }
    if (event.timeStamp - last <= STOP_KEYS_MS) onStop()
    last = event.timeStamp
  }
  window.addEventListener('keydown', key, LISTEN)
  return () => window.removeEventListener('keydown', key, LISTEN)
}
