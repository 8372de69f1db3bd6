import type { ChannelState } from '@alongside/channel'
import type { HeldReason } from '@alongside/protocol'
import { formatDuration } from './duration.ts'
import { createElements, type ToolbarElements } from './elements.ts'
import type { Host } from './host.ts'
import { savedCorner } from './saved-corner.ts'
import { toolbarStyle } from './toolbar-style.ts'
import type { Point } from './windows.ts'
import type { SharerWords } from './words.ts'

export type Toolbar = {
  readonly parts: ToolbarElements
  show(connection: ChannelState): void
  /** Nothing of the page is sent, and why; null: it is again. */
  hold(why: HeldReason | null): void
  /** Nothing has happened for a while, and sharing is about to end. */
  idle(soon: boolean): void
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
  parts.bar.dataset['corner'] = savedCorner(words.direction).corner
  let connection: ChannelState = 'connecting'
  let held: HeldReason | null = null
  let endsSoon = false

  const tick = (): void => {
    const duration = formatDuration(Date.now() - options.startedAt)
    const text = connection === 'interrupted' ? words.reconnecting : duration
    // Text that did not change is left alone: every write costs the page a layout.
    if (parts.detail.textContent !== text) parts.detail.textContent = text
  }
  const show = (next: ChannelState): void => {
    connection = next
    parts.bar.dataset['connection'] = held ? 'held' : next
    // Never more than is true: an interruption of ours leaves the agent with the last picture.
    const sees = next === 'open' || next === 'interrupted'
    const said = held
      ? words.held(agentName, held)
      : endsSoon
        ? words.idle
        : sees
          ? words.watching(agentName)
          : words.waiting(agentName)
    if (parts.who.textContent !== said) parts.who.textContent = said
    parts.who.title = said
    tick()
  }
  parts.stop.addEventListener('click', (event) => {
    // Only a person's click: no script of the page reaches this button, and none should be able to fake it.
    if (event.isTrusted) options.onStop()
  })
  const timer = setInterval(tick, 1000)

  show('connecting')
  host.root.append(parts.bar)

  return {
    parts,
    show,
    hold(why) {
      held = why
      show(connection)
    },
    idle(soon) {
      endsSoon = soon
      show(connection)
    },
    point() {
      const rect = parts.bar.getBoundingClientRect()
      return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }
    },
    destroy() {
      clearInterval(timer)
      parts.bar.remove()
    },
  }
}
