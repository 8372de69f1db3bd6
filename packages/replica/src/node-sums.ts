import {
  type Attribute,
  attributeSum,
  type NodeId,
  type NodeState,
  nodeSum,
  sumOf,
  sumWith,
  textSum,
} from '@alongside/protocol'
import { keptOf } from './allow.ts'
import { authoredText, isAsMade } from './authored.ts'
import * as dom from './dom.ts'
import type { Tree } from './tree.ts'

/** Something that no op has brought. */
const FOREIGN = 0xffffffff

/** Live attributes that are the replica's own where nothing is kept beside them. */
const LIVE_OWN: Readonly<Record<string, readonly string[]>> = {
  script: ['type'],
  img: ['src', 'srcset'],
  input: ['src'],
  video: ['src', 'poster'],
  image: ['href', 'xlink:href'],
  feImage: ['href', 'xlink:href'],
  link: ['rel', 'href'],
  iframe: ['tabindex', 'sandbox', 'inert'],
  frame: ['tabindex', 'sandbox', 'inert'],
}
const NOTHING: readonly string[] = []

/** A document, a shadow root, or the children of a document that has no place now. */
export function isRoot(node: Node): boolean {
  const type = dom.typeOf(node)
  return type === dom.DOCUMENT || type === dom.FRAGMENT
}

/** What stands at this node, as the capture sums up what should. */
export function sumAt(tree: Tree, id: NodeId, adoptedSum: (root: NodeId) => number): number {
  const node = tree.node(id)
  const next = isRoot(node) ? 0 : numberOf(tree, contentFrom(dom.nextSiblingOf(node)))
  const first = numberOf(tree, contentFrom(dom.firstChildOf(node)))
  const content = isRoot(node) ? adoptedSum(id) : contentSum(node)
  return nodeSum(id, tree.parentIdOf(id), next, first, content)
}

/** Of an element or a text by itself. */
export function contentSum(node: Node): number {
  if (!dom.isText(node))
    return elementSum(dom.localNameOf(node as Element), authoredAttributes(node as Element))
  const sum = textSum(authoredText(node))
  return isAsMade(node) ? sum : sumOf(sum, FOREIGN)
}

/** The same of what was told. */
export function toldSum(element: string, state: NodeState): number {
  if (state.kind === 'text') return textSum(state.text)
  return elementSum(element, state.kind === 'element' ? state.attributes : [])
}

/** The first from here on that is a part of the page: neither a doctype nor what a document opens with. */
export function contentFrom(node: Node | null): Node | null {
  let at = node
  while (at && !dom.isElement(at) && !dom.isText(at)) at = dom.nextSiblingOf(at)
  return at
}

/** The attributes that the page has. */
export function authoredAttributes(element: Element): Attribute[] {
  const own = LIVE_OWN[dom.localNameOf(element)] ?? NOTHING
  const kept: Attribute[] = []
  const live: Attribute[] = []
  for (const { name, value } of dom.attributesOf(element)) {
    const of = keptOf(name)
    if (of) kept.push({ name: of, value })
    // The kind of a popover is always kept.
    else if (of === null && !own.includes(name) && name !== 'popover') live.push({ name, value })
  }
  if (kept.length === 0) return live
  const names = new Set(kept.map(({ name }) => name))
  return [...kept, ...live.filter(({ name }) => !names.has(name.toLowerCase()))]
}

function elementSum(of: string, attributes: readonly Attribute[]): number {
  let sum = 0
  for (const { name, value } of attributes) sum = (sum + attributeSum(of, name, value)) >>> 0
  return sumWith(sum, 1)
}

function numberOf(tree: Tree, node: Node | null): number {
  return node ? (tree.idOf(node) ?? FOREIGN) : 0
}
