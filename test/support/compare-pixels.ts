import { writeFileSync } from 'node:fs'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'

/** A part of both images, in pixels, that does not count. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PixelComparison {
  /** Differing pixels over all pixels, 0 to 1. Images of different sizes differ everywhere. */
  readonly fraction: number
  readonly differing: number
  readonly total: number
}

/**
 * Compares two PNG images. Antialiased edges count as equal: the same glyph at another subpixel
 * offset is not a difference that a person sees.
 */
export function comparePixels(
  left: Uint8Array,
  right: Uint8Array,
  options: { diffFile?: string; ignore?: readonly Rectangle[] } = {},
): PixelComparison {
  const [a, b] = [PNG.sync.read(Buffer.from(left)), PNG.sync.read(Buffer.from(right))]
  const { width, height } = a
  const total = width * height
  if (b.width !== width || b.height !== height) return { fraction: 1, differing: total, total }
  for (const rectangle of options.ignore ?? []) {
    blank(a, rectangle)
    blank(b, rectangle)
  }
  const diff = options.diffFile === undefined ? undefined : new PNG({ width, height })
  const differing = pixelmatch(a.data, b.data, diff?.data, width, height, { threshold: 0.1 })
  if (diff && options.diffFile !== undefined) writeFileSync(options.diffFile, PNG.sync.write(diff))
  return { fraction: differing / total, differing, total }
}

function blank(image: PNG, { x, y, width, height }: Rectangle): void {
  const [left, right] = [Math.max(0, x), Math.min(image.width, x + width)]
  for (let row = Math.max(0, y); row < Math.min(image.height, y + height); row++) {
    image.data.fill(0, (row * image.width + left) * 4, (row * image.width + right) * 4)
  }
}
