import { drawIcon } from './icons.ts'
import type { SharerWords } from './words.ts'

export type ToolbarElements = {
  readonly bar: HTMLElement
  readonly grip: HTMLButtonElement
  /** The agent's initial: brings the collapsed bar back. */
  readonly face: HTMLButtonElement
  readonly who: HTMLElement
  /** The time, or what is wrong. */
  readonly detail: HTMLElement
  readonly collapse: HTMLButtonElement
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
  const button = (className: string, label: string): HTMLButtonElement => {
    const element = make('button', className)
    element.type = 'button'
    labelButton(element, label)
    return element
  }

  const bar = make('div', 'bar')
  bar.setAttribute('role', 'region')
  bar.setAttribute('aria-label', words.toolbar(agentName))
  bar.dir = words.direction
  bar.dataset['collapsed'] = 'false'

  const grip = button('grip', words.move)
  grip.append(drawIcon(document, 'grip', 18))

  const face = button('face', words.expand)
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

  const collapse = button('collapse', words.collapse)
  collapse.append(drawIcon(document, 'collapse', 18))

  const stop = make('button', 'stop')
  stop.type = 'button'
  stop.title = words.stopHint
  stop.append(drawIcon(document, 'stop', 16), words.stop)

  bar.append(grip, face, text, collapse, stop)
  return { bar, grip, face, who, detail, collapse, stop }
}

export function labelButton(button: HTMLButtonElement, label: string): void {
  button.title = label
  button.setAttribute('aria-label', label)
}

/** One grapheme: a name may begin with more than one code unit. */
function initialOf(name: string): string {
  const graphemes = new Intl.Segmenter().segment(name.trim())
  return (graphemes.containing(0)?.segment ?? '').toLocaleUpperCase()
}
