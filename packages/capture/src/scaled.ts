/** The sides of a box in CSS px. */
type Size = { readonly width: number; readonly height: number }

/** What is decoded to be made smaller. Pixels. */
const MOST = 1 << 25
/** It would hardly be less. */
const WORTH = 0.5
/** Where nobody sees it, or only a dot of it. Pixels. */
const LEAST = 64
const QUALITY = 0.9

const STILL = /^image\/(jpeg|png|webp|avif)/i
/** Files of moving images say so near their beginning: they would stand still. */
const MOVES = /acTL|ANIM|avis/
const HEAD = 1 << 14

/**
 * A large image in the pixels that are seen of it, as a WebP whose type says how many of them are a CSS px of the image; null: it
 * is not much less. The browser decodes and encodes outside of the page's thread.
 */
export async function scaled(
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
  { naturalWidth: width, naturalHeight: height }: HTMLImageElement,
  box: Size,
): Promise<Blob | null> {
  if (!STILL.test(type) || width * height === 0 || width * height > MOST) return null
  if (MOVES.test(new TextDecoder('latin1').decode(bytes.subarray(0, HEAD)))) return null
  const share = Math.max(box.width / width, box.height / height) * devicePixelRatio
  const resizeWidth = Math.max(Math.ceil(width * share), LEAST)
  if (resizeWidth > width * WORTH) return null
  const bitmap = await createImageBitmap(new Blob([bytes], { type }), {
    resizeWidth,
    resizeQuality: 'high',
  })
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
  bitmap.close()
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY })
  if (blob.size > bytes.length * WORTH) return null
  return new Blob([blob], { type: `${blob.type};density=${resizeWidth / width}` })
}
