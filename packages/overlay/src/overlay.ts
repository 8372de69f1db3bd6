import type { NodeId, Place } from '@alongside/protocol'
import { createClicks } from './clicks.ts'
import { createCursor } from './cursor.ts'
import { createLayer } from './layer.ts'
import type { Party } from './party.ts'
import { type Locate, pointIn } from './place-geometry.ts'

export type OverlayOptions = {
  /** What the marks are drawn over: the layer fills this root's containing block. */
  root: ShadowRoot | HTMLElement
  /** Whose marks these are. */
  party: Party
  name: string
  /** False where the party's own pointer is on the screen already, and only its clicks are drawn. */
  cursor?: boolean
  rectOf(id: NodeId): DOMRect | null
  /** How large the page below is drawn, 1 = actual size. */
  scale?(): number
  /** Where the page's (0, 0) lies in the layer, in px of the layer. */
  offset?(): { x: number; y: number }
  style: 'css-sheet'
}

export interface Overlay {
  /** The other's pointer is at this place; null when it left the page. */
  pointer(place: Place | null, touch?: boolean): void
  click(place: Place, touch?: boolean): void
  /** Something moved below (scroll, layout, scale): the marks stay on their elements. */
  refresh(): void
  destroy(): void
}

/** Cursor, name and clicks of one party, drawn above a page or above a replica. Never takes an event. */
export function createOverlay(options: OverlayOptions): Overlay {
  const layer = createLayer(options.root, options.party)
  const locate: Locate = (place) => {
    const rect = options.rectOf(place.node)
    return rect && pointIn(rect, place, options.scale?.() ?? 1, options.offset?.())
  }
  const cursor =
    options.cursor === false ? null : createCursor(layer, options.party, options.name, locate)
  const clicks = createClicks(layer, options.party, locate)
  return {
    pointer: (place, touch) => cursor?.point(place, touch),
    click(place, touch = false) {
      cursor?.point(place, touch)
      clicks.show(place, touch)
    },
    refresh: () => cursor?.refresh(),
    destroy() {
      cursor?.destroy()
      layer.element.remove()
    },
  }
}
