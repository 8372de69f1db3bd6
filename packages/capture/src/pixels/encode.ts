import type { Tile } from '@alongside/protocol'
import type { Rect } from './grid.ts'

/** Lossless that takes more of a byte for each pixel is a photograph, of which nobody sees what is lost. */
const LOSSLESS = 0.4
const QUALITY = 0.9

/** A part of a picture, encoded. The pixels are taken now; the encoder of the browser does not run in the page's thread. */
export async function encodeTile(picture: OffscreenCanvas, rect: Rect): Promise<Tile> {
  const { x, y, width, height } = rect
  const piece = new OffscreenCanvas(width, height)
  piece.getContext('2d')?.drawImage(picture, x, y, width, height, 0, 0, width, height)
  let blob = await piece.convertToBlob()
  if (blob.size > width * height * LOSSLESS) {
    // A browser that cannot make it answers with a PNG.
    const lossy = await piece.convertToBlob({ type: 'image/webp', quality: QUALITY })
    if (lossy.size < blob.size) blob = lossy
  }
  return { ...rect, image: new Uint8Array(await blob.arrayBuffer()) }
}
