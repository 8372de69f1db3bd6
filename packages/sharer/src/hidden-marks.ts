import type { CaptureHost } from '@alongside/capture/core'
import { hiddenBoxes } from '@alongside/capture/hidden'
import type { Stop } from './guard.ts'
import { observeMoving } from './moving.ts'

/** How often boxes are looked for that no event tells of. Milliseconds. */
const LOOK_MS = 200

const STYLE = `
.hidden-marks { position: absolute; inset: 0; overflow: hidden; pointer-events: none; }
.hidden-marks > i {
  position: absolute;
  left: 0;
  top: 0;
  box-sizing: border-box;
  border: 1px solid rgb(90 98 108 / 0.75);
  border-radius: 3px;
  background: repeating-linear-gradient(135deg, rgb(90 98 108 / 0.45) 0 1.5px, rgb(255 255 255 / 0.14) 1.5px 7px);
}
@media (forced-colors: active) { .hidden-marks > i { border: 2px dashed CanvasText; } }
`

/** Hatches over everything in view of which the agent has no more than the box. The page is untouched. */
export function showHidden(root: ShadowRoot, mirrored: () => CaptureHost | undefined): Stop {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  const layer = document.createElement('div')
  layer.className = 'hidden-marks'
  layer.setAttribute('aria-hidden', 'true')
  root.prepend(layer)
  let drawn: string[] = []

  const draw = (): void => {
    const host = mirrored()
    const boxes = host ? hiddenBoxes(host) : []
    while (layer.childElementCount > boxes.length) layer.lastElementChild?.remove()
    drawn = boxes.map(({ x, y, width, height }, index) => {
      const place = `translate(${x}px, ${y}px) ${width} ${height}`
      // What stands where it stood costs the page nothing.
      if (place === drawn[index] && layer.children[index]) return place
      const mark = (layer.children[index] ??
        layer.appendChild(document.createElement('i'))) as HTMLElement
      mark.style.transform = `translate(${x}px, ${y}px)`
      mark.style.width = `${width}px`
      mark.style.height = `${height}px`
      return place
    })
  }
  const stopMoving = observeMoving(window, draw)
  const timer = setInterval(draw, LOOK_MS)
  draw()
  return () => {
    clearInterval(timer)
    stopMoving()
    layer.remove()
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((it) => it !== sheet)
  }
}
