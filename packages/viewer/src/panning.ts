import type { Stop } from './attempt.ts'

/** px of one press of an arrow key, and of one line of a wheel that counts in lines. */
const STEP = 48
const LINE = 18

const KEYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
}

/** Wheel and arrow keys move over a page that is larger than the mat; what cannot move is left to the app. */
export function observePanning(input: HTMLElement, panBy: (x: number, y: number) => boolean): Stop {
  const wheel = (event: WheelEvent): void => {
    if (event.ctrlKey) return
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1
    const [x, y] = event.shiftKey ? [event.deltaY, event.deltaX] : [event.deltaX, event.deltaY]
    if (panBy(x * unit, y * unit)) event.preventDefault()
  }
  const key = (event: KeyboardEvent): void => {
    const step = KEYS[event.key]
    if (step && panBy(...step)) event.preventDefault()
  }
  input.addEventListener('wheel', wheel, { passive: false })
  input.addEventListener('keydown', key)
  return () => {
    input.removeEventListener('wheel', wheel)
    input.removeEventListener('keydown', key)
  }
}
