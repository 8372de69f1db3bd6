import type { CaptureHost, MakePart, Recogniser } from '@alongside/capture/core'
import type { Deployment, Subpages } from '@alongside/capture/subpages'
import type { Stop } from './guard.ts'

/** `@alongside/capture/parts`, or while it is still being loaded. */
export type Later = LaterParts | Promise<LaterParts>
/** `@alongside/capture/recognise`: what says what of a page is not to be seen. */
export type Recognise = { createRecogniser(options?: { readonly emails?: boolean }): Recogniser }
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
/** `@alongside/sharer/presence`, or while it is still being loaded. */
export type LaterPresence = LoadedPresence | Promise<LoadedPresence>
type LoadedPresence = Pick<typeof import('./presence.ts'), 'startPresence'>

/** `@alongside/sharer/account`, or while it is still being loaded. */
export type LaterAccount = LoadedAccount | Promise<LoadedAccount>
type LoadedAccount = Pick<typeof import('./account.ts'), 'keepAccount'>

/** Starts what a chunk brings, unless it was stopped before; where the chunk does not come, the sharing goes on without. */
export function whenLoaded<M>(chunk: M | Promise<M>, start: (module: M) => Stop): Stop {
  let stop: Stop | undefined
  let over = false
  const load = async (): Promise<void> => {
    const module = await chunk
    if (!over) stop = start(module)
  }
  load().catch(() => {})
  return () => {
    over = true
    stop?.()
  }
}
