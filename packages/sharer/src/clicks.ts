import type { Stop } from './guard.ts'
import { isOwn } from './own.ts'
import type { Reports } from './reports.ts'
import { LISTEN, type Point, type ToTop } from './windows.ts'

/** Clicks and taps of the customer; those that a script makes are the page's business. */
export function observeClicks(window: Window, toTop: ToTop, reports: Reports): Stop {
  let touch = false
  let last = Number.NEGATIVE_INFINITY

  const down = (event: PointerEvent): void => {
    touch = event.pointerType === 'touch'
  }
  const click = (event: MouseEvent): void => {
    if (!event.isTrusted || isOwn(event)) return
    // A click on a label is followed by one on its control, in the same task and at the same point.
    if (event.timeStamp - last < 1) return
    last = event.timeStamp
    reports.click(toTop(pointOf(event)), touch && event.detail > 0)
  }
  window.addEventListener('pointerdown', down, LISTEN)
  window.addEventListener('click', click, LISTEN)
  return () => {
    window.removeEventListener('pointerdown', down, LISTEN)
    window.removeEventListener('click', click, LISTEN)
  }
}

/** Enter and Space click without a point: then it is the middle of what was activated. */
function pointOf(event: MouseEvent): Point {
  const target = event.composedPath()[0] as Partial<Element> | undefined
  if (event.detail > 0 || !target?.getBoundingClientRect) {
    return { x: event.clientX, y: event.clientY }
  }
  const rect = target.getBoundingClientRect()
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }
}
