import type { Place } from '@alongside/protocol'
import type { Layer } from './layer.ts'
import type { Party } from './party.ts'
import { type Edge, type Locate, type Point, toEdge } from './place-geometry.ts'
import { drawShapes } from './shapes.ts'

const DIM_AFTER_MS = 10_000
const HIDE_AFTER_MS = 60_000
/** How often a resting cursor looks whether its element has moved. Scroll and resize call `refresh` at once. */
const LOOK_MS = 250
/** The time in which the drawn cursor covers 63 % of the way to where it should be. */
const SMOOTH_MS = 45
const EDGE_MARGIN = 18
/** Where the name turns to the other side rather than leave the view. */
const NAME_HEIGHT = 22

export type Cursor = {
  point(place: Place | null, touch?: boolean): void
  refresh(): void
  destroy(): void
}

/**
 * Someone else's arrow. It is drawn at `target + lag`: a report moves the target and gives the distance to
 * the lag, which dies away; when the page moves below, only the target changes, so the cursor keeps to its
 * element without swimming.
 */
export function createCursor(layer: Layer, party: Party, name: string, locate: Locate): Cursor {
  const element = layer.root.ownerDocument.createElement('div')
  const label = layer.root.ownerDocument.createElement('div')
  const shapes = drawShapes(layer.root.ownerDocument, party)
  element.className = 'cursor'
  element.dataset['state'] = 'gone'
  label.className = 'name'
  label.textContent = name
  element.append(...shapes, label)
  layer.root.append(element)

  let place: Place | null = null
  let touching = false
  let target: Point | null = null
  let lag: Point = { x: 0, y: 0 }
  let animation = 0
  let animatedAt = 0
  let nameWidth = 0
  const timers = { dim: 0, hide: 0, look: 0 }

  const point = (next: Place | null, touch = false): void => {
    place = next
    touching = touch
    clearTimeout(timers.dim)
    clearTimeout(timers.hide)
    if (!next) {
      hide()
      return
    }
    const from = target && state() !== 'gone' ? drawn() : null
    target = locate(next) ?? target
    if (!target) {
      hide()
      return
    }
    lag = from && !layer.calm() ? { x: from.x - target.x, y: from.y - target.y } : { x: 0, y: 0 }
    element.dataset['state'] = 'here'
    timers.dim = setTimeout(() => setState('dim'), DIM_AFTER_MS)
    timers.hide = setTimeout(hide, HIDE_AFTER_MS)
    if (!timers.look) timers.look = setInterval(refresh, LOOK_MS)
    draw()
    animate()
  }

  const refresh = (): void => {
    if (!place || state() === 'gone') return
    const now = locate(place)
    if (!now) return
    target = now
    draw()
  }

  const hide = (): void => {
    setState('gone')
    clearInterval(timers.look)
    timers.look = 0
  }

  const animate = (): void => {
    if (animation || (lag.x === 0 && lag.y === 0)) return
    animatedAt = performance.now()
    animation = requestAnimationFrame(step)
  }

  const step = (now: number): void => {
    animation = 0
    const keep = Math.exp(-Math.max(0, now - animatedAt) / SMOOTH_MS)
    animatedAt = now
    lag = { x: lag.x * keep, y: lag.y * keep }
    if (Math.hypot(lag.x, lag.y) < 0.25) lag = { x: 0, y: 0 }
    else animation = requestAnimationFrame(step)
    draw()
  }

  const drawn = (): Point => ({ x: (target?.x ?? 0) + lag.x, y: (target?.y ?? 0) + lag.y })

  const draw = (): void => {
    const { width, height } = layer.size()
    const at = toEdge(drawn(), width, height, EDGE_MARGIN)
    const away = at.direction !== null
    element.dataset['shape'] = away ? 'away' : touching ? 'touch' : 'arrow'
    element.style.transform = `translate(${at.x}px, ${at.y}px)`
    shapes[2]?.style.setProperty('transform', `rotate(${at.direction ?? 0}deg)`)
    placeName(at, width, height)
  }

  const placeName = (at: Edge, width: number, height: number): void => {
    nameWidth ||= label.offsetWidth
    const gap = at.direction === null && !touching ? 13 : 20
    const left = at.x + gap + nameWidth > width - 4 ? -gap - nameWidth : gap
    const up = at.y + gap + NAME_HEIGHT > height - 4
    const down = at.direction === null && !touching ? 19 : at.direction === null ? 14 : -11
    label.style.transform = `translate(${left}px, ${up ? Math.min(down, -NAME_HEIGHT) : down}px)`
  }

  const state = (): string | undefined => element.dataset['state']
  const setState = (next: 'gone' | 'dim'): void => {
    element.dataset['state'] = next
  }

  return {
    point,
    refresh,
    destroy() {
      cancelAnimationFrame(animation)
      clearTimeout(timers.dim)
      clearTimeout(timers.hide)
      clearInterval(timers.look)
      element.remove()
    },
  }
}
