import type { MakePart, Recogniser } from '@alongside/capture/core'
import type { Deployment, Subpages } from '@alongside/capture/subpages'

/** `@alongside/capture/parts`, or while it is still being loaded. */
export type Later = LaterParts | Promise<LaterParts>
/** `@alongside/capture/recognise`: what says what of a page is not to be seen. */
export type Recognise = { createRecogniser(): Recogniser }
type LaterParts = Pick<typeof import('@alongside/capture/parts'), 'PARTS' | 'followSubpages'>

/** What of the capture may follow the first picture, and the pages of other origins in frames with it. */
export function createParts(
  later: Later,
  deployment: Deployment,
): { readonly parts: Promise<readonly MakePart[]>; receive(frame: Uint8Array): void } {
  let subpages: Subpages | undefined
  const load = async (): Promise<readonly MakePart[]> => {
    const { PARTS, followSubpages } = await later
    subpages = followSubpages(deployment)
    return [...PARTS, subpages.part]
  }
  return { parts: load(), receive: (frame) => subpages?.receive(frame) }
}
