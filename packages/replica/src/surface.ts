import type { Tile } from '@alongside/protocol'
import * as dom from './dom.ts'
import { imageSize } from './image-size.ts'

/** A tab that is hidden decodes nothing for anybody to see. Milliseconds. */
const DECODED = 1000
/** Of tiles that wait to be drawn. Bytes. */
const MOST_WAITING = 32 << 20

/**
 * The pixels of one canvas or video. A frame without scripts shows none of its canvases, so they are drawn in this realm and
 * shown there as an image (docs/adr/0016).
 */
export class Surface {
  readonly width: number
  readonly height: number
  readonly #element: Element
  readonly #scale: number
  readonly #urls: typeof URL
  /** What a video names by itself. */
  #poster: string | null = null
  #context: OffscreenCanvasRenderingContext2D | null = null
  #waiting: Tile[] = []
  #bytes = 0
  #isWorking = false
  /** Drawn to the end of a look, and not shown yet. */
  #isDirty = false
  /** How many tiles in are the end of the last look that has come whole. */
  #whole = 0
  #animation: Animation | null = null
  #url = ''
  #isClosed = false

  constructor(element: Element, urls: typeof URL, width: number, height: number, scale: number) {
    this.width = width
    this.height = height
    this.#element = element
    this.#scale = scale
    this.#urls = urls
  }

  /** Tiles of a look; `last`: it is complete, and may be seen. */
  take(tiles: readonly Tile[], last: boolean): void {
    const bytes = tiles.reduce((sum, { image }) => sum + image.length, 0)
    if (this.#bytes + bytes > MOST_WAITING) return
    this.#bytes += bytes
    this.#waiting.push(...tiles)
    if (last) {
      this.#whole = this.#waiting.length
      this.#isDirty = true
    }
    if (!this.#isWorking) void this.#work()
  }

  close(): void {
    this.#isClosed = true
    this.#waiting = []
    this.#context = null
    this.#animation?.cancel()
    this.#urls.revokeObjectURL(this.#url)
    dom.removeAttribute(this.#element, 'data-alongside-picture')
    if (!this.#url || !dom.isHtml(this.#element, 'video')) return
    if (this.#poster === null) dom.removeAttribute(this.#element, 'poster')
    else dom.setAttribute(this.#element, 'poster', this.#poster)
  }

  /** One after the other: tiles draw over each other, and a picture is made when the last one is seen. */
  async #work(): Promise<void> {
    this.#isWorking = true
    try {
      while (!this.#isClosed && this.#isDirty) {
        this.#isDirty = false
        const tiles = this.#waiting.splice(0, this.#whole)
        this.#whole = 0
        for (const tile of tiles) {
          await this.#draw(tile)
          this.#bytes -= tile.image.length
        }
        await this.#show()
      }
    } catch {
      // A picture that does not decode, or no memory for it: what is seen stays.
    } finally {
      this.#isWorking = false
    }
  }

  async #draw({ x, y, width, height, image }: Tile): Promise<void> {
    const size = imageSize(image)
    if (size?.width !== width || size.height !== height) return
    if (x + width > this.width || y + height > this.height) return
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(image)])).catch(() => null)
    if (!bitmap || this.#isClosed) return
    this.#context ??= new OffscreenCanvas(this.width, this.height).getContext('2d')
    this.#context?.clearRect(x, y, width, height)
    this.#context?.drawImage(bitmap, x, y)
    bitmap.close()
  }

  /** The image has to be there, decoded, when the style names it: until then the box would be empty, and of no size. */
  async #show(): Promise<void> {
    const owner = dom.ownerOf(this.#element)
    const blob = await this.#encode()
    if (!owner || !blob || this.#isClosed) return
    const url = this.#urls.createObjectURL(blob)
    const image: HTMLImageElement = Document.prototype.createElement.call(owner, 'img') as never
    HTMLImageElement.prototype.setAttribute.call(image, 'src', url)
    await Promise.race([HTMLImageElement.prototype.decode.call(image).catch(() => {}), soon()])
    if (this.#isClosed) {
      this.#urls.revokeObjectURL(url)
      return
    }
    this.#point(url)
    this.#urls.revokeObjectURL(this.#url)
    this.#url = url
  }

  /** As large as the element takes it for: the box follows from that. */
  async #encode(): Promise<Blob | null> {
    const canvas = this.#context?.canvas
    if (!canvas || this.#scale === 1) return canvas?.convertToBlob() ?? null
    const whole = new OffscreenCanvas(this.width * this.#scale, this.height * this.#scale)
    whole.getContext('2d')?.drawImage(canvas, 0, 0, whole.width, whole.height)
    return whole.convertToBlob({ type: 'image/webp', quality: 0.9 })
  }

  /**
   * An animation that stands still sets the property by which the replica's own sheet names the picture: no attribute of
   * the page's element changes, and no other element has to be looked at (a rule of its own took 2 ms in a page of 18,000).
   */
  #point(url: string): void {
    if (dom.isHtml(this.#element, 'video')) {
      if (!this.#url) this.#poster = dom.getAttribute(this.#element, 'poster')
      dom.setAttribute(this.#element, 'poster', url)
      return
    }
    const still = `url("${url}")`
    const keyframes = { '--alongside-picture': [still, still] }
    if (this.#animation?.effect) (this.#animation.effect as KeyframeEffect).setKeyframes(keyframes)
    else {
      this.#animation = Element.prototype.animate.call(this.#element, keyframes, 1)
      this.#animation.pause()
    }
    dom.setAttribute(this.#element, 'data-alongside-picture', '')
  }
}

function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, DECODED))
}
