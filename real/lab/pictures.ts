import { writeFileSync } from 'node:fs'
import { PNG } from 'pngjs'
import { comparePixels, type Rectangle } from '../../test/support/compare-pixels.ts'

/** The share of pixels that may differ: glyphs at odd positions; in canvases, what tiles lose. */
const MOST_OUTSIDE = 0.005
const MOST_IN_CANVASES = 0.01

/** How the picture of a page differs from that of its replica. */
export interface Pictures {
  /** The share of the pixels outside of canvases that differ, 0 to 1. */
  readonly outside: number
  /** The same inside of them; null where no canvas is seen. */
  readonly inside: number | null
  readonly alike: boolean
}

/** `file`: where both pictures and what differs are written when they are not alike, without an ending. */
export function comparePictures(
  [page = new Uint8Array(), replica = new Uint8Array()]: readonly Uint8Array[],
  canvases: readonly Rectangle[],
  file?: string,
): Pictures {
  const { width, height } = PNG.sync.read(Buffer.from(page))
  const ignore = canvases.map(outward)
  const all = comparePixels(page, replica, file ? { diffFile: `${file}-diff.png` } : {})
  const rest = comparePixels(page, replica, { ignore })
  const covered = area(ignore, width, height)
  const outside = rest.differing / Math.max(1, all.total - covered)
  const inside = covered > 0 ? (all.differing - rest.differing) / covered : null
  const alike = outside <= MOST_OUTSIDE && (inside ?? 0) <= MOST_IN_CANVASES
  if (file && !alike) {
    writeFileSync(`${file}-page.png`, page)
    writeFileSync(`${file}-replica.png`, replica)
  }
  return { outside, inside, alike }
}

/** Whole pixels. */
function outward({ x, y, width, height }: Rectangle): Rectangle {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  return {
    x: left,
    y: top,
    width: Math.ceil(x + width) - left,
    height: Math.ceil(y + height) - top,
  }
}

/** How many pixels of a picture these cover. */
function area(boxes: readonly Rectangle[], width: number, height: number): number {
  const isCovered = new Uint8Array(width * height)
  for (const box of boxes) {
    const [left, right] = [Math.max(0, box.x), Math.min(width, box.x + box.width)]
    for (let row = Math.max(0, box.y); row < Math.min(height, box.y + box.height); row++)
      if (right > left) isCovered.fill(1, row * width + left, row * width + right)
  }
  return isCovered.reduce((sum, one) => sum + one, 0)
}

/** `0.12 %` */
export function share(of: number): string {
  return `${(of * 100).toFixed(2)} %`
}
