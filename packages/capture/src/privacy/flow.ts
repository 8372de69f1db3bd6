import {
  dataOf,
  firstChildOf,
  isElement,
  lastChildOf,
  nameOf,
  nextSiblingOf,
  parentOf,
  previousSiblingOf,
  typeOf,
} from '../natives.ts'
import * as TYPE from '../node-type.ts'

/** What runs on in a line with the text around it, as browsers show it by themselves. */
const INLINE = new Set(
  (
    'a abbr b bdi bdo big br cite code data dfn em font i ins del kbd label mark nobr output q rp rt ruby s samp small ' +
    'span strike strong sub sup time tt u var wbr tspan textpath'
  ).split(' '),
)
/** So far around a text what it goes on with is looked for: units of text, and nodes. */
const MOST_TEXT = 64
const MOST_NODES = 40

/**
 * The texts that one reads as one with a text: those before it, the nearest first, or those after it; no further than to the
 * first with letters, for a number ends there.
 */
export function beside(node: Node, side: 'before' | 'after'): Text[] {
  const next = side === 'before' ? previousSiblingOf : nextSiblingOf
  const into = side === 'before' ? lastChildOf : firstChildOf
  const found: Text[] = []
  let text = 0
  let at: Node | null = node
  for (let left = MOST_NODES; left > 0 && text < MOST_TEXT; left--) {
    let to: Node | null = at === node ? null : into(at)
    while (!to) {
      to = next(at)
      if (to) break
      at = parentOf(at)
      if (!at || !isInline(at)) return found
    }
    at = to
    if (typeOf(at) === TYPE.text) {
      const data = dataOf(at as Text)
      text += data.length
      found.push(at as Text)
      if (/\p{L}/u.test(data)) return found
    } else if (isElement(at) && !isInline(at)) return found
  }
  return found
}

const isInline = (node: Node): boolean => isElement(node) && INLINE.has(nameOf(node))
