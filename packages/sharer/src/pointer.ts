import type { Stop } from './guard.ts'
import { isOwn } from './own.ts'
import type { Reports } from './reports.ts'
import { LISTEN, type ToTop } from './windows.ts'

/** Where the customer's pointer is. Reads the event and nothing else: the place is found when it is sent. */
export function observePointer(window: Window, toTop: ToTop, reports: Reports): Stop {
  const move = (event: PointerEvent): void => {
    if (!event.isTrusted || !event.isPrimary) return
    if (isOwn(event)) reports.gone()
    else reports.at(toTop({ x: event.clientX, y: event.clientY }), event.pointerType === 'touch')
  }
  const out = (event: PointerEvent): void => {
    // Into nothing: out of the window, or a finger that was lifted. From a frame to the page around it is a
    // move of the outer window, which comes after.
    if (event.isTrusted && event.relatedTarget === null) reports.gone()
  }
  window.addEventListener('pointermove', move, LISTEN)
  window.addEventListener('pointerdown', move, LISTEN)
  window.addEventListener('pointerout', out, LISTEN)
  return () => {
    window.removeEventListener('pointermove', move, LISTEN)
    window.removeEventListener('pointerdown', move, LISTEN)
    window.removeEventListener('pointerout', out, LISTEN)
  }
}
