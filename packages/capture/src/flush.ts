import { type NodeId, ROOT } from '@alongside/protocol'
import { leavingAttribute } from './attributes.ts'
import type { Dirty } from './dirty.ts'
import * as FLAG from './flag.ts'
import {
  aboveOf,
  connected,
  hostOf,
  nextSiblingOf,
  parentOf,
  previousSiblingOf,
  typeOf,
} from './natives.ts'
import * as TYPE from './node-type.ts'
import type { Page } from './page.ts'
import { isMirrored, placesBox, textOf, writeInto } from './serialise.ts'

const END = 0 as NodeId

/**
 * Brings the replica's tree from the model to the page as it is now; O(changes), whatever the order of events was.
 * Detach every touched node that is still on the page, free those that are not, then attach from the page's final
 * state, each run of neighbours before the first neighbour that did not move; texts and attributes last. Untouched
 * siblings keep their order, and after the first phase no touched node has a parent, so no order of attaching can meet
 * a missing parent or a cycle. New subtrees, texts and attributes beyond the time given stay dirty; moves do not wait.
 */
export function flushTree(page: Page, dirty: Dirty): void {
  renewReclassified(page, dirty)
  const gone = detach(page, dirty)
  // Until they have their places they are where they were, perhaps in what comes into them.
  for (const node of page.moved) if (page.unplaced.has(node)) attachRun(page, node)
  for (let left = -1; left !== page.unplaced.size; ) {
    left = page.unplaced.size
    for (const node of page.unplaced) attachRun(page, node)
  }
  page.settled = null
  // What is left stands where nothing is mirrored (a blocked element, a script): the replica loses it.
  for (const node of page.unplaced) page.releaseLater(node)
  for (const node of gone) page.release(page.model.idOf(node))
  page.releaseLate()
  page.unplaced.clear()
  // What there was no time for stays dirty: its final state is read when its turn comes.
  dirty.placed()
  page.moved.clear()
  placeCarried(page)
  for (const id of dirty.texts) {
    if (page.spent) return
    dirty.texts.delete(id)
    flushText(page, id)
  }
  for (const [name, ids] of dirty.attributes) {
    for (const id of ids) {
      if (page.spent) return
      ids.delete(id)
      flushAttribute(page, id, name)
    }
    dirty.attributes.delete(name)
  }
}

/** An element whose attributes changed may have become secret, or no longer be: write it anew then. */
function renewReclassified(page: Page, dirty: Dirty): void {
  const { classifier, model } = page
  for (const [name, ids] of dirty.attributes) {
    if (!classifier.decides(name)) continue
    for (const id of ids) {
      const element = model.nodeAt(id)
      if (element && page.scopeChanged(element, id, model.parentOf(id))) dirty.renew(element)
    }
  }
}

/** Gives what is to be freed in the end: nodes may still have to move out of it with their state. */
function detach(page: Page, dirty: Dirty): readonly Node[] {
  const { model, out, unplaced } = page
  const gone: Node[] = []
  for (const node of dirty.touched) {
    const id = model.idOf(node)
    if (!connected(node) || (id !== undefined && dirty.escaped.has(node))) gone.push(node)
    else if (id === undefined) unplaced.add(node)
    else {
      model.cut(id)
      page.settled ??= new Set([model.nodeAt(ROOT) ?? node])
      if (!page.moved.has(node) || !standsStill(parentOf(node), dirty)) {
        page.strayed ||= page.moved.delete(node)
        out.detach(id)
      }
      unplaced.add(node)
    }
  }
  // What is written anew goes at once, and with it all that the replica still has in it. The root of a document too: there may
  // be another one, which has no place beside it.
  if (page.moved.size > 0 && gone.some((node) => connected(node) || isRootElement(page, node))) {
    for (const node of page.moved) {
      const id = model.idOf(node)
      if (id !== undefined && unplaced.has(node)) out.detach(id)
    }
    page.moved.clear()
    page.strayed = true
  }
  // Freed after all detaching: a node that moved out of a removed subtree must be out before it goes.
  if (page.moved.size > 0) return gone
  for (const node of gone) {
    page.release(model.idOf(node))
    if (connected(node)) unplaced.add(node)
  }
  return []
}

/** Of the model: the page knows no place of a removed node. */
function isRootElement({ model }: Page, node: Node): boolean {
  const parent = model.nodeAt(model.parentOf(model.idOf(node) ?? END))
  return !!parent && typeOf(parent) === TYPE.document
}

/** Only into such a place can the replica move a node before everything else is placed. */
function standsStill(place: Node | null, { touched }: Dirty): boolean {
  for (let at = place; at; at = aboveOf(at)) if (touched.has(at)) return false
  return true
}

/**
 * Whether all around a place is as the model has it. If not, it will be written anew, perhaps under a mask, or is nowhere: what
 * is new in it must not be written before.
 */
function isSettled(page: Page, place: Node | null, settled: Set<Node>): boolean {
  const path: Node[] = []
  for (let at = place; at && !settled.has(at); ) {
    const above = aboveOf(at)
    const id = page.model.idOf(at)
    const up = above && page.model.idOf(above)
    if (!id || !up) return false
    if (page.scopeChanged(at, id, up) || (parentOf(at) && page.model.flagsOf(up) & FLAG.closed))
      return false
    path.push(at)
    at = above
  }
  for (const each of path) settled.add(each)
  return true
}

