import { type Frame, LIMITS, type NodeId, type NoteReason, type Op } from '@alongside/protocol'
import * as dom from './dom.ts'
import { Surface } from './surface.ts'
import type { Tree } from './tree.ts'

const MOST_PIXELS = 4 * LIMITS.surfacePixels

/** What the canvases and videos of a picture show. */
export class Surfaces {
  readonly #tree: Tree
  readonly #urls: typeof URL
  readonly #clear: (id: NodeId, element: Element, reason: NoteReason) => void
  readonly #byNumber = new Map<number, Surface>()
  readonly #numbers = new Map<Node, number>()
  #pixels = 0

  constructor(parts: {
    tree: Tree
    /** Of the frame, as those of assets. */
    urls: typeof URL
    /** It is shown now, and not noted any more. */
    clear(id: NodeId, element: Element, reason: NoteReason): void
  }) {
    this.#tree = parts.tree
    this.#urls = parts.urls
    this.#clear = parts.clear
  }

  /** An element's pixels come from here on, from nothing. */
  set({ id, surface, width, height, scale }: Extract<Op, { op: 'surface' }>): void {
    const element = this.#tree.element(id)
    this.drop(element)
    const pixels = width * height * scale ** 2
    if (!dom.isHtml(element, 'canvas', 'video') || this.#byNumber.has(surface)) return
    if (!(pixels > 0) || pixels > LIMITS.surfacePixels || this.#pixels + pixels > MOST_PIXELS)
      return
    this.#pixels += width * height
    this.#numbers.set(element, surface)
    this.#byNumber.set(surface, new Surface(element, this.#urls, width, height, scale))
    this.#clear(id, element, dom.isHtml(element, 'video') ? 'video' : 'canvas')
  }

  /** Of a surface that is not here any more, or of another epoch, none is wanted. */
  receive({ surface, tiles, last }: Extract<Frame, { frame: 'tiles' }>): void {
    this.#byNumber.get(surface)?.take(tiles, last)
  }

  /** The element is gone, or shows something else. */
  drop(node: Node): void {
    const number = this.#numbers.get(node)
    const surface = number === undefined ? undefined : this.#byNumber.get(number)
    if (number === undefined || !surface) return
    this.#numbers.delete(node)
    this.#byNumber.delete(number)
    this.#pixels -= surface.width * surface.height
    surface.close()
  }

  /** A canvas that is given a size is empty, also where it had that size before (HTML standard, 4.12.5). */
  sized(element: Element, width: number, height: number): void {
    const number = this.#numbers.get(element)
    const surface = number === undefined ? undefined : this.#byNumber.get(number)
    if (surface && (surface.width !== width || surface.height !== height)) this.drop(element)
  }

  destroy(): void {
    for (const node of [...this.#numbers.keys()]) this.drop(node)
  }
}
