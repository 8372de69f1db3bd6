import type { Stop } from './guard.ts'
import { iconButton, labelButton } from './icon-button.ts'
import type { Sharing } from './sharing.ts'
import type { Toolbar } from './toolbar.ts'
import { NARROW } from './toolbar-style.ts'

const PAUSE = ['M9.5 6v12', 'M14.5 6v12']
const RESUME = ['M8 5.5v13l10-6.5z']

const STYLE = `
button.pause { width: 36px; height: 40px; border-radius: 9px; color: var(--soft); }
button.pause:hover, button.pause[aria-pressed='true'] { background: var(--hover); color: var(--ink); }
.bar[data-collapsed='true'] .pause { display: none; }
@media ${NARROW} { button.pause { width: 32px; } }`

/** 'Pause: Maria sees nothing new', and that it is so already. They come with what needs them. */
const LABELS: Readonly<Record<string, readonly [string, string]>> = {
  en: ['Pause sharing', 'Go on sharing'],
  ja: ['共有を一時停止', '共有を再開'],
}

/** A button with which the customer has nothing of the page sent for a while, and has it sent again. */
export function offerPause(options: {
  readonly toolbar: Pick<Toolbar, 'parts'>
  readonly words: { readonly language: string }
  readonly sharing: Pick<Sharing, 'held' | 'pause'>
}): Stop {
  const { sharing, words, toolbar } = options
  const { bar, stop } = toolbar.parts
  const labels = LABELS[words.language] ?? LABELS['en']
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  const root = bar.getRootNode() as ShadowRoot
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  let button: HTMLButtonElement | undefined

  const show = (paused: boolean): void => {
    const next = iconButton('pause', '', paused ? RESUME : PAUSE)
    labelButton(next, labels?.[paused ? 1 : 0] ?? '')
    next.setAttribute('aria-pressed', `${paused}`)
    next.addEventListener('click', (event) => {
      // As with Stop: a script of the page must not go on where the customer paused.
      if (!event.isTrusted) return
      sharing.pause(!paused)
      show(!paused)
      button?.focus({ preventScroll: true })
    })
    if (button) button.replaceWith(next)
    else stop.before(next)
    button = next
  }
  show(sharing.held === 'customer')
  return () => button?.remove()
}