/** Places a node and its unplaced right-hand neighbours before the first neighbour that stands already. */
function attachRun(page: Page, first: Node): void {
  const { model, out, unplaced } = page
  const light = parentOf(first)
  const parentNode = light ?? hostOf(first)
  const parent = parentNode ? model.idOf(parentNode) : undefined
  // A parent without an id is new itself and brings its children, or stands where nothing is mirrored.
  if (parent === undefined) return
  const flags = light ? model.flagsOf(parent) : 0
  if (flags & FLAG.closed || (page.settled && !isSettled(page, parentNode, page.settled))) return
  const pending = (flags & FLAG.pending) !== 0
  if (!pending && model.idOf(first) === undefined && page.spent) {
    // At once, and not after a walk over all its neighbours: there may be as many turns as neighbours.
    unplaced.delete(first)
    if (isMirrored(first)) page.carried.add(first)
    return
  }
  const start = pending ? startOfRun(page, first, parent) : first
  if (!start) return

  const run: Node[] = []
  // A shadow root or the page of a frame comes before all light children.
  let anchor: NodeId = light ? END : model.firstChildOf(parent)
  for (let node: Node | null = start; node; node = nextSiblingOf(node)) {
    const id = model.idOf(node)
    if (id !== undefined && !unplaced.has(node)) {
      if (model.parentOf(id) !== parent) continue
      anchor = id
      break
    }
    if (page.carried.has(node)) continue
    if (pending && !unplaced.has(node)) break
    if (isMirrored(node)) run.push(node)
  }
  for (const node of run) {
    const id = model.idOf(node)
    if (id !== undefined && unplaced.has(node)) {
      unplaced.delete(node)
      if (!page.scopeChanged(node, id, parent)) {
        model.link(id, parent, anchor)
        if (page.moved.has(node)) out.move(id, parent, anchor)
        else out.attach(id, parent, anchor)
        continue
      }
      // Not at once: what moved out of it by itself is still in it there.
      page.releaseLater(node)
    }
    unplaced.delete(node)
    if (page.spent) page.carried.add(node)
    else writeInto(page, node, parent, anchor)
  }
}

/**
 * In an element whose children are mirrored up to some point, a node is placed only before that point: the first
 * unplaced neighbour of its run, or null where a later slice writes it anyway.
 */
function startOfRun(page: Page, node: Node, parent: NodeId): Node | null {
  let start = node
  for (let at = previousSiblingOf(node); at; at = previousSiblingOf(at)) {
    const id = page.model.idOf(at)
    if (page.unplaced.has(at)) start = at
    else if (id !== undefined && page.model.parentOf(id) === parent) return start
    else if (page.carried.has(at)) {
      if (isMirrored(node)) page.carried.add(node)
      return null
    } else if (isMirrored(at)) return null
  }
  return start
}

/**
 * New nodes that earlier flushes had no time for: each with all its neighbours that wait too, the leftmost first, beside
 * what stands to the left of that.
 */
function placeCarried(page: Page): void {
  const { model, carried } = page
  for (const node of carried) {
    if (page.spent) return
    const light = parentOf(node)
    const parent = light ?? hostOf(node)
    const parentId = parent ? model.idOf(parent) : undefined
    const flags = parentId === undefined ? FLAG.closed : light ? model.flagsOf(parentId) : 0
    if (parentId === undefined || flags & FLAG.closed || model.idOf(node) || !connected(node)) {
      carried.delete(node)
      continue
    }
    let first = node
    let before = mirroredBefore(node)
    for (; before && carried.has(before) && !model.idOf(before); before = mirroredBefore(before))
      first = before
    const beforeId = before ? model.idOf(before) : undefined
    if (before && !beforeId) {
      // A later slice of the parent will reach it, and what follows. Else it waits for its neighbour.
      if (flags & FLAG.pending) carried.delete(node)
      continue
    }
    const anchor = beforeId ? model.nextOf(beforeId) : firstLight(page, parentId)
    for (let next: Node | null = first; next; next = nextSiblingOf(next)) {
      if (!isMirrored(next)) continue
      if (model.idOf(next) || !carried.delete(next)) break
      writeInto(page, next, parentId, anchor)
      if (page.spent) return
    }
  }
}

function mirroredBefore(node: Node): Node | null {
  let before = previousSiblingOf(node)
  while (before && !isMirrored(before)) before = previousSiblingOf(before)
  return before
}

function firstLight(page: Page, parent: NodeId): NodeId {
  let id = page.model.firstChildOf(parent)
  for (let node = page.model.nodeAt(id); node && hostOf(node); node = page.model.nodeAt(id)) {
    id = page.model.nextOf(id)
  }
  return id
}

/** Of a node that is still there. */
function flushText(page: Page, id: NodeId): void {
  const { model, found, out } = page
  const node = model.nodeAt(id)
  if (!node) return
  const parent = model.parentOf(id)
  if (model.flagsOf(parent) & FLAG.watched) found.content(parent)
  out.text(id, textOf(page, node as CharacterData, model.flagsOf(id)))
}

function flushAttribute(page: Page, id: NodeId, name: string): void {
  const { model, found, out, opaque, classifier } = page
  const element = model.nodeAt(id) as Element | undefined
  if (!element) return
  const flags = model.flagsOf(id)
  if (flags & FLAG.watched) found.attribute(element, id, name)
  if (flags & FLAG.blocked && !opaque.has(element) && !placesBox(element, name)) return
  const outgoing = leavingAttribute(classifier, element, name, flags)
  if (outgoing !== null) out.attribute(id, name, outgoing)
  else out.removeAttribute(id, name)
  // Of what is masked only the labels of buttons leave.
  if (name === 'type' && flags & (FLAG.masked | FLAG.sensitive)) flushAttribute(page, id, 'value')
}
