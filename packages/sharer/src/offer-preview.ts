import type { Stop } from './guard.ts'
import type { Host } from './host.ts'
import { iconButton } from './icon-button.ts'
import type { createParts } from './parts.ts'
import type { Preview, PreviewModule } from './preview-module.ts'
import type { Sharing } from './sharing.ts'
import type { Toolbar } from './toolbar.ts'
import { NARROW } from './toolbar-style.ts'
import type { SharerWords } from './words.ts'

export type PreviewParts = {
  readonly host: Pick<Host, 'root'>
  readonly toolbar: Pick<Toolbar, 'parts'>
  readonly words: SharerWords
  readonly agentName: string
  readonly sharing: Pick<Sharing, 'capture' | 'listen'>
  readonly captured: Pick<ReturnType<typeof createParts>, 'receive' | 'mirrored'>
  loadPreview?(): Promise<PreviewModule>
}

const EYE = [
  'M2.5 12s3.5-6.5 9.5-6.5 9.5 6.5 9.5 6.5-3.5 6.5-9.5 6.5-9.5-6.5-9.5-6.5z',
  'M12 9.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6z',
]

/** What the bar needs beside its own sheet: room for one more button, and for a sentence that must be read whole. */
const STYLE = `
button.preview { width: 36px; height: 40px; border-radius: 9px; color: var(--soft); }
button.preview:hover, button.preview[aria-expanded='true'] { background: var(--hover); color: var(--ink); }
.bar[data-collapsed='true'] .preview { display: none; }
.bar[data-connection='held'][data-collapsed='false'] { height: auto; min-height: 52px; }
@media ${NARROW} {
  .bar { gap: 2px; }
  button.preview { width: 32px; }
  button.stop { gap: 4px; padding-inline: 9px 11px; }
  .text { padding-inline-end: 2px; }
  .who { -webkit-line-clamp: 3; }
}
@media not all and ${NARROW} {
  .bar { max-width: min(530px, calc(100% - 24px)); }
}
.bar[data-connection='held'] .who { display: block; white-space: normal; }
`

/** The button that shows the customer what the agent has, and the marks where something is hidden. */
export function offerPreview(options: PreviewParts): Stop {
  const { host, words, agentName, sharing, captured, loadPreview } = options
  const { bar, stop } = options.toolbar.parts
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  host.root.adoptedStyleSheets = [...host.root.adoptedStyleSheets, sheet]
  if (!loadPreview) return () => {}

  let preview: Preview | null = null
  let isOpen = false
  let unmark: Stop | null = null
  let marked = false
  let why: string | null = null
  let stopped = false
  const button = iconButton('preview', words.preview(agentName), EYE)

  const expanded = (open: boolean): void => {
    isOpen = open
    button.setAttribute('aria-expanded', `${open}`)
  }
  const mark = async (on: boolean): Promise<void> => {
    marked = on
    unmark?.()
    unmark = null
    if (!on) return
    const { showHidden } = await import('./hidden-marks.ts')
    if (marked && !stopped) unmark = showHidden(host.root, () => captured.mirrored)
  }
  const open = async (): Promise<void> => {
    const { openPreview } = await loadPreview()
    if (stopped || isOpen) return
    expanded(true)
    preview = openPreview({
      root: host.root,
      bar,
      agentName,
      words,
      capture: () => sharing.capture,
      subpage: captured.receive,
      marked,
      mark: (on) => void mark(on).catch(() => {}),
      closed() {
        expanded(false)
        button.focus({ preventScroll: true })
      },
    })
    preview.hold(why)
  }
  sharing.listen({
    take: (frame) => preview?.take(frame) ?? false,
    hold(reason) {
      why = reason && words.held(agentName, reason)
      preview?.hold(why)
    },
  })
  button.addEventListener('click', () => {
    if (isOpen) preview?.close()
    else open().catch(() => {})
  })
  expanded(false)
  const before = bar.querySelector('.collapse') ?? stop
  before.before(button)
  return () => {
    stopped = true
    preview?.close()
    unmark?.()
    button.remove()
  }
}
