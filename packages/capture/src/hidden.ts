import { type NodeId, ROOT } from '@alongside/protocol'
import * as FLAG from './flag.ts'
import { rectOf } from './geometry.ts'
import { isElement, nameOf, typeOf } from './natives.ts'
import * as TYPE from './node-type.ts'
import type { Host } from './part.ts'

/** What shows something of its own beside text. */
const SHOWS =
  /^(img|input|textarea|select|canvas|video|audio|svg|iframe|frame|object|embed|meter|progress)$/

/** What of an element is withheld: a field's value, its text or picture, or everything but its box. */
export type HiddenKind = 'fields' | 'texts' | 'boxes'

/** The boxes in view, in client px of the top window, of which the replica has nothing but the box. */
export function hiddenBoxes(host: Host): DOMRect[] {
  const boxes: DOMRect[] = []
  const { clientWidth, clientHeight } = host.document.documentElement
  const seen = ({ x, y, right, bottom, width, height }: DOMRect): boolean =>
    width > 0 && height > 0 && right > 0 && bottom > 0 && x < clientWidth && y < clientHeight
  eachHidden(host, (id) => {
    const box = rectOf(host.page.model, id)
    if (box && seen(box)) boxes.push(box)
  })
  return boxes
}

/** How much of the page is hidden, in view or not. */
export function countHidden(host: Host): Record<HiddenKind, number> {
  const counts = { fields: 0, texts: 0, boxes: 0 }
  eachHidden(host, (_, kind) => counts[kind]++)
  return counts
}

function eachHidden(
  { page: { model } }: Host,
  found: (id: NodeId, kind: HiddenKind) => void,
): void {
  // By links, since trees may be deeper than the stack.
  for (let id: NodeId = ROOT; id; ) {
    const node = model.nodeAt(id)
    const kind = node && isElement(node) && kindOf(model.flagsOf(id), node)
    if (kind) found(id, kind)
    const child = kind ? 0 : model.firstChildOf(id)
    while (id && !child && !model.nextOf(id)) id = model.parentOf(id)
    id = (child || (id && model.nextOf(id))) as NodeId
  }
}

function kindOf(flags: number, element: Element): HiddenKind | null {
  if (flags & FLAG.blocked) return 'boxes'
  if (flags & FLAG.sensitive) return 'fields'
  if (!(flags & FLAG.masked)) return null
  return SHOWS.test(nameOf(element)) || hasText(element) ? 'texts' : null
}

function hasText(element: Element): boolean {
  for (let child = element.firstChild; child; child = child.nextSibling)
    if (typeOf(child) === TYPE.text && child.nodeValue?.trim()) return true
  return false
}
