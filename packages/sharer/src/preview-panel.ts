import type { Stop } from './guard.ts'
import { iconButton } from './icon-button.ts'
import type { PreviewOptions } from './preview-module.ts'
import { PREVIEW_STYLE } from './preview-style.ts'
import { type PreviewWords, previewWords } from './preview-words.ts'

export type Panel = {
  /** Where the copy is drawn, in CSS px of the page. */
  readonly page: HTMLElement
  /** Size of the page that is drawn. */
  size(viewport: { readonly width: number; readonly height: number } | null): void
  /** Stands in front of the copy; null: nothing does. */
  note(text: string | null): void
  readonly words: PreviewWords
  remove(): void
}

/** A dialog over the page and under the bar. Escape closes it, and Tab stays in it and in the bar, where Stop is. */
export function createPanel(options: PreviewOptions): Panel {
  const { root, bar } = options
  const { language, direction } = options.words
  const words = options.texts ?? previewWords(language, options.agentName)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(PREVIEW_STYLE)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  const make = <K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = '') => {
    const element = document.createElement(tag)
    element.className = className
    element.textContent = text
    return element
  }
  const panel = make('div', 'preview-panel')
  panel.setAttribute('role', 'dialog')
  panel.setAttribute('aria-label', words.title)
  panel.setAttribute('aria-description', words.text)
  panel.lang = language
  panel.dir = direction
  panel.dataset['bar'] = bar.dataset['corner'] ?? ''

  const close = iconButton('preview-close', words.close, ['M6 6l12 12', 'M18 6L6 18'])
  close.addEventListener('click', () => options.closed())
  const check = make('input', '')
  check.type = 'checkbox'
  check.checked = options.marked
  check.addEventListener('change', () => options.mark(check.checked))
  const mark = make('label', 'preview-mark')
  mark.append(check, words.mark)
  const head = make('div', 'preview-head')
  head.append(make('h2', '', words.title), make('p', '', words.text), mark, close)

  const mat = make('div', 'preview-mat')
  const page = make('div', 'preview-page')
  const note = make('div', 'preview-note', words.coming)
  note.setAttribute('role', 'status')
  mat.append(page, note)
  panel.append(head, mat)
  bar.before(panel)

  let viewport: { readonly width: number; readonly height: number } | null = null
  const layout = (): void => {
    if (!viewport) return
    const { clientWidth, clientHeight } = mat
    const scale = Math.min(clientWidth / viewport.width, clientHeight / viewport.height, 1)
    page.style.width = `${viewport.width}px`
    page.style.height = `${viewport.height}px`
    const x = (clientWidth - viewport.width * scale) / 2
    const y = (clientHeight - viewport.height * scale) / 2
    page.style.transform = `translate(${x}px, ${y}px) scale(${scale})`
  }
  const resized = new ResizeObserver(layout)
  resized.observe(mat)
  const stopKeys = observeKeys(panel, bar, close, options.closed)
  close.focus({ preventScroll: true })

  return {
    page,
    words,
    size(next) {
      viewport = next
      layout()
    },
    note(text) {
      if (note.textContent !== (text ?? '')) note.textContent = text ?? ''
    },
    remove() {
      stopKeys()
      resized.disconnect()
      panel.remove()
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((it) => it !== sheet)
    },
  }
}

/** Before the page hears of a key: it is meant for what lies over it. */
function observeKeys(
  panel: HTMLElement,
  bar: HTMLElement,
  first: HTMLElement,
  onClose: () => void,
): Stop {
  const root = panel.getRootNode() as ShadowRoot
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onClose()
    } else if (event.key === 'Tab') {
      const stops = [panel, bar].flatMap((part) =>
        [...part.querySelectorAll<HTMLElement>('button, input')].filter((it) => isUsable(it)),
      )
      const at = stops.indexOf(root.activeElement as HTMLElement)
      const next = at < 0 ? first : stops.at((at + (event.shiftKey ? -1 : 1)) % stops.length)
      event.preventDefault()
      next?.focus({ preventScroll: true })
    }
  }
  window.addEventListener('keydown', pressed, true)
  return () => window.removeEventListener('keydown', pressed, true)
}

function isUsable(element: HTMLElement): boolean {
  return !element.inert && element.getClientRects().length > 0
}
