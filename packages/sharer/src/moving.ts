import type { Stop } from './guard.ts'
import { LISTEN } from './windows.ts'

/** Scrolling and resizing move elements under pointers and marks: `onMove`, once a frame at most. */
export function observeMoving(window: Window, onMove: () => void): Stop {
  let frame = 0
  const soon = (): void => {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      onMove()
    })
  }
  window.addEventListener('scroll', soon, LISTEN)
  window.addEventListener('resize', soon, LISTEN)
  return () => {
    cancelAnimationFrame(frame)
    window.removeEventListener('scroll', soon, LISTEN)
    window.removeEventListener('resize', soon, LISTEN)
  }
}
