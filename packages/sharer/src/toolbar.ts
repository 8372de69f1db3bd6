import type { ChannelState } from '@alongside/channel'
import { corners } from './corners.ts'
import { observeDrag } from './drag.ts'
import { formatDuration } from './duration.ts'
import { createElements, labelButton } from './elements.ts'
import type { Host } from './host.ts'
import { NARROW, toolbarStyle } from './toolbar-style.ts'
import type { Point } from './windows.ts'
import type { SharerWords } from './words.ts'

export type Toolbar = {
  show(connection: ChannelState): void
  /** A point of it in client px: keeps it above the page. */
  point(): Point
  destroy(): void
}

/** The bar with who is watching, since when, and Stop. */
export function createToolbar(options: {
  host: Host
  agentName: string
  startedAt: number
  words: SharerWords
  onStop(): void
}): Toolbar {
  const { host, words, agentName } = options
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(toolbarStyle())
  host.root.adoptedStyleSheets = [...host.root.adoptedStyleSheets, sheet]
  const parts = createElements(host.root.ownerDocument, words, agentName)
  const place = corners(parts.bar, words.direction, tabStorage())
  const narrow = matchMedia(NARROW)
  let connection: ChannelState = 'connecting'

  const tick = (): void => {
    const duration = formatDuration(Date.now() - options.startedAt)
    const text = connection === 'interrupted' ? words.reconnecting : duration
    // Text that did not change is left alone: every write costs the page a layout.
    if (parts.detail.textContent !== text) parts.detail.textContent = text
  }
  const show = (next: ChannelState): void => {
    connection = next
    parts.bar.dataset['connection'] = next
    // Never more than is true: an interruption of ours leaves the agent with the last picture.
    const sees = next === 'open' || next === 'interrupted'
    const said = sees ? words.watching(agentName) : words.waiting(agentName)
    if (parts.who.textContent !== said) parts.who.textContent = said
    parts.who.title = said
    tick()
  }
  /** Where there is room, the picture is only a picture: a button of its own makes the bar small. */
  const faceWorks = (): void => {
    parts.face.inert = parts.bar.dataset['collapsed'] !== 'true' && !narrow.matches
  }
  const collapse = (collapsed: boolean, focus: boolean): void => {
    parts.bar.dataset['collapsed'] = `${collapsed}`
    faceWorks()
    labelButton(parts.face, collapsed ? words.expand : words.collapse)
    place.remember(collapsed)
    if (focus)
      (collapsed || narrow.matches ? parts.face : parts.collapse).focus({ preventScroll: true })
  }

  parts.stop.addEventListener('click', (event) => {
    // Only a person's click: no script of the page reaches this button, and none should be able to fake it.
    if (event.isTrusted) options.onStop()
  })
  parts.collapse.addEventListener('click', () => collapse(true, true))
  parts.face.addEventListener('click', () =>
    collapse(parts.bar.dataset['collapsed'] !== 'true', true),
  )
  narrow.addEventListener('change', faceWorks)
  const stopDrag = observeDrag(parts.bar, place)
  const timer = setInterval(tick, 1000)

  collapse(place.wasCollapsed, false)
  show('connecting')
  host.root.append(parts.bar)

  return {
    show,
    point() {
      const rect = parts.bar.getBoundingClientRect()
      return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }
    },
    destroy() {
      clearInterval(timer)
      narrow.removeEventListener('change', faceWorks)
      stopDrag()
      parts.bar.remove()
    },
  }
}

/** Null where the browser withholds it (blocked cookies, an opaque origin). */
function tabStorage(): Storage | null {
  try {
    return sessionStorage
  } catch {
    return null
  }
}
