import { render } from 'preact'
import { createSheets, styleAdder } from '../look/sheets.ts'
import type { Messenger } from '../model/messenger.ts'
import { App } from './app.tsx'
import { ViewContext } from './context.ts'

/** Kept from the page while they happen in the messenger: its shortcuts must not fire while someone writes here. */
const OURS = [
  'keydown',
  'keypress',
  'keyup',
  'beforeinput',
  'input',
  'copy',
  'cut',
  'paste',
  'focusin',
] as const

/** Puts the messenger on the page, in a closed shadow root outside of the body. */
export function mountMessenger(o: {
  messenger: Messenger
  document: Document
  isSecure: boolean
}): () => void {
  const { document, messenger } = o
  const host = document.createElement('alongside-messenger')
  host.setAttribute('data-alongside-own', '')
  const root = host.attachShadow({ mode: 'closed' })
  document.documentElement.append(host)

  const { look } = messenger.store.value.deployment.config
  root.adoptedStyleSheets = createSheets(look, textScale(host))
  const keep = (event: Event): void => event.stopPropagation()
  for (const type of OURS) root.addEventListener(type, keep)

  const view = { messenger, isSecure: o.isSecure, addStyle: styleAdder(root) }
  render(
    <ViewContext.Provider value={view}>
      <App />
    </ViewContext.Provider>,
    root,
  )
  return () => {
    render(null, root)
    host.remove()
    messenger.stop()
  }
}

/** `medium` is the size that the customer set in the browser, whatever the page made of it; 16 px unless changed. */
function textScale(host: HTMLElement): number {
  host.style.fontSize = 'medium'
  const size = Number.parseFloat(getComputedStyle(host).fontSize)
  host.removeAttribute('style')
  return size >= 8 && size <= 64 ? size / 16 : 1
}
