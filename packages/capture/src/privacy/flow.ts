import {
  dataOf,
  firstChildOf,
  HTML,
  isElement,
  lastChildOf,
  nameOf,
  namespaceOf,
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

/** The texts that one reads as one with a text: those before it, the nearest first, or those after it. */
export function* beside(node: Node, side: 'before' | 'after'): Generator<Text> {
  const isBefore = side === 'before'
  const next = isBefore ? previousSiblingOf : nextSiblingOf
  const into = isBefore ? lastChildOf : firstChildOf
  let text = 0
  let at: Node | null = node
  for (let left = MOST_NODES; at && left > 0 && text < MOST_TEXT; left--) {
    let to: Node | null = at === node ? null : into(at)
    while (!to) {
      to = next(at)
      if (to) break
      at = parentOf(at)
      if (!at || !isInline(at)) return
    }
    at = to
    if (typeOf(at) === TYPE.text) {
      text += dataOf(at as Text).length
      yield at as Text
    } else if (isElement(at) && !isInline(at)) return
  }
}

const isInline = (node: Node): boolean =>
  isElement(node) && INLINE.has(nameOf(node)) && /^$|html|svg/.test(namespaceOf(node) ?? HTML)
