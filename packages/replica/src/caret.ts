import * as dom from './dom.ts'
import { type Box, outward } from './geometry.ts'
import type { Mark } from './marks.ts'
import type { Place } from './selection.ts'
import type { Tree } from './tree.ts'

/** The caret of an element that is edited; null where it has none or it is clipped or covered. */
export function caretAt(tree: Tree, place: Place): Mark | null {
  const element = dom.isElement(place.node) ? place.node : dom.parentOf(place.node)
  if (!dom.isElement(element)) return null
  const isEditable: boolean | undefined = dom.isHtml(element, dom.localNameOf(element))
    ? Reflect.get(HTMLElement.prototype, 'isContentEditable', element)
    : false
  const box = isEditable ? boxOfPlace(place, element) : null
  return box && isSeen(element, box) ? caretMark(tree, element, box) : null
}

export function caretMark(tree: Tree, element: Element, box: Box): Mark {
  const { x, y, height } = box
  const color = getComputedStyle(element).caretColor
  return { kind: 'caret', ...outward(tree, element, { x, y, width: 1, height }), color }
}

function boxOfPlace({ node, offset }: Place, element: Element): Box | null {
  const owner = dom.ownerOf(node)
  if (!owner) return null
  const range = Document.prototype.createRange.call(owner)
  if (dom.isText(node)) {
    const at = Math.min(offset, dom.textOf(node).length)
    range.setStart(node, at)
    range.collapse(true)
    return range.getBoundingClientRect()
  }
  if (offset === 0) return dom.rectOf(element)
  range.selectNodeContents(node)
  const last = Array.from(range.getClientRects()).at(-1)
  if (last) return { x: last.right, y: last.y, width: 0, height: last.height }
  // Nothing in it: a line at the start of its content.
  const box = dom.rectOf(element)
  const style = getComputedStyle(element)
  const px = (name: string) => Number.parseFloat(style.getPropertyValue(name)) || 0
  return {
    x: box.x + px('border-left-width') + px('padding-left'),
    y: box.y + px('border-top-width') + px('padding-top'),
    width: 0,
    height: px('line-height') || px('font-size') * 1.15,
  }
}

/** Whether the element is what is seen where the caret stands. */
function isSeen(element: Element, box: Box): boolean {
  const root: Node = Node.prototype.getRootNode.call(element)
  const owner = dom.ownerOf(element)
  if (!owner) return false
  const around = dom.rectOf(element)
  const x = Math.min(Math.max(box.x, around.left), around.right - 1)
  const y = Math.min(Math.max(box.y + box.height / 2, around.top), around.bottom - 1)
  const proto: DocumentOrShadowRoot = root === owner ? Document.prototype : ShadowRoot.prototype
  const hit: Element | null = proto.elementFromPoint.call(root, x, y)
  return !!hit && Node.prototype.contains.call(element, hit)
}
