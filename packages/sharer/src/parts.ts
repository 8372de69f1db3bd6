import type { CaptureHost, MakePart, Recogniser } from '@alongside/capture/core'
import type { Deployment, Subpages } from '@alongside/capture/subpages'
import type { Stop } from './guard.ts'

/** `@alongside/capture/parts`, or while it is still being loaded. */
export type Later = LaterParts | Promise<LaterParts>
/** `@alongside/capture/recognise`: what says what of a page is not to be seen. */
export type Recognise = { createRecogniser(): Recogniser }
type LaterParts = Pick<typeof import('@alongside/capture/parts'), 'PARTS' | 'followSubpages'>

export type Captured = {
  readonly parts: Promise<readonly MakePart[]>
  receive(frame: Uint8Array): void
  /** What the capture knows of the page, once it does. */
  mirrored?: CaptureHost | undefined
}

/** What of the capture may follow the first picture, and the pages of other origins in frames with it. */
export function createParts(later: Later, deployment: Deployment): Captured {
  let subpages: Subpages | undefined
  const load = async (): Promise<readonly MakePart[]> => {
    const { PARTS, followSubpages } = await later
    subpages = followSubpages(deployment)
    return [...PARTS, subpages.part, look]
  }
  const captured: Captured = {
    parts: load(),
    receive: (frame) => subpages?.receive(frame),
  }
  const look: MakePart = (host) => {
    captured.mirrored = host
    return {}
  }
  return captured
}

/** `@alongside/sharer/bar`, or while it is still being loaded. */
export type LaterBar = LoadedBar | Promise<LoadedBar>
type LoadedBar = Pick<typeof import('./bar.ts'), 'completeBar'>

/** Where it does not come, the bar has Stop and nothing else. */
export function completeLater(
  later: LaterBar,
  options: Parameters<LoadedBar['completeBar']>[0],
): Stop {
  let stop: Stop | undefined
  let over = false
  const load = async (): Promise<void> => {
    const { completeBar } = await later
    if (!over) stop = completeBar(options)
  }
  load().catch(() => {})
  return () => {
    over = true
    stop?.()
  }
}
