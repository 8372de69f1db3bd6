import type { Wrap } from '../hooks.ts'
import { SHARE } from './pace.ts'
import type { Pictured } from './pictured.ts'

/** What is drawn between two copies is lost if nothing follows, so the next one may not be far. Milliseconds. */
const MOST_REST = 200

type Kept = {
  readonly canvas: HTMLCanvasElement
  readonly copy: OffscreenCanvas
  readonly context: OffscreenCanvasRenderingContext2D | null
  /** Drawn since it was looked at last. */
  isFresh: boolean
  isQueued: boolean
  /** No copy before this time. */
  next: number
}

/**
 * Canvases of WebGL and WebGPU can be read only in the task in which they were drawn (WebGL 1.0, 2.2): what is drawn is
 * copied at the end of that task, on the graphics card where there is one, and looked at in its time. The copy is of
 * the last frame that came a little after another, also when no other follows.
 */
export class Fleeting {
  readonly #kept = new WeakMap<Pictured, Kept>()
  readonly #mayCopy: (canvas: HTMLCanvasElement) => boolean

  constructor(mayCopy: (canvas: HTMLCanvasElement) => boolean) {
    this.#mayCopy = mayCopy
  }

  /** Each frame of a page calls one of these. */
  hook(view: Window & typeof globalThis, wrap: Wrap): void {
    const drawn = ({ canvas }: { readonly canvas: HTMLCanvasElement }): void => this.#drawn(canvas)
    for (const type of ['WebGLRenderingContext', 'WebGL2RenderingContext'] as const)
      for (const name of ['clear', 'drawArrays', 'drawElements'])
        wrap(view[type]?.prototype, name, 'value', drawn)
    const gpu: { prototype: object } | undefined = Reflect.get(view, 'GPUCanvasContext')
    wrap(gpu?.prototype, 'getCurrentTexture', 'value', drawn)
  }

  has(canvas: Pictured): boolean {
    return this.#kept.has(canvas)
  }

  /** What was drawn since the last call; null: nothing. */
  take(canvas: Pictured): OffscreenCanvas | null {
    const kept = this.#kept.get(canvas)
    if (!kept?.isFresh) return null
    kept.isFresh = false
    return kept.copy
  }

  #drawn(canvas: HTMLCanvasElement): void {
    let kept = this.#kept.get(canvas)
    if (!kept) {
      const copy = new OffscreenCanvas(1, 1)
      const context = copy.getContext('2d')
      kept = { canvas, copy, context, isFresh: false, isQueued: false, next: 0 }
      this.#kept.set(canvas, kept)
    }
    if (kept.isQueued) return
    kept.isQueued = true
    void this.#keep(kept)
  }

  async #keep(kept: Kept): Promise<void> {
    await null
    kept.isQueued = false
    const { canvas, copy, context } = kept
    const now = performance.now()
    if (now < kept.next || !this.#mayCopy(canvas)) return
    try {
      // Sizing empties it.
      copy.width = canvas.width
      copy.height = canvas.height
      context?.drawImage(canvas, 0, 0)
      kept.isFresh = true
    } catch {
      // It has no size by now.
    }
    kept.next = now + Math.min((performance.now() - now) / SHARE, MOST_REST)
  }
}
