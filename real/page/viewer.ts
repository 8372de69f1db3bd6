import { DEFAULT_RULES } from '@alongside/capture'
import { createReplica, type Replica } from '@alongside/replica'
import { twinsOf } from '../../test/mirror/twins.ts'
import { appearanceDifference } from '../../test/support/appearance.ts'
import { canonicalPage, canonicalReplica, firstDifference } from '../../test/support/canonical.ts'
import { elementsIn, rootsOf } from '../../test/support/roots.ts'
import { rulesDifference } from '../../test/support/rules.ts'
import type { Sharer } from './sharer.ts'

// In the viewer's page, which has opened the application's and so can look at both.

/** How many elements have their computed styles and boxes compared after a step. */
const SAMPLED = 600

/** What the runner calls in the viewer's page, as `viewer`. */
export interface ViewerHarness {
  open(url: string): void
  share(): void
  /** After a step: resolves when no frame has come for a while. */
  settle(): Promise<void>
  /** What differs, oracle by oracle: empty when nothing does. `except`: a selector of what may look different. */
  differences(except: string): Difference[]
  /** Where the page's canvases are seen, in px of its window. */
  canvases(): Box[]
  /** Nodes of the replica, frames and bytes so far. */
  size(): { nodes: number; frames: number; bytes: number }
  /** What the replica itself says that it cannot show. */
  notes(): string[]
}

export interface Difference {
  readonly oracle: 'engine' | 'tree and live state' | 'rules' | 'styles and boxes'
  readonly what: string
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

declare global {
  var viewer: ViewerHarness
}

/** Nothing came for this long: the capture has told what there was. Milliseconds. */
const QUIET = 200
const MOST = 4_000

let application: (Window & typeof globalThis) | null = null
let sharer: Sharer | undefined
let replica: Replica | undefined
const errors: unknown[] = []
const count = { frames: 0, bytes: 0 }
let last = 0
let step = 0

globalThis.viewer = {
  open(url) {
    application = window.open(url, '_blank', 'popup') as Window & typeof globalThis
  },
  share() {
    const container = document.createElement('div')
    container.style.cssText = 'position:fixed;inset:0'
    document.body.append(container)
    const { port1, port2 } = new MessageChannel()
    replica = createReplica({
      container,
      emit: (request) => port1.postMessage(request),
      onError: (error) => errors.push(error),
    })
    port1.onmessage = ({ data }) => {
      count.frames++
      count.bytes += data.length
      last = performance.now()
      try {
        replica?.apply(data)
      } catch (error) {
        errors.push(error)
      }
    }
    sharer = application?.share(port2)
  },
  async settle() {
    step++
    const begun = performance.now()
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      const now = performance.now()
      const isQuiet = now - begun > QUIET && now - last > QUIET
      if ((isQuiet && replica?.ready) || now - begun > MOST) return
    }
  },
  differences(except) {
    const copy = replica?.document
    if (!sharer || !replica || !copy) return [{ oracle: 'engine', what: 'no replica' }]
    const { capture, document: page } = sharer
    const joined = { page, capture, replica }
    const found: [Difference['oracle'], string | null][] = [
      ['engine', errors.length > 0 ? String(errors[0]) : null],
      [
        'tree and live state',
        firstDifference(canonicalPage(page, DEFAULT_RULES), canonicalReplica(copy)),
      ],
      ['rules', rulesDifference(page, capture, replica)],
      ['styles and boxes', appearanceDifference(sampled([...twinsOf(joined, except)]))],
    ]
    return found.flatMap(([oracle, what]) => (what === null ? [] : { oracle, what }))
  },
  canvases() {
    if (!sharer) return []
    const boxes: Box[] = []
    for (const root of rootsOf(sharer.document)) {
      for (const canvas of elementsIn(root, 'canvas')) {
        const { x, y, width, height } = canvas.getBoundingClientRect()
        const { x: left, y: top } = offsetOf(canvas)
        boxes.push({ x: x + left, y: y + top, width, height })
      }
    }
    return boxes
  },
  size: () => ({
    nodes: replica?.document ? canonicalReplica(replica.document).split('\n').length : 0,
    ...count,
  }),
  notes: () => [...new Set(replica?.fidelity.map(({ reason }) => reason))],
}

/** Others after each step, spread over the whole page; the same ones until they are equal. */
function sampled<T>(all: readonly T[]): T[] {
  const every = Math.max(1, Math.ceil(all.length / SAMPLED))
  const from = step % every
  return all.filter((_, i) => i % every === from)
}

/** Where the frame that an element is in stands. */
function offsetOf(element: Element): { x: number; y: number } {
  const frame = element.ownerDocument.defaultView?.frameElement
  return frame?.getBoundingClientRect() ?? { x: 0, y: 0 }
}
