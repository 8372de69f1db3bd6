import type { NodeId } from '@alongside/protocol'
import { outgoingAttribute } from './attributes.ts'
import type { Dirty } from './dirty.ts'
import { FLAG } from './model.ts'
import {
  attributeOf,
  connected,
  dataOf,
  hostOf,
  isElement,
  nextSiblingOf,
  parentOf,
} from './natives.ts'
import type { Page } from './page.ts'
import { maskText } from './privacy.ts'
import { isMirrored, writeSubtree } from './serialise.ts'

const END = 0 as NodeId

/**
 * Brings the replica's tree from the model to the page as it is now; O(changes), whatever the order of events was.
 * Detach every touched node that is still on the page, free those that are not, then attach from the page's final
 * state, each run of neighbours before the first neighbour that did not move; texts and attributes last. Untouched
 * siblings keep their order, and after the first phase no touched node has a parent, so no order of attaching can meet
 * a missing parent or a cycle.
 */
export function flushTree(page: Page, dirty: Dirty): void {
  const firstNew = page.model.nextId
  renewReclassified(page, dirty)
  detach(page, dirty)
  for (const node of page.unplaced) attachRun(page, node)
  page.releaseLate()
  // What is left stands where nothing is mirrored (a blocked element, a script): the replica loses it.
  for (const node of page.unplaced) {
    const id = page.model.idOf(node)
    if (id !== undefined) page.release(id)
  }
  page.unplaced.clear()
  for (const node of dirty.texts) flushText(page, node, firstNew)
  for (const [element, names] of dirty.attributes) flushAttributes(page, element, names, firstNew)
}

/** An element whose attributes changed may have become secret, or no longer be: write it anew then. */
function renewReclassified(page: Page, dirty: Dirty): void {
  for (const element of dirty.attributes.keys()) {
    const id = page.model.idOf(element)
    if (id !== undefined && page.scopeChanged(element, id, page.model.parentOf(id))) {
      dirty.renew(element)
    }
  }
}

function detach(page: Page, dirty: Dirty): void {
  const { model, out, unplaced } = page
  const gone: Node[] = []
  for (const node of dirty.touched) {
    const id = model.idOf(node)
    if (!connected(node) || (id !== undefined && dirty.escaped.has(node))) gone.push(node)
    else if (id === undefined) unplaced.add(node)
    else {
      model.cut(id)
      out.detach(id)
      unplaced.add(node)
    }
  }
  // Freed after all detaching: a node that moved out of a removed subtree must be out before it goes.
  for (const node of gone) {
    const id = model.idOf(node)
    if (id !== undefined) page.release(id)
    if (connected(node)) unplaced.add(node)
  }
}

/** Places a node and its unplaced right-hand neighbours before the first neighbour that stands already. */
function attachRun(page: Page, first: Node): void {
  const { model, out, unplaced } = page
  const light = parentOf(first)
  const parentNode = light ?? hostOf(first)
  const parent = parentNode ? model.idOf(parentNode) : undefined
  // A parent without an id is new itself and brings its children, or stands where nothing is mirrored.
  if (parent === undefined) return
  if (light && model.flagsOf(parent) & FLAG.closed) return

  const run: Node[] = []
  // A shadow root or the page of a frame comes before all light children.
  let anchor: NodeId = light ? END : model.firstChildOf(parent)
  for (let node: Node | null = first; node; node = nextSiblingOf(node)) {
    const id = model.idOf(node)
    if (id !== undefined && !unplaced.has(node)) {
      if (model.parentOf(id) !== parent) continue
      anchor = id
      break
    }
    if (isMirrored(node)) run.push(node)
  }
  for (const node of run) {
    const id = model.idOf(node)
    if (id !== undefined && unplaced.has(node)) {
      unplaced.delete(node)
      if (!page.scopeChanged(node, id, parent)) {
        model.link(id, parent, anchor)
        out.attach(id, parent, anchor)
        continue
      }
      page.release(id)
    }
    unplaced.delete(node)
    out.insert(parent, anchor, model.nextId)
    writeSubtree(page, node, parent, anchor)
  }
}

function flushText(page: Page, node: CharacterData, firstNew: NodeId): void {
  const id = page.model.idOf(node)
  if (id === undefined || id >= firstNew) return
  const text = dataOf(node)
  page.out.text(id, page.model.flagsOf(id) & FLAG.masked ? maskText(text) : text)
}

function flushAttributes(
  page: Page,
  element: Element,
  names: ReadonlySet<string>,
  firstNew: NodeId,
): void {
  const id = page.model.idOf(element)
  if (id === undefined || id >= firstNew || !isElement(element)) return
  const flags = page.model.flagsOf(id)
  if (flags & FLAG.blocked) return
  for (const name of names) {
    const value = attributeOf(element, name)
    const outgoing =
      value === null
        ? null
        : outgoingAttribute(
            element,
            name,
            value,
            (flags & FLAG.masked) !== 0,
            (flags & FLAG.sensitive) !== 0,
          )
    if (outgoing !== null) page.out.attribute(id, name, outgoing)
    else page.out.removeAttribute(id, name)
  }
}
