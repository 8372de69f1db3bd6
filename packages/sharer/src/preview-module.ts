import type { Capture } from '@alongside/capture/core'
import type { PreviewWords } from './preview-words.ts'
import type { SharerWords } from './words.ts'

/**
 * The preview as the bar knows it. It is built apart, because what writes ops and what reads them would otherwise share a chunk
 * that everybody loads: only names that whoever builds it has too may cross.
 */
export type PreviewModule = { openPreview(options: PreviewOptions): Preview }

export type PreviewOptions = {
  /** Where everything of ours stands, and what stays above the preview. */
  readonly root: ShadowRoot
  readonly bar: HTMLElement
  readonly agentName: string
  readonly words: Pick<SharerWords, 'language' | 'direction'>
  /** Instead of those that a customer reads. */
  readonly texts?: PreviewWords
  /** null while nothing is shared. */
  capture(): Pick<Capture, 'receive'> | null
  /** Requests to a page in a frame. */
  subpage(frame: Uint8Array): void
  /** Whether the page is marked where something of it is hidden. */
  readonly marked: boolean
  mark(on: boolean): void
  closed(): void
}

export type Preview = {
  /** A frame that goes out; true: it is for the preview alone. Also when that is closed. */
  take(frame: Uint8Array): boolean
  /** Nothing goes out, and the sentence that says why; null: it does. */
  hold(said: string | null): void
  close(): void
}
