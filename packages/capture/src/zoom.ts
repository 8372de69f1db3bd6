import { listen } from './natives.ts'
import type { Host, Part } from './part.ts'

/** The part of the viewport that is seen, under zoom or above a keyboard. */
export function zoom(host: Host): Part {
  const seen = host.document.defaultView?.visualViewport
  let told = ''
  let stale = true
  const resized = (): void => {
    stale = true
  }
  const changed = (): void => {
    resized()
    host.changed()
  }
  const hear = (on: boolean): void => {
    if (seen) for (const type of ['resize', 'scroll']) listen(seen, type, changed, on)
  }
  hear(true)
  return {
    resized,
    epoch() {
      stale = true
      told = ''
    },
    flush() {
      const view = host.document.defaultView
      if (!stale || !seen || !view) return
      stale = false
      const { innerWidth, innerHeight } = view
      const { offsetLeft, offsetTop, width, height, scale } = seen
      // Without zoom it is smaller by classic scroll bars, which are told, and by a keyboard.
      const part = scale > 1 || height < innerHeight - KEYBOARD
      const now = part ? [offsetLeft, offsetTop, width, height] : []
      if (`${now}` === told) return
      told = `${now}`
      const [x = 0, y = 0, wide = innerWidth, high = innerHeight] = now
      host.out.visualViewport(x, y, wide, high)
    },
    stop: () => hear(false),
  }
}

/** No scroll bar is as high as this, and no keyboard as low. CSS px. */
const KEYBOARD = 60
