import type { Place } from '@alongside/protocol'
import type { Layer } from './layer.ts'
import type { Party } from './party.ts'
import type { Locate } from './place-geometry.ts'

/** More at once are noise, and a peer that floods us must not grow the page. */
const CLICKS_AT_ONCE = 8
/** A little over the longest animation of style.ts. */
const CLICK_MS = 1000

/** Rings where the other clicked: one solid ring for the customer, a double one for the agent. */
export function createClicks(
  layer: Layer,
  party: Party,
  locate: Locate,
): { show(place: Place, touch: boolean): void } {
  const shown: Element[][] = []

  const remove = (marks: Element[] | undefined): void => {
    for (const mark of marks ?? []) mark.remove()
  }

  return {
    show(place, touch) {
      const at = locate(place)
      if (!at) return
      const kinds = party === 'agent' ? ['ring', 'ring second', 'core'] : ['ring', 'core']
      const marks = kinds.map((kind) => {
        const mark = layer.root.ownerDocument.createElement('div')
        mark.className = touch && kind !== 'core' ? `${kind} finger` : kind
        mark.style.left = `${at.x}px`
        mark.style.top = `${at.y}px`
        return mark
      })
      layer.root.append(...marks)
      shown.push(marks)
      if (shown.length > CLICKS_AT_ONCE) remove(shown.shift())
      setTimeout(() => {
        const index = shown.indexOf(marks)
        if (index >= 0) remove(shown.splice(index, 1)[0])
      }, CLICK_MS)
    },
  }
}
