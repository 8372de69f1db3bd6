import { drawIcon } from './icons.ts'
import type { SharerWords } from './words.ts'

const STOP = ['M8 7h8a1 1 0 0 1 1 1v8a1 1 0 0 1 -1 1h-8a1 1 0 0 1 -1 -1v-8a1 1 0 0 1 1 -1z']

export type ToolbarElements = {
  readonly bar: HTMLElement
  /** The agent's initial: brings the collapsed bar back. */
  readonly face: HTMLButtonElement
  readonly who: HTMLElement
  /** The time, or what is wrong. */
  readonly detail: HTMLElement
  readonly stop: HTMLButtonElement
}

/** The toolbar's elements. Names and words come from others: they only ever become text (SECURITY.md S21). */
export function createElements(
  document: Document,
  words: SharerWords,
  agentName: string,
): ToolbarElements {
  const make = <K extends keyof HTMLElementTagNameMap>(tag: K, className: string) => {
    const element = document.createElement(tag)
    element.className = className
    return element
  }
  const bar = make('div', 'bar')
  bar.setAttribute('role', 'region')
  bar.setAttribute('aria-label', words.toolbar(agentName))
  bar.dir = words.direction
  bar.dataset['collapsed'] = 'false'

  // A button once there is something that it does.
  const face = make('button', 'face')
  face.type = 'button'
  face.inert = true
  const initial = make('span', 'initial')
  initial.textContent = initialOf(agentName)
  face.append(initial, make('span', 'live'))

  const text = make('div', 'text')
  const who = make('div', 'who')
  who.setAttribute('role', 'status')
  const line = make('div', 'line')
  const detail = make('span', 'detail')
  detail.setAttribute('role', 'timer')
  detail.setAttribute('aria-label', words.duration)
  line.append(detail)
  text.append(who, line)

  const stop = make('button', 'stop')
  stop.type = 'button'
  stop.title = words.stopHint
  stop.append(drawIcon(document, STOP, 16, 'stop'), words.stop)

  bar.append(face, text, stop)
  return { bar, face, who, detail, stop }
}

/** One grapheme: a name may begin with more than one code unit. */
function initialOf(name: string): string {
  const graphemes = new Intl.Segmenter().segment(name.trim())
  return (graphemes.containing(0)?.segment ?? '').toLocaleUpperCase()
}
