import { type FitMode, type Layout, layOut, type Point, panLimit, type Size } from './layout.ts'

export type Stage = {
  /** For the replica, at the shared tab's size in CSS px. */
  readonly page: HTMLElement
  /** Takes every event of the agent: none reaches the replica (SECURITY.md S12). */
  readonly input: HTMLElement
  /** For marks: px of the mat. */
  readonly mat: HTMLElement
  readonly layout: Layout
  /** A point of the window in px of the shared tab's viewport; null outside of it. */
  toPage(x: number, y: number): Point | null
  size(viewport: Size | null): void
  fit(mode: FitMode): void
  panBy(x: number, y: number): boolean
  destroy(): void
}

/** Mat, page and input layer, one above the other in the app's container. Only CSSOM: apps have strict CSPs. */
export function createStage(container: HTMLElement, onLayout: () => void): Stage {
  const mat = box(container, 'mat', {
    position: 'relative',
    width: '100%',
    height: '100%',
    overflow: 'clip',
    contain: 'strict',
    isolation: 'isolate',
  })
  const page = box(mat, 'page', {
    position: 'absolute',
    left: '0',
    top: '0',
    'transform-origin': '0 0',
    visibility: 'hidden',
    background: '#fff',
    'border-radius': '2px',
    'box-shadow': '0 0 0 1px rgb(15 20 25 / 0.08), 0 8px 32px rgb(15 20 25 / 0.16)',
    'pointer-events': 'none',
  })
  const input = box(mat, 'input', {
    position: 'absolute',
    inset: '0',
    'touch-action': 'none',
    'user-select': 'none',
    '-webkit-user-select': 'none',
    // The browser's own ring, when the focus is here by keyboard.
    outline: 'revert',
    'outline-offset': '-3px',
    cursor: 'default',
  })
  // Focusable, so that keys pressed over the page have a place to go that is not the page.
  input.tabIndex = 0
  input.setAttribute('role', 'application')

  let viewport: Size | null = null
  let mode: FitMode = 'fit'
  let pan: Point = { x: 0, y: 0 }
  let layout: Layout = { scale: 1, offset: { x: 0, y: 0 } }

  const matSize = (): Size => ({ width: mat.clientWidth, height: mat.clientHeight })

  const lay = (): void => {
    if (!viewport) return
    const next = layOut(matSize(), viewport, mode, pan)
    const limit = panLimit(matSize(), viewport, next.scale)
    pan = { x: Math.min(pan.x, limit.x), y: Math.min(pan.y, limit.y) }
    layout = layOut(matSize(), viewport, mode, pan)
    const { offset, scale } = layout
    page.style.width = `${viewport.width}px`
    page.style.height = `${viewport.height}px`
    page.style.transform = `translate(${offset.x}px, ${offset.y}px) scale(${scale})`
    page.style.visibility = 'visible'
    onLayout()
  }
  const resized = new ResizeObserver(lay)
  resized.observe(mat)

  return {
    page,
    input,
    mat,
    get layout() {
      return layout
    },
    toPage(clientX, clientY) {
      if (!viewport) return null
      const rect = mat.getBoundingClientRect()
      const x = (clientX - rect.x - layout.offset.x) / layout.scale
      const y = (clientY - rect.y - layout.offset.y) / layout.scale
      const inside = x >= 0 && y >= 0 && x < viewport.width && y < viewport.height
      return inside ? { x, y } : null
    },
    size(next) {
      if (next?.width === viewport?.width && next?.height === viewport?.height) return
      viewport = next
      lay()
    },
    fit(next) {
      mode = next
      pan = { x: 0, y: 0 }
      lay()
    },
    panBy(x, y) {
      if (!viewport) return false
      const limit = panLimit(matSize(), viewport, layout.scale)
      const next = {
        x: Math.min(limit.x, Math.max(0, pan.x + x)),
        y: Math.min(limit.y, Math.max(0, pan.y + y)),
      }
      if (next.x === pan.x && next.y === pan.y) return false
      pan = next
      lay()
      return true
    },
    destroy() {
      resized.disconnect()
      mat.remove()
    },
  }
}

function box(parent: HTMLElement, name: string, style: Record<string, string>): HTMLElement {
  const element = parent.ownerDocument.createElement('div')
  element.setAttribute('data-alongside-stage', name)
  // An app's rules for every `div` must not move the layers against each other.
  element.style.all = 'initial'
  element.style.display = 'block'
  for (const [property, value] of Object.entries(style)) element.style.setProperty(property, value)
  parent.append(element)
  return element
}
