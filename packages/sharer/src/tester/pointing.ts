import type { Stop } from '../guard.ts'
import { isOwn } from '../own.ts'
import { observeWindows, type Point } from '../windows.ts'

/** While somebody points, a press is for whoever points and for nothing of the page. */
const PRESSES = [
  ...['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'dblclick', 'auxclick'],
  ...['touchstart', 'touchend', 'contextmenu', 'dragstart', 'submit'],
]

/** Points of the top window, in client px, in pages in frames too. */
export function observePointing(on: {
  isOn(): boolean
  /** null: not at the page, or not to choose. */
  over(point: Point | null): void
  chosen(point: Point): void
  escape(): void
}): Stop {
  return observeWindows(window, (inner, toTop) => {
    const move = (event: PointerEvent): void => {
      const is = on.isOn() && !isOwn(event)
      on.over(is ? toTop({ x: event.clientX, y: event.clientY }) : null)
    }
    const press = (event: Event): void => {
      // A page that scripts clicks is not somebody who points.
      if (!on.isOn() || isOwn(event) || !event.isTrusted) return
      event.stopImmediatePropagation()
      // A finger that scrolls begins with this one.
      if (event.type !== 'touchstart') event.preventDefault()
      if (event.type !== 'click') return
      const { clientX: x, clientY: y } = event as MouseEvent
      on.chosen(toTop({ x, y }))
    }
    const key = (event: KeyboardEvent): void => {
      if (event.isTrusted && event.key === 'Escape') on.escape()
    }
    const listening = { capture: true, passive: false }
    inner.addEventListener('pointermove', move, true)
    inner.addEventListener('keydown', key, true)
    for (const type of PRESSES) inner.addEventListener(type, press, listening)
    return () => {
      inner.removeEventListener('pointermove', move, true)
      inner.removeEventListener('keydown', key, true)
      for (const type of PRESSES) inner.removeEventListener(type, press, listening)
    }
  })
}
