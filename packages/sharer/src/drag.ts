import type { Corners } from './corners.ts'
import type { Stop } from './guard.ts'
import type { Corner } from './saved-corner.ts'

/** Under this a press is a click. */
const DRAG_PX = 4
const SETTLE_MS = 220

const KEYS = {
  ArrowUp: 'top',
  ArrowDown: 'bottom',
  ArrowLeft: 'left',
  ArrowRight: 'right',
} as const

/** Drags the bar by anything but its text buttons, and lets it settle in the nearest corner. */
export function observeDrag(bar: HTMLElement, corners: Corners): Stop {
  let from: { x: number; y: number; pointer: number } | null = null
  let dragging = false

  const down = (event: PointerEvent): void => {
    if (!event.isPrimary || event.button !== 0) return
    if ((event.target as Element).closest('.stop, .collapse')) return
    from = { x: event.clientX, y: event.clientY, pointer: event.pointerId }
  }
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== from?.pointer) return
    const x = event.clientX - from.x
    const y = event.clientY - from.y
    if (!dragging) {
      if (Math.hypot(x, y) < DRAG_PX) return
      dragging = true
      bar.dataset['dragging'] = 'true'
      bar.setPointerCapture(event.pointerId)
    }
    bar.style.translate = `${x}px ${y}px`
  }
  const up = (event: PointerEvent): void => {
    if (event.pointerId !== from?.pointer) return
    from = null
    if (!dragging) return
    const before = bar.getBoundingClientRect()
    bar.style.translate = ''
    delete bar.dataset['dragging']
    settle(nearest(before), before)
    // The click that ends a drag comes after this event and is not a click.
    setTimeout(() => {
      dragging = false
    })
  }
  const click = (event: MouseEvent): void => {
    if (dragging) event.stopImmediatePropagation()
  }
  const key = (event: KeyboardEvent): void => {
    const side = KEYS[event.key as keyof typeof KEYS]
    if (!side) return
    event.preventDefault()
    settle(beside(corners.corner, side), bar.getBoundingClientRect())
  }

  /** Moves from where it was into the corner. */
  const settle = (corner: Corner, before: DOMRect): void => {
    corners.put(corner)
    const after = bar.getBoundingClientRect()
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    bar.animate(
      [{ translate: `${before.x - after.x}px ${before.y - after.y}px` }, { translate: '0 0' }],
      { duration: SETTLE_MS, easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)' },
    )
  }

  bar.addEventListener('pointerdown', down)
  bar.addEventListener('pointermove', move)
  bar.addEventListener('pointerup', up)
  bar.addEventListener('pointercancel', up)
  bar.addEventListener('click', click, { capture: true })
  bar.addEventListener('keydown', key)
  return () => {
    bar.removeEventListener('pointerdown', down)
    bar.removeEventListener('pointermove', move)
    bar.removeEventListener('pointerup', up)
    bar.removeEventListener('pointercancel', up)
    bar.removeEventListener('click', click, { capture: true })
    bar.removeEventListener('keydown', key)
  }
}

/** The corner nearest to the middle of the box, in client px. */
function nearest({ x, y, width, height }: DOMRect): Corner {
  const { clientWidth, clientHeight } = document.documentElement
  const side = x + width / 2 < clientWidth / 2 ? 'left' : 'right'
  return `${y + height / 2 < (innerHeight || clientHeight) / 2 ? 'top' : 'bottom'}-${side}`
}

/** One step by keyboard. */
function beside(corner: Corner, side: (typeof KEYS)[keyof typeof KEYS]): Corner {
  const [vertical, horizontal] = corner.split('-') as ['top' | 'bottom', 'left' | 'right']
  return side === 'top' || side === 'bottom' ? `${side}-${horizontal}` : `${vertical}-${side}`
}
