import { type NodeId, ROOT } from '@alongside/protocol'
import * as FLAG from './flag.ts'
import { rectOf } from './geometry.ts'
import { isElement, nameOf, typeOf } from './natives.ts'
import * as TYPE from './node-type.ts'
import type { Host } from './part.ts'

/** What shows something of its own beside text. */
const SHOWS =
  /^(img|input|textarea|select|canvas|video|audio|svg|iframe|frame|object|embed|meter|progress)$/

/** The boxes in view, in client px of the top window, of which the replica has nothing but the box. */
export function hiddenBoxes({ page: { model }, document }: Host): DOMRect[] {
  const boxes: DOMRect[] = []
  const { clientWidth, clientHeight } = document.documentElement
  const seen = ({ x, y, right, bottom, width, height }: DOMRect): boolean =>
    width > 0 && height > 0 && right > 0 && bottom > 0 && x < clientWidth && y < clientHeight

  const hides = (id: NodeId, element: Element): boolean => {
    const flags = model.flagsOf(id)
    if (flags & (FLAG.blocked | FLAG.sensitive)) return true
    if (!(flags & FLAG.masked)) return false
    return SHOWS.test(nameOf(element)) || hasText(element)
  }
  // By links, since trees may be deeper than the stack.
  for (let id: NodeId = ROOT; id; ) {
    const node = model.nodeAt(id)
    const hidden = node && isElement(node) && hides(id, node)
    const box = hidden ? rectOf(model, id) : null
    if (box && seen(box)) boxes.push(box)
    const child = hidden ? 0 : model.firstChildOf(id)
    while (id && !child && !model.nextOf(id)) id = model.parentOf(id)
    id = (child || (id && model.nextOf(id))) as NodeId
  }
  return boxes
}

function hasText(element: Element): boolean {
  for (let child = element.firstChild; child; child = child.nextSibling)
    if (typeOf(child) === TYPE.text && child.nodeValue?.trim()) return true
  return false
}
