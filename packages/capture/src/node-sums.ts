import {
  attributeSum,
  type NodeId,
  type NodeState,
  nodeSum,
  sumWith,
  textSum,
} from '@alongside/protocol'
import { leavingAttribute } from './attributes.ts'
import * as FLAG from './flag.ts'
import type { Model } from './model.ts'
import {
  attributeNamesOf,
  firstChildOf,
  HTML,
  isElement,
  nameOf,
  namespaceOf,
  nextSiblingOf,
  parentOf,
  tagNameOf,
  typeOf,
} from './natives.ts'
import * as TYPE from './node-type.ts'
import type { Page } from './page.ts'
import type { Root } from './part.ts'
import { isMirrored, placesBox, textOf } from './serialise.ts'

/** A document or a shadow root: it has no place among the children of what it is in. */
export function isRoot(node: Node): node is Root {
  const type = typeOf(node)
  return type === TYPE.document || type === TYPE.fragment
}

/**
 * What the page has at this node, in the form in which it leaves, and where the model has it. `adopted`: the sum of the
 * sheets that a root has adopted.
 */
export function sumAt(page: Page, id: NodeId, node: Node, adopted: (root: Root) => number): number {
  const { model } = page
  const place = placeOf(model, id, node)
  const content = isElement(node)
    ? elementSum(page, id, node)
    : isRoot(node)
      ? adopted(node)
      : textSum(textOf(page, node as CharacterData, model.flagsOf(id)))
  return nodeSum(id, place.parent, place.next, place.first, content)
}

/** Nodes that stand on the page where the model does not have them, or the other way round; none: all is as it should be. */
export function misplacedAt({ model }: Page, id: NodeId, node: Node): readonly Node[] {
  const { parent, next, first } = placeOf(model, id, node)
  const misplaced: (Node | null | undefined)[] = []
  const compare = (told: NodeId, is: Node | null): void => {
    if ((is ? model.idOf(is) : 0) !== told) misplaced.push(is, model.nodeAt(told))
  }
  if (!isRoot(node)) {
    compare(next, mirroredFrom(nextSiblingOf(node)))
    if (parentOf(node) !== model.nodeAt(parent)) misplaced.push(node)
  }
  if (!(model.flagsOf(id) & FLAG.closed)) compare(first, mirroredFrom(firstChildOf(node)))
  return misplaced.filter((it) => !!it)
}

/** A node by itself, as it leaves. */
export function stateAt(page: Page, id: NodeId, node: Node): NodeState {
  if (isRoot(node)) return { kind: 'root' }
  if (!isElement(node))
    return { kind: 'text', text: textOf(page, node as CharacterData, page.model.flagsOf(id)) }
  const namespace = namespaceOf(node) ?? ''
  return {
    kind: 'element',
    namespace,
    name: namespace === HTML ? nameOf(node) : tagNameOf(node),
    attributes: [...attributesAt(page, id, node)].map(([name, value]) => ({ name, value })),
  }
}

export function placeOf(
  model: Model,
  id: NodeId,
  node: Node,
): { readonly parent: NodeId; readonly next: NodeId; readonly first: NodeId } {
  let first = model.firstChildOf(id)
  for (let child = model.nodeAt(first); child && isRoot(child); child = model.nodeAt(first))
    first = model.nextOf(first)
  const next = isRoot(node) ? (0 as NodeId) : model.nextOf(id)
  return { parent: model.parentOf(id), next, first }
}

function elementSum(page: Page, id: NodeId, element: Element): number {
  const of = nameOf(element)
  let sum = 0
  for (const [name, value] of attributesAt(page, id, element))
    sum = (sum + attributeSum(of, name, value)) >>> 0
  return sumWith(sum, 1)
}

function* attributesAt(
  { model, opaque, classifier }: Page,
  id: NodeId,
  element: Element,
): Generator<[name: string, value: string]> {
  const flags = model.flagsOf(id)
  const withheld = (flags & FLAG.blocked) !== 0 && !opaque.has(element)
  for (const name of attributeNamesOf(element)) {
    const value =
      withheld && !placesBox(element, name)
        ? null
        : leavingAttribute(classifier, element, name, flags)
    if (value !== null) yield [name, value]
  }
}

function mirroredFrom(node: Node | null): Node | null {
  let at = node
  while (at && !isMirrored(at)) at = nextSiblingOf(at)
  return at
}
