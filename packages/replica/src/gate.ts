import { afterPaint } from './after-paint.ts'
import type { Replica } from './replica.ts'

/** How long a new picture is built before it is painted, and twice as long before each further time. Milliseconds. */
const SLICE_MS = 8

/** Frames on their way into a replica. */
export interface Gate {
  take(frame: Uint8Array): void
  /** All that was taken has been applied. */
  readonly idle: boolean
  stop(): void
}

/**
 * Applies frames in order, at once; but of a new picture the browser paints what there is before more of it is built. The
 * capture writes what is seen first, and nobody need wait for the layout of all that is below.
 */
export function createGate(
  replica: Pick<Replica, 'current'>,
  apply: (frame: Uint8Array) => void,
): Gate {
  const waiting: Uint8Array[] = []
  let slice = SLICE_MS
  let spent = 0
  let begun = false
  let wasCurrent = false
  let cancel: (() => void) | null = null

  const hold = (): void => {
    cancel = afterPaint(() => {
      cancel = null
      spent = 0
      if (isNew()) hold()
      else {
        if (wasCurrent) slice *= 2
        go()
      }
    })
  }
  const isNew = (): boolean => {
    const now = replica.current && !wasCurrent
    wasCurrent = replica.current
    return now
  }
  const go = (): void => {
    for (let frame = waiting.shift(); frame; frame = cancel ? undefined : waiting.shift())
      one(frame)
  }
  const one = (frame: Uint8Array): void => {
    const before = performance.now()
    apply(frame)
    spent += performance.now() - before
    if (!begun || (wasCurrent && !replica.current)) {
      begun = true
      // Begun anew. What comes first is the style sheets, and nothing to paint.
      spent = 0
      slice = SLICE_MS
    }
    if (isNew() || (spent >= slice && (waiting.length > 0 || !wasCurrent))) hold()
  }
  return {
    take(frame) {
      waiting.push(frame)
      if (!cancel) go()
    },
    get idle() {
      return cancel === null
    },
    stop() {
      cancel?.()
      waiting.length = 0
    },
  }
}
