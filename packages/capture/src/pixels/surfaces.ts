import { type NodeId, surfacePixels, tellSurface } from '@alongside/protocol'
import { writeTiles } from '@alongside/protocol/pixels'
import { unzoned } from '../natives.ts'
import type { Host, Part } from '../part.ts'
import { Fleeting } from './fleeting.ts'
import { Grid } from './grid.ts'
import { Look } from './look.ts'
import { Allowance, FASTEST, Pace } from './pace.ts'
import { isVideo, type Pictured, sizeOf } from './pictured.ts'
import { isInView, mayBeSeen } from './visible.ts'

/** How long a look may take at a time in the page's thread. Milliseconds. */
const SLICE = 3
/** When there was no flush for so long, sharing was paused: what was copied when it began is not used. Milliseconds. */
const PAUSE = 2000
/** Tiles are packed to frames of about this size, so that the page's ops need not wait for long. Bytes. */
const FRAME_BYTES = 16 << 10

/** Between two looks at a video. Milliseconds. */
const VIDEO = 200

/** After these a picture is likely to change. */
const STIRRING = 'pointerdown pointermove pointerup keydown wheel'.split(' ')

type Surface = {
  readonly id: NodeId
  readonly element: Pictured
  readonly pace: Pace
  /** What the replica has, under its number; null: nothing of it. */
  grid: Grid | null
  number: number
  /** It was told that it cannot be read. */
  isNoted: boolean
}

/** Surfaces of all captures of this page, one after the other: none has the number of another. */
let lastNumber = 0

/**
 * Canvases and videos, by the tiles that have changed. There is no way to hear of drawing that would not cost the page at
 * each call, so those in view are looked at, after a frame, from time to time: what is copied is a state, however it
 * came to be.
 */
export function surfaces(host: Host): Part {
  const { setTimeout, clearTimeout } = unzoned(window)
  const allowance = new Allowance(performance.now())
  /** Their pixels stay when a frame is done: a look that finds nothing says that there is nothing. */
  const steady = new WeakSet<Pictured>()
  const fleeting = new Fleeting(
    (canvas) =>
      performance.now() - flushed < PAUSE && inView.has(canvas) && mayBeSeen(host.page, canvas),
  )
  const inView = new WeakSet<Pictured>()
  let known = new Map<NodeId, Surface>()
  let ready: Uint8Array[] = []
  let look: { readonly of: Surface; readonly look: Look } | null = null
  let encoding = false
  /** When the page was laid out last. */
  let flushed = Number.NEGATIVE_INFINITY
  let timer = 0
  let running = true

  function begin(surface: Surface): void {
    const { element, pace } = surface
    const { width, height } = sizeOf(element)
    const source = fleeting.has(element) ? fleeting.take(element) : element
    const isSame = surface.grid?.width === width && surface.grid.height === height
    try {
      if (source && mayBeSeen(host.page, element)) {
        const grid = isSame && surface.grid ? surface.grid : new Grid(width, height)
        look = { of: surface, look: new Look(source, grid) }
        return
      }
    } catch {
      // No memory for a copy, or no such canvas in this browser.
    }
    pace.looked(performance.now(), false, 0)
  }

  /** Looks on, until it has seen all. */
  function proceed(): void {
    if (!look) return
    const { of, look: now } = look
    const { element, pace } = of
    const size = sizeOf(element)
    const isGone =
      known.get(of.id) !== of || size.width !== now.grid.width || size.height !== now.grid.height
    try {
      if (isGone || !now.compare(performance.now() + SLICE)) {
        if (isGone) look = null
        return
      }
    } catch {
      // The picture of another origin is in it.
      if (!of.isNoted) host.out.note(of.id, isVideo(element) ? 'video' : 'canvas')
      of.isNoted = true
      of.grid = null
      look = null
      pace.looked(performance.now(), false, now.cost)
      return
    }
    look = null
    pace.looked(performance.now(), now.changed, now.cost)
    // Of what was drawn before we came nobody knows: it may be gone with its frame.
    if (now.grid.isEmpty && !(of.grid || steady.has(element) || fleeting.has(element))) return
    if (!fleeting.has(element)) steady.add(element)
    if (of.grid !== now.grid) {
      of.grid = now.grid
      of.number = ++lastNumber
      of.isNoted = false
      const { width, height } = now.grid
      tellSurface(host.out, of.id, of.number, width, height, size.scale)
    }
    if (now.changed) void tell(now, of)
  }

  async function tell(now: Look, of: Surface): Promise<void> {
    encoding = true
    try {
      const tiles = await now.tiles()
      for (let from = 0; from < tiles.length; ) {
        let to = from
        for (let bytes = 0; to < tiles.length && bytes < FRAME_BYTES; to++)
          bytes += tiles[to]?.image.length ?? 0
        const frame = writeTiles(of.number, to === tiles.length, tiles.slice(from, to))
        allowance.spend(frame.length)
        ready.push(frame)
        from = to
      }
    } catch {
      // The encoder failed: all of it again.
      of.grid = null
    } finally {
      encoding = false
    }
    // With the next flush, which is held while sharing is paused or the link is behind.
    host.changed()
  }

  function next(): void {
    const now = performance.now()
    for (const surface of known.values()) {
      const { element, pace } = surface
      if (pace.due > now) continue
      const { width, height } = sizeOf(element)
      const pixels = width * height
      const isSeen = pixels > 0 && pixels <= surfacePixels && isInView(element)
      inView[isSeen ? 'add' : 'delete'](element)
      if (!isSeen) pace.looked(now, false, 0)
      else if (!look) begin(surface)
    }
    const soonest = Math.min(...[...known.values()].map(({ pace }) => pace.due))
    wake(look ? 0 : Math.max(soonest - now, 10))
  }

  function wake(wait: number): void {
    clearTimeout(timer)
    if (running && known.size > 0) timer = setTimeout(() => host.changed(true), wait)
  }

  return {
    windowEvents: STIRRING,
    heard() {
      const now = performance.now()
      for (const { pace } of known.values()) pace.stir(now)
      wake(0)
    },
    hook(view, wrap) {
      wrap(
        view.HTMLCanvasElement.prototype,
        'getContext',
        'value',
        (self: HTMLCanvasElement, [kind]: [string?]) => {
          if (kind === '2d' || kind === 'bitmaprenderer') steady.add(self)
        },
      )
      fleeting.hook(view, wrap)
    },
    element(element, id, name) {
      if (name !== 'canvas' && name !== 'video') return
      const pace = new Pace(name === 'video' ? VIDEO : FASTEST)
      const found = {
        id,
        element: element as Pictured,
        pace,
        grid: null,
        number: 0,
        isNoted: false,
      }
      known.set(id, found)
      host.changed(true)
    },
    touched(node) {
      const id = host.page.model.idOf(node)
      const surface = id === undefined ? undefined : known.get(id)
      if (!surface) return
      surface.pace.due = 0
      wake(0)
    },
    gone: (id) => known.delete(id),
    epoch() {
      known = new Map()
      ready = []
      look = null
    },
    flush(settled) {
      for (const frame of ready.splice(0)) host.emit(frame)
      if (settled) {
        if (performance.now() - flushed > PAUSE) {
          look = null
          for (const { element } of known.values()) fleeting.take(element)
        }
        flushed = performance.now()
      }
      proceed()
      if (!settled || encoding) return
      const wait = allowance.wait(performance.now())
      if (wait > 0) wake(wait)
      else next()
    },
    stop() {
      running = false
      clearTimeout(timer)
      known.clear()
    },
  }
}
