import type { Stop } from './attempt.ts'
import type { Stage } from './stage.ts'

/** Lines of one colour that show on light and dark, and leave what is under them to be read. */
const HATCH =
  'repeating-linear-gradient(-45deg, rgb(100 108 118 / 0.34) 0 1px, rgb(255 255 255 / 0.2) 1px 6px)'

/**
 * Says of the masked places in view that they are hidden: to the eye with a hatch, to a screen reader with a name, under the
 * pointer with a title, all above the replica, which is inert and takes no pointer.
 */
export function createHiddenMarks(options: {
  stage: Pick<Stage, 'mat' | 'input' | 'layout' | 'toPage'>
  boxes(): readonly DOMRect[]
  /** 'Hidden from you' */
  words: string
}): { refresh(): void; readonly stop: Stop } {
  const { stage, words } = options
  const layer = document.createElement('div')
  layer.setAttribute('data-alongside-own', '')
  layer.style.cssText =
    'all: initial; position: absolute; inset: 0; overflow: clip; pointer-events: none'
  stage.mat.append(layer)
  let boxes: readonly DOMRect[] = []
  let frame = 0

  const draw = (): void => {
    frame = 0
    boxes = options.boxes()
    const { scale, offset } = stage.layout
    while (layer.childElementCount > boxes.length) layer.lastElementChild?.remove()
    for (const [index, { x, y, width, height }] of boxes.entries()) {
      const mark = (layer.children[index] as HTMLElement | undefined) ?? layer.appendChild(make())
      mark.style.transform = `translate(${offset.x + x * scale}px, ${offset.y + y * scale}px)`
      mark.style.width = `${width * scale}px`
      mark.style.height = `${height * scale}px`
    }
  }
  const make = (): HTMLElement => {
    const mark = document.createElement('div')
    mark.setAttribute('role', 'img')
    mark.setAttribute('aria-label', words)
    const { style } = mark
    style.all = 'initial'
    style.position = 'absolute'
    style.left = style.top = '0'
    style.display = 'block'
    style.pointerEvents = 'none'
    style.background = HATCH
    style.borderRadius = '2px'
    return mark
  }
  const moved = ({ clientX, clientY }: PointerEvent): void => {
    const point = stage.toPage(clientX, clientY)
    const over = point && boxes.some((box) => holds(box, point))
    const title = over ? words : ''
    if (stage.input.title !== title) stage.input.title = title
  }
  stage.input.addEventListener('pointermove', moved)
  return {
    refresh() {
      frame ||= requestAnimationFrame(draw)
    },
    stop() {
      cancelAnimationFrame(frame)
      stage.input.removeEventListener('pointermove', moved)
      layer.remove()
    },
  }
}

function holds(box: DOMRect, { x, y }: { readonly x: number; readonly y: number }): boolean {
  return x >= box.left && x < box.right && y >= box.top && y < box.bottom
}
