import type { NodeId, Place } from '@alongside/protocol'
import type { Capture } from './capture.ts'
import {
  boxOf,
  documentOf,
  elementFromPoint,
  frameDocumentOf,
  hostOf,
  isElement,
  parentOf,
} from './natives.ts'

/** What is mirrored under which id: a capture, or its model. */
type Mirrored = Pick<Capture, 'idOf' | 'nodeAt'>

/** The mirrored element under a point of the top window (client px), in frames and shadow roots too, and where in its box. */
export function placeAt(model: Mirrored, top: Document, x: number, y: number): Place | null {
  let scope: Document | ShadowRoot = top
  let point = { x, y }
  let element: Element | null = null
  for (;;) {
    const found: Element | null = elementFromPoint(scope, point.x, point.y)
    if (!found || found === element) break
    element = found
    const frame = frameDocumentOf(found)
    if (frame && model.idOf(frame) !== undefined) {
      const box = boxOf(found)
      point = { x: point.x - box.x - found.clientLeft, y: point.y - box.y - found.clientTop }
      scope = frame
    } else if (found.shadowRoot && model.idOf(found.shadowRoot) !== undefined) {
      scope = found.shadowRoot
    } else break
  }
  // Inside something that is not mirrored (blocked content): its nearest mirrored ancestor.
  while (element && model.idOf(element) === undefined) {
    const up: Node | null = parentOf(element) ?? hostOf(element)
    element = up && isElement(up) ? up : up ? hostOf(up) : null
  }
  if (!element) return null
  const node = model.idOf(element)
  const box = rectOf(model, node ?? (0 as NodeId))
  if (node === undefined || !box || box.width === 0 || box.height === 0) return null
  return { node, x: (x - box.x) / box.width, y: (y - box.y) / box.height }
}

/** A mirrored element's box in client px of the top window. */
export function rectOf(model: Mirrored, id: NodeId): DOMRect | null {
  const node = model.nodeAt(id)
  if (!node || !isElement(node)) return null
  const box = boxOf(node)
  let { x, y } = box
  let document = documentOf(node)
  for (let frame = document && hostOf(document); frame; frame = document && hostOf(document)) {
    const outer = boxOf(frame)
    x += outer.x + frame.clientLeft
    y += outer.y + frame.clientTop
    document = documentOf(frame)
  }
  return new DOMRect(x, y, box.width, box.height)
}
