import { type CaptureHost, placeAt, type Recogniser, startCapture } from '@alongside/capture/core'
import { knownAt } from '@alongside/capture/explain'
import { PARTS } from '@alongside/capture/parts'
import { createRecogniser } from '@alongside/capture/recognise'
import type { HeldReason } from '@alongside/protocol'
import type { CobrowseConfig } from '@alongside/protocol/api'
import type { Connection } from '../connection.ts'
import { createSharing, type Sharing } from '../sharing.ts'
import type { Point } from '../windows.ts'

/** A page as it would be shared under one set of rules. */
export type Watched = {
  readonly capture: Sharing['capture']
  readonly held: HeldReason | null
  /** What is known of the page, once it is. */
  readonly mirrored: CaptureHost | undefined
  readonly recogniser: Recogniser
  /** The element at a point of the top window, in client px. */
  at(point: Point): Element | null
  stop(): void
}

export type Where = 'around' | 'into' | 'before' | 'after'

/** There is nobody at the other end, and nothing is kept for them. */
const NOBODY: Connection = {
  behind: false,
  sendFrame() {},
  send() {},
  sendVolatile() {},
  rest() {},
  close() {},
}

/** Makes the frames that an agent would get, by the same way to the same rules. */
export function watch(
  config: CobrowseConfig | null,
  on: {
    take(frame: Uint8Array): void
    hold(why: HeldReason | null): void
    /** What is known of the page may be asked for, or is another. */
    ready(): void
  },
): Watched {
  const recogniser = createRecogniser(config?.privacy)
  let mirrored: CaptureHost | undefined
  let held: HeldReason | null = null
  let told = 0
  const sharing = createSharing(
    config,
    (o) =>
      startCapture({
        ...o,
        recogniser,
        parts: [
          ...PARTS,
          (host) => {
            mirrored = host
            return {}
          },
        ],
      }),
    NOBODY,
    (why) => {
      held = why
      on.hold(why)
    },
  )
  sharing.listen({
    take(frame) {
      on.take(frame)
      // After the flush, and once for whatever it wrote.
      clearTimeout(told)
      told = setTimeout(on.ready)
      return true
    },
    hold() {},
  })
  on.hold(null)
  sharing.begin()
  return {
    get capture() {
      return sharing.capture
    },
    get held() {
      return held
    },
    get mirrored() {
      return held ? undefined : mirrored
    },
    recogniser,
    at({ x, y }) {
      const place = sharing.capture && placeAt(sharing.capture, document, x, y)
      const node = place && sharing.capture?.nodeAt(place.node)
      return node && mirrored ? knownAt(node, mirrored) : null
    },
    stop() {
      clearTimeout(told)
      sharing.stop()
    },
  }
}

/** The next element that is known, from one to another; where there is none, the one itself. */
export function neighbour(
  { mirrored }: Pick<Watched, 'mirrored'>,
  from: Element | null,
  where: Where,
): Element | null {
  const isSeen = (it: Element | null | undefined): it is Element =>
    !!it && !!mirrored && knownAt(it, mirrored) === it && it.getClientRects().length > 0
  if (!from) return isSeen(document.body) ? document.body : null
  if (where === 'around') {
    const above = mirrored ? knownAt(from.parentNode, mirrored) : null
    return isSeen(above) ? above : from
  }
  if (where === 'into') return insideOf(from).find(isSeen) ?? from
  const step = where === 'before' ? 'previousElementSibling' : 'nextElementSibling'
  let next = from[step]
  while (next && !isSeen(next)) next = next[step]
  return next ?? from
}

/** Of a shadow tree or the page of a frame too. */
function insideOf(element: Element): Element[] {
  const page = element instanceof HTMLIFrameElement ? element.contentDocument : null
  return [...(element.shadowRoot ?? page ?? element).children, ...element.children]
}
