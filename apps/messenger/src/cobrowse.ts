import { type SharerWords, startSharer } from '@alongside/sharer'
import type { SubpageOptions } from '@alongside/sharer/subpage'
import { builtInsHold } from './built-ins.ts'
import { heldKey, type Words } from './words/words.ts'

export { startSharer }

type SharerOptions = Parameters<typeof startSharer>[0]

/** What the widget gives; the rest of the sharer's options is made here, so that it costs the chat nothing. */
export type SharingOptions = Omit<
  SharerOptions,
  'words' | 'issuerKey' | 'later' | 'recognise' | 'bar' | 'presence' | 'loadPreview'
> & {
  readonly words: Words
  /** base64url */
  readonly issuerKey: string | null
}

/** Starts the sharer: this chunk arrives only after Accept. */
export function startSharing(options: SharingOptions): ReturnType<typeof startSharer> {
  return startSharer({
    ...options,
    words: sharerWords(options.words),
    later: import('@alongside/capture/parts'),
    recognise: import('@alongside/capture/recognise'),
    bar: import('@alongside/sharer/bar'),
    presence: import('@alongside/sharer/presence'),
    loadPreview: () => import('./preview.ts'),
    issuerKey: options.issuerKey === null ? null : fromBase64Url(options.issuerKey),
  })
}

/** In a page in a frame, which is shared with the page around it. */
export async function startSubpage(
  options: Omit<SubpageOptions, 'later' | 'recognise'>,
): Promise<void> {
  if (!builtInsHold()) return
  const later = import('@alongside/capture/parts')
  const [subpage, recognise] = await Promise.all([
    import('@alongside/sharer/subpage'),
    import('@alongside/capture/recognise'),
  ])
  subpage.startSubpage({ ...options, later, recognise })
}

function sharerWords({ t, direction, language }: Words): SharerWords {
  return {
    toolbar: (name) => t('toolbar.label', { name }),
    watching: (name) => t('sharing.here', { name }),
    waiting: (name) => t('sharing.waiting', { name }),
    held: (name, why) => t(heldKey(why), { name, why }),
    reconnecting: t('toolbar.reconnecting'),
    stop: t('sharing.stop'),
    stopHint: t('toolbar.stopHint'),
    collapse: t('toolbar.collapse'),
    expand: t('toolbar.expand'),
    move: t('toolbar.move'),
    duration: t('toolbar.duration'),
    preview: (name) => t('toolbar.preview', { name }),
    language,
    direction,
  }
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
