import { page as tab } from 'vitest/browser'
import type { Joined } from './joined.ts'

/** The share of pixels that may differ: antialiasing at odd positions. */
const BOUND = 0.005
/** How far a colour channel may be off, of 255. */
const CHANNEL = 24

/** Compares pictures of the page's frame and the replica's; null when they are alike. */
export async function pixelDifference({ page, replica }: Joined): Promise<string | null> {
  const frames = [page, replica.document].map((of) => of?.defaultView?.frameElement)
  const [a, b] = await Promise.all(frames.map((frame) => (frame ? pictureOf(frame) : null)))
  if (!a || !b) return 'no picture'
  if (a.width !== b.width || a.height !== b.height)
    return `a picture of ${a.width} x ${a.height}, in the replica ${b.width} x ${b.height}`
  let off = 0
  for (let i = 0; i < a.data.length; i += 4) {
    if ([0, 1, 2].some((c) => Math.abs((a.data[i + c] ?? 0) - (b.data[i + c] ?? 0)) > CHANNEL))
      off++
  }
  const share = off / (a.width * a.height)
  return share > BOUND ? `${(share * 100).toFixed(2)} % of the pixels differ` : null
}

async function pictureOf(frame: Element): Promise<ImageData> {
  frame.scrollIntoView()
  // Carets are left alone: hiding them writes style attributes into both documents.
  const options = { base64: true, save: false, caret: 'initial' } as const
  const shot = await tab.elementLocator(frame).screenshot(options)
  const base64 = typeof shot === 'string' ? shot : shot.base64
  const bitmap = await createImageBitmap(
    await (await fetch(`data:image/png;base64,${base64}`)).blob(),
  )
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.drawImage(bitmap, 0, 0)
  return context.getImageData(0, 0, bitmap.width, bitmap.height)
}
