import { writeRequests } from '@alongside/protocol'
import type { Stop } from './attempt.ts'

/** A stream that keeps failing must not make the customer's page start over all the time. */
const EPOCH_EVERY_MS = 1000
/** A single new epoch takes less; nobody need hear of it. */
const STUCK_AFTER_MS = 1500

export type Healing = {
  /** The replica could not take a frame: the next epoch makes it whole. */
  failed(): void
  /** A frame was taken again. */
  whole(): void
  /** The picture cannot be made whole, and has not been for a while: the agent should know. */
  readonly stuck: boolean
  readonly count: number
  readonly stop: Stop
}

/** Asks for a new epoch, at once and then at most once a second. */
export function createHealing(
  sendRequests: (frame: Uint8Array) => void,
  now: () => number = () => performance.now(),
): Healing {
  let count = 0
  let asked = Number.NEGATIVE_INFINITY
  let since: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const ask = (): void => {
    timer = undefined
    asked = now()
    sendRequests(writeRequests([{ request: 'epoch' }]))
  }
  return {
    failed() {
      count++
      since ??= now()
      const wait = asked + EPOCH_EVERY_MS - now()
      if (wait <= 0 && timer === undefined) ask()
      else timer ??= setTimeout(ask, wait)
    },
    whole() {
      since = null
    },
    get stuck() {
      return since !== null && now() - since > STUCK_AFTER_MS
    },
    get count() {
      return count
    },
    stop: () => clearTimeout(timer),
  }
}
