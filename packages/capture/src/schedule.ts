import { listen } from './natives.ts'

/** Between two flushes at most one frame of a 60 Hz screen passes. */
const FRAME_MS = 16

export interface Schedule {
  /** Something is dirty: run now when idle, else (and for what may come `later`) with the next frame. */
  request(later?: boolean): void
  /** More work is left: run again as soon as others have had their turn. */
  again(): void
  stop(): void
}

/**
 * Leading edge: the first change after quiet runs at once, further ones at most once a frame. A hidden tab has no
 * frames, so a timer stands in.
 */
export function createSchedule(view: Window, run: () => void): Schedule {
  let last = Number.NEGATIVE_INFINITY
  let frame = 0
  let timer = 0

  const fire = (): void => {
    cancel()
    last = performance.now()
    run()
  }
  // A message is the shortest yield: timers are clamped to 4 ms, and idle callbacks may not come for seconds.
  const { port1, port2 } = new MessageChannel()
  let messaged = false
  listen(port1, 'message', () => {
    messaged = false
    fire()
  })
  port1.start()
  const cancel = (): void => {
    if (frame) view.cancelAnimationFrame(frame)
    if (timer) view.clearTimeout(timer)
    frame = timer = 0
  }
  return {
    request(later) {
      if (frame || timer) return
      const since = performance.now() - last
      if (since >= FRAME_MS && !later) fire()
      else if (view.document.visibilityState === 'hidden') timer = view.setTimeout(fire, FRAME_MS)
      else {
        frame = view.requestAnimationFrame(fire)
        // A frame may never come (the tab is hidden meanwhile, or occluded).
        timer = view.setTimeout(fire, 100)
      }
    },
    again() {
      if (messaged) return
      messaged = true
      port2.postMessage(0)
    },
    stop() {
      cancel()
      port1.close()
    },
  }
}
