import * as dom from './dom.ts'

/** The tree as it is rendered within one document: shadow roots in place of light children, slotted nodes in their slots. */

export function aboveInFlatTree(node: Node): Element | null {
  const slot = slotOf(node)
  if (slot) return slot
  const parent = dom.parentOf(node)
  if (!parent) return null
  return dom.isElement(parent) ? parent : dom.hostOf(parent)
}

/** The next node in flat pre-order. */
export function nextInFlatTree(node: Node): Node | null {
  const shadow = dom.isElement(node) ? dom.shadowOf(node) : null
  const inside = shadow ? dom.firstChildOf(shadow) : (assignedTo(node)[0] ?? dom.firstChildOf(node))
  return inside ?? afterInFlatTree(node)
}

/** The next node in flat pre-order that is not inside this one. */
export function afterInFlatTree(node: Node): Node | null {
  for (let at: Node | null = node; at; at = aboveInFlatTree(at)) {
    const slot = slotOf(at)
    const siblings = slot ? assignedTo(slot) : null
    const next = siblings ? siblings[siblings.indexOf(at) + 1] : dom.nextSiblingOf(at)
    if (next) return next
  }
  return null
}

/** Whether `a` comes before `b`; an element comes before what is in it. */
export function isBefore(a: Node, b: Node): boolean {
  const [pathA, pathB] = [pathTo(a), pathTo(b)]
  let depth = 0
  while (pathA[depth] === pathB[depth] && depth < pathA.length) depth++
  const [x, y] = [pathA[depth], pathB[depth]]
  if (!x || !y) return !x && !!y
  const slot = slotOf(x)
  if (slot && slot === slotOf(y)) {
    const all = assignedTo(slot)
    return all.indexOf(x) < all.indexOf(y)
  }
  return (Node.prototype.compareDocumentPosition.call(x, y) & FOLLOWING) !== 0
}

const FOLLOWING = 4

function pathTo(node: Node): Node[] {
  const path: Node[] = []
  for (let at: Node | null = node; at; at = aboveInFlatTree(at)) path.push(at)
  return path.reverse()
}

function slotOf(node: Node): Element | null {
  if (dom.isElement(node)) return Reflect.get(Element.prototype, 'assignedSlot', node)
  return dom.isText(node) ? Reflect.get(Text.prototype, 'assignedSlot', node) : null
}

function assignedTo(slot: Node): readonly Node[] {
  return dom.isHtml(slot, 'slot') ? HTMLSlotElement.prototype.assignedNodes.call(slot) : []
}
