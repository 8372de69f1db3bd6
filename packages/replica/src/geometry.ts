import type { NodeId } from '@alongside/protocol'
import * as dom from './dom.ts'
import type { Tree } from './tree.ts'

/** A node and a place in its box: fractions of width and height, from 0 to 1. */
export interface NodePoint {
  readonly id: NodeId
  readonly x: number
  readonly y: number
}

export type Box = { x: number; y: number; width: number; height: number }

/** The deepest node of ours at this point of the top viewport, through shadow roots and nested frames. */
export function nodeAt(tree: Tree, x: number, y: number): NodePoint | null {
  let root: Document | ShadowRoot | null = tree.root?.document ?? null
  let found: Element | null = null
  let [innerX, innerY] = [x, y]
  while (root) {
    const proto: DocumentOrShadowRoot =
      dom.typeOf(root) === dom.DOCUMENT ? Document.prototype : ShadowRoot.prototype
    const hit: Element | null = proto.elementFromPoint.call(root, innerX, innerY)
    if (!hit || hit === found) break
    found = hit
    const inside: Document | null | undefined = tree.subdocumentIn(hit)?.document
    if (inside) {
      const to = innerOf(hit)
      innerX = (innerX - to.x) / to.width
      innerY = (innerY - to.y) / to.height
      root = inside
    } else root = dom.shadowOf(hit)
  }
  for (let node: Node | null = found; node; node = dom.parentOf(node) ?? dom.hostOf(node)) {
    const id = tree.idOf(node)
    if (id === undefined || !dom.isElement(node)) continue
    const box = rectOf(tree, id)
    if (!box) return null
    return { id, x: fraction(x - box.x, box.width), y: fraction(y - box.y, box.height) }
  }
  return null
}

/** The box of a node in px of the top viewport. */
export function rectOf(tree: Tree, id: NodeId): DOMRect | null {
  const node = tree.find(id)
  if (!node || !dom.isConnected(node)) return null
  const box = boxOf(node)
  if (!box) return null
  const { x, y, width, height } = outward(tree, node, box)
  return new DOMRect(x, y, width, height)
}

/** A box in px of the node's own viewport, in px of the top one. */
export function outward(tree: Tree, node: Node, inside: Box): Box {
  let box = inside
  for (const host of hostsAround(tree, node)) {
    const inner = innerOf(host)
    box = {
      x: inner.x + box.x * inner.width,
      y: inner.y + box.y * inner.height,
      width: box.width * inner.width,
      height: box.height * inner.height,
    }
  }
  return box
}

/** The tree of the whole page, of which this one may be of a page in it. */
export function outermost(tree: Tree): Tree {
  let top = tree
  while (top.within) top = top.within.tree
  return top
}

/** The frame elements that a node is in, from the inside out. */
function* hostsAround(tree: Tree, node: Node): Generator<Element> {
  for (let [scope, at] = [tree, node]; ; ) {
    const own = scope.documentOf(at)?.host
    const host = own ?? scope.within?.host
    if (!host) return
    yield host
    if (!own && scope.within) scope = scope.within.tree
    at = host
  }
}

function boxOf(node: Node): Box | null {
  if (dom.isElement(node)) return dom.rectOf(node)
  const owner = dom.typeOf(node) === dom.DOCUMENT ? (node as Document) : dom.ownerOf(node)
  const view = owner && dom.viewOf(owner)
  if (!owner || !view) return null
  if (owner === node) return { x: 0, y: 0, width: view.innerWidth, height: view.innerHeight }
  const host = dom.hostOf(node)
  if (host) return dom.rectOf(host)
  const range = Document.prototype.createRange.call(owner)
  range.selectNode(node)
  return range.getBoundingClientRect()
}

/** Where a frame's viewport begins in its parent's, and the scale of one px in it (`width`, `height`). */
function innerOf(frame: Element): Box {
  const outer = dom.rectOf(frame)
  const wide: number = Reflect.get(HTMLElement.prototype, 'offsetWidth', frame)
  const high: number = Reflect.get(HTMLElement.prototype, 'offsetHeight', frame)
  const width = wide > 0 ? outer.width / wide : 1
  const height = high > 0 ? outer.height / high : 1
  const style = getComputedStyle(frame)
  const left: number = Reflect.get(Element.prototype, 'clientLeft', frame)
  const top: number = Reflect.get(Element.prototype, 'clientTop', frame)
  return {
    x: outer.x + (left + Number.parseFloat(style.paddingLeft)) * width,
    y: outer.y + (top + Number.parseFloat(style.paddingTop)) * height,
    width,
    height,
  }
}

function fraction(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0
}
