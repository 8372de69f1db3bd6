import { rectOf } from '@alongside/capture/core'
import { observeMoving } from '../moving.ts'
import type { Watched } from './watched.ts'

export type Outline = {
  /** What is pointed at, and what was chosen. */
  hover(element: Element | null): void
  select(element: Element | null): void
  remove(): void
}

/** How often boxes are looked for that no event tells of. Milliseconds. */
const LOOK_MS = 200

/** Frames around elements, above the page and without touching it. */
export function createOutline(root: ShadowRoot, watched: () => Watched): Outline {
  const boxes = (['hovered', 'selected'] as const).map((name) => {
    const box = document.createElement('i')
    box.className = `outline ${name}`
    root.prepend(box)
    return { box, element: null as Element | null }
  })
  const draw = (): void => {
    const model = watched().mirrored?.page.model
    for (const { box, element } of boxes) {
      const id = element && model?.idOf(element)
      const rect = id && model ? rectOf(model, id) : null
      box.hidden = !rect
      if (!rect) continue
      box.style.transform = `translate(${rect.x}px, ${rect.y}px)`
      box.style.width = `${rect.width}px`
      box.style.height = `${rect.height}px`
    }
  }
  const put = (at: 0 | 1, element: Element | null): void => {
    const entry = boxes[at]
    if (entry) entry.element = element
    draw()
  }
  const stopMoving = observeMoving(window, draw)
  const timer = setInterval(draw, LOOK_MS)
  return {
    hover: (element) => put(0, element),
    select: (element) => put(1, element),
    remove() {
      stopMoving()
      clearInterval(timer)
      for (const { box } of boxes) box.remove()
    },
  }
}
