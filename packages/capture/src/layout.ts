import { type LaidOut, type NodeId, ROOT, writeChecks } from '@alongside/protocol'
import type { Counts } from './checks.ts'
import * as FLAG from './flag.ts'
import { boxOf, documentOf, windowOf } from './natives.ts'
import type { Host, Part } from './part.ts'

/** Milliseconds. */
const EVERY = 2000
/** Who has not moved for so long stands still: more than a frame, in which nothing moves. Milliseconds. */
const STILL = 100
/** So many ids are looked at for one comparison; the next looks at others. */
const MOST = 100

/**
 * Tells now and then where some elements stand, when nothing of the page changes and they have not moved since the look
 * before: what is equal node by node and rule by rule may still be laid out otherwise. It looks after a frame, when the page is laid out.
 */
export class Layout implements Part {
  readonly #host: Host
  readonly #counts: Counts
  #next = 0
  #looked = 0
  /** Which ids are looked at. */
  #turn = 0
  #before = ''

  constructor(host: Host, counts: Counts) {
    this.#host = host
    this.#counts = counts
  }

  epoch(): void {
    this.#before = ''
  }

  audit(until: number): void {
    // Everything is asked for: no waiting.
    if (until === Number.POSITIVE_INFINITY) this.#next = 0
  }

  flush(settled: boolean): void {
    const { dirty, page, sheets, out } = this.#host
    const isCalm =
      out.count === 0 && !dirty.any && page.pending.size + page.carried.size === 0 && !sheets.behind
    if (!isCalm) this.#before = ''
    const at = performance.now()
    if (!isCalm || !settled || at < this.#next || at < this.#looked + STILL) return
    this.#looked = at
    const boxes = [...this.#boxes()]
    const now = JSON.stringify(boxes)
    const isStill = now === this.#before
    this.#before = now
    if (!isStill) return
    this.#next = at + EVERY
    this.#turn++
    this.#counts.boxes += boxes.length
    this.#host.emit(writeChecks([{ check: 'boxes', boxes }]))
  }

  *#boxes(): Generator<LaidOut> {
    const { model } = this.#host.page
    const step = Math.ceil(model.nextId / MOST)
    for (let at: number = ROOT + (this.#turn % step); at < model.nextId; at += step) {
      const id = at as NodeId
      const element = model.nodeAt(id)
      const view = element && isSeen(element) && windowOf(documentOf(element) as Document)
      if (!view || model.flagsOf(id) & FLAG.blocked) continue
      const { x, y, width, height } = boxOf(element)
      yield {
        id,
        x: half(x + view.scrollX),
        y: half(y + view.scrollY),
        width: half(width),
        height: half(height),
      }
    }
  }
}

/** An element of HTML that has a box. What the browser skips as long as it is out of view would be laid out to be asked. */
function isSeen(node: Node): node is HTMLElement {
  return (
    'offsetWidth' in node &&
    !!(node as HTMLElement).checkVisibility?.({ contentVisibilityAuto: true })
  )
}

const half = (px: number): number => Math.round(px * 2) / 2
