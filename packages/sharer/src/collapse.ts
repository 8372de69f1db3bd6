import type { Corners } from './corners.ts'
import type { ToolbarElements } from './elements.ts'
import type { Stop } from './guard.ts'
import { iconButton, labelButton } from './icon-button.ts'
import { NARROW } from './toolbar-style.ts'
import type { SharerWords } from './words.ts'

/** The bar becomes a dot and comes back. */
export function observeCollapse(
  parts: ToolbarElements,
  words: SharerWords,
  corners: Corners,
  collapsed: boolean,
): Stop {
  const narrow = matchMedia(NARROW)
  const button = iconButton('collapse', words.collapse, ['M5 12h14'])
  const isCollapsed = (): boolean => parts.bar.dataset['collapsed'] === 'true'
  /** Where there is room, the picture is only a picture: a button of its own makes the bar small. */
  const faceWorks = (): void => {
    parts.face.inert = !isCollapsed() && !narrow.matches
  }
  const collapse = (collapsed: boolean): void => {
    corners.collapse(collapsed)
    faceWorks()
    labelButton(parts.face, collapsed ? words.expand : words.collapse)
  }
  const toggle = (): void => {
    const collapsed = !isCollapsed()
    collapse(collapsed)
    const next = collapsed || narrow.matches ? parts.face : button
    next.focus({ preventScroll: true })
  }
  button.addEventListener('click', toggle)
  parts.face.addEventListener('click', toggle)
  narrow.addEventListener('change', faceWorks)
  parts.stop.before(button)
  collapse(collapsed)
  return () => {
    narrow.removeEventListener('change', faceWorks)
    button.remove()
  }
}
