import { listen } from './natives.ts'

/**
 * As long as a frame of a 60 Hz screen, or nearly: frames come a little early, too. There are at most two flushes in it: what
 * a person does beside an animation need not wait for the next frame. Milliseconds.
 */
const FRAME = 15
/** A frame may never come: the tab is hidden meanwhile, or occluded. Milliseconds. */
const LATE = 100

export interface Schedule {
  /** Something is dirty: run now when idle, else with the next frame. */
  request(): void
  /** The same once the page's task is done, which may be about to do more. */
  soon(): void
  /**
   * Run once after the next frame: what the page and the browser do of themselves is done, and the page is laid out. Called
   * now and then, it also runs what waits for a frame that does not come.
   */
  settle(): void
  /** More work is left: run again as soon as others have had their turn. */
  again(): void
  stop(): void
}

/**
 * Leading edge: the first changes after quiet run at once, further ones with the next frame. A hidden tab has no frames, so
 * a timer stands in. `run` learns whether the page is laid out, so that sizes cost nothing.
 */
export function createSchedule(view: Window, run: (settled: boolean) => void): Schedule {
  // Of `unzoned`: each is looked up once.
  const { document, requestAnimationFrame, cancelAnimationFrame, setTimeout, clearTimeout } = view
  let last = Number.NEGATIVE_INFINITY
  let lastButOne = last
  let frame = 0
  let timer = 0
  let asked = 0
  /** A frame is waited for, after which there is to be a look. */
  let settling = false

  const fire = (): void => {
    if (frame) cancelAnimationFrame(frame)
    if (timer) clearTimeout(timer)
    frame = timer = 0
    turns.delete(request)
    lastButOne = last
    last = performance.now()
    run(false)
  }
  const isHidden = (): boolean => document.visibilityState === 'hidden'
  const request = (): void => {
    if (frame || timer) return
    asked = performance.now()
    if (asked - lastButOne >= FRAME) fire()
    else if (isHidden()) timer = setTimeout(fire, FRAME)
    else frame = requestAnimationFrame(fire)
  }
  // A look at what nobody told of takes nobody's turn.
  const look = (): void => run(true)

  // A message is the shortest yield: timers are clamped to 4 ms, and idle callbacks may not come for seconds.
  const { port1, port2 } = new MessageChannel()
  const turns = new Set<() => void>()
  listen(port1, 'message', () => {
    const now = [...turns]
    turns.clear()
    for (const turn of now) turn()
  })
  port1.start()
  const next = (turn: () => void): void => {
    if (turns.size === 0) port2.postMessage(0)
    turns.add(turn)
  }
  return {
    request,
    soon: () => next(request),
    again: () => next(fire),
    settle() {
      if (frame && performance.now() - asked > LATE) next(fire)
      if (settling || turns.has(look)) return
      const settle = (): void => {
        settling = false
        next(look)
      }
      settling = !isHidden()
      if (settling) requestAnimationFrame(settle)
      else settle()
    },
    stop() {
      cancelAnimationFrame(frame)
      port1.close()
    },
  }
}
