import { type Tile, tileSide } from '@alongside/protocol'
import { encodeTile } from './encode.ts'
import type { Grid, Rect } from './grid.ts'

/**
 * One look at a picture of the page: a copy of it now, compared in pieces as there is time, so that what was drawn
 * together is told together. Nothing is asked of the page's canvas but that it is drawn.
 */
export class Look {
  readonly at: number = performance.now()
  readonly grid: Grid
  readonly #picture: OffscreenCanvas
  readonly #context: OffscreenCanvasRenderingContext2D | null
  readonly #rects: Rect[] = []
  #y = 0
  /** Milliseconds of the page's thread. */
  cost = 0

  constructor(source: CanvasImageSource, grid: Grid) {
    this.grid = grid
    this.#picture = new OffscreenCanvas(grid.width, grid.height)
    // In memory: it is read at once, and never shown.
    this.#context = this.#picture.getContext('2d', { willReadFrequently: true })
    this.#context?.drawImage(source, 0, 0, grid.width, grid.height)
    this.cost = performance.now() - this.at
  }

  /** Goes on comparing until `until` (performance.now); true when it is done. Throws where the pixels are another origin's. */
  compare(until: number): boolean {
    const start = performance.now()
    const { width, height } = this.grid
    const read = (y: number, rows: number): Uint32Array => {
      const pixels = this.#context?.getImageData(0, y, width, rows).data
      return new Uint32Array(pixels?.buffer ?? new ArrayBuffer(0))
    }
    try {
      do {
        this.#rects.push(...this.grid.differences(this.#y, read))
        this.#y += tileSide
      } while (this.#y < height && performance.now() < until)
    } finally {
      this.cost += performance.now() - start
    }
    return this.#y >= height
  }

  get changed(): boolean {
    return this.#rects.length > 0
  }

  /** What has changed, encoded. */
  tiles(): Promise<Tile[]> {
    return Promise.all(this.#rects.map((rect) => encodeTile(this.#picture, rect)))
  }
}
