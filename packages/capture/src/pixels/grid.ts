import { tileSide } from '@alongside/protocol'

/** The unit of comparison. Px. */
const TILE = 64

export type Rect = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What was seen last of a picture, as a hash of each of its tiles: 0 is one without a pixel, which is how all begin. */
export class Grid {
  readonly width: number
  readonly height: number
  readonly #columns: number
  readonly #hashes: Int32Array

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    this.#columns = Math.ceil(width / TILE)
    this.#hashes = new Int32Array(this.#columns * Math.ceil(height / TILE))
  }

  /** Whether nothing but transparency was seen. */
  get isEmpty(): boolean {
    return this.#hashes.every((hash) => hash === 0)
  }

  /**
   * What differs from last time in the rows from `y` on, of which `read` gives the pixels: at most one rectangle for each
   * block of the largest tile that travels.
   */
  differences(y: number, read: (y: number, height: number) => Uint32Array): Rect[] {
    const blocks: { x: number; y: number; right: number; bottom: number }[] = []
    const end = Math.min(this.height, y + tileSide)
    for (let top = y; top < end; top += TILE) {
      const height = Math.min(TILE, end - top)
      const pixels = read(top, height)
      for (let column = 0; column < this.#columns; column++) {
        const x = column * TILE
        const width = Math.min(TILE, this.width - x)
        const hash = hashOf(pixels, this.width, x, width, height)
        const index = (top / TILE) * this.#columns + column
        if (this.#hashes[index] === hash) continue
        this.#hashes[index] = hash
        const at = Math.floor(x / tileSide)
        blocks[at] ??= { x, y: top, right: 0, bottom: 0 }
        const block = blocks[at]
        block.x = Math.min(block.x, x)
        block.right = Math.max(block.right, x + width)
        block.bottom = top + height
      }
    }
    // Of blocks without a difference there is none.
    return Object.values(blocks).map(({ x, y, right, bottom }) => ({
      x,
      y,
      width: right - x,
      height: bottom - y,
    }))
  }
}

/** Any one pixel that changes changes it; of all other changes one in four billion does not. */
function hashOf(
  pixels: Uint32Array,
  stride: number,
  x: number,
  width: number,
  height: number,
): number {
  let hash = 0x2545f491
  let seen = 0
  for (let y = 0; y < height; y++) {
    const end = y * stride + x + width
    for (let i = end - width; i < end; i++) {
      const pixel = pixels[i] ?? 0
      seen |= pixel
      hash = Math.imul(hash ^ pixel, 0x2c1b3c6d)
      hash ^= hash >>> 15
    }
  }
  return seen === 0 ? 0 : hash || 1
}
