import type { NodeId } from '@alongside/protocol'
import { leavingAttribute, scrubUrl } from './attributes.ts'
import * as FLAG from './flag.ts'
import {
  attributeNamesOf,
  baseUrlOf,
  boxOf,
  compatModeOf,
  dataOf,
  doctypeOf,
  firstChildOf,
  frameDocumentOf,
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
import { maskOf, type Page } from './page.ts'
import { isOwn, maskCss, maskText } from './privacy.ts'

/** Elements that keep their children to themselves: code, alternatives for other browsers. */
const CHILDLESS = new Set('script noscript iframe frame object embed noframes'.split(' '))

/** Elements whose state, sheet, image or page other parts of the capture follow. */
const WATCHED = new Set(
  'input textarea select option optgroup style link img iframe frame canvas video'.split(' '),
)

/** A node whose children are being written. */
type Open = {
  readonly id: NodeId
  shadow: ShadowRoot | null
  frame: Document | null
  next: Node | null
}

/** Whether the replica has nodes of this kind at all. Comments carry no picture and may carry secrets. */
export function isMirrored(node: Node): boolean {
  const type = typeOf(node)
  if (type === TYPE.element) return !isOwn(node as Element)
  return (
    type === TYPE.text || type === TYPE.cdata || type === TYPE.document || type === TYPE.fragment
  )
}

/**
 * Writes a subtree in pre-order and takes it into the model, under `parent` before `before` (0: at the end; parent 0:
 * the root of all). The caller has written the `insert` before it. Iterative: a page 50 000 levels deep costs no stack.
 * When the time is up it stops: what is open closes, and the children not reached are pending.
 * A node that the model has already, detached in this flush (`page.unplaced`), is written as a reference.
 */
export function writeSubtree(page: Page, root: Node, parent: NodeId, before: NodeId): void {
  const stack: Open[] = []
  enter(page, root, parent, before, stack)
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    if (page.spent) {
      stopHere(page, stack)
      return
    }
    const child = nextChild(top)
    if (child) enter(page, child, top.id, 0 as NodeId, stack)
    else {
      page.out.end()
      stack.pop()
    }
  }
}

function stopHere(page: Page, stack: Open[]): void {
  for (const open of stack.reverse()) {
    page.out.end()
    if (open.shadow || open.frame || open.next) page.postpone(open.id)
  }
}

/**
 * Goes on with the children of a pending element, from the page's state now. The mirrored ones are a first part of the
 * live ones (the flush keeps it so), so what follows the last of them is what is missing.
 */
export function fillPending(page: Page, id: NodeId): void {
  const { model } = page
  page.pending.delete(id)
  model.setFlag(id, FLAG.pending, false)
  const node = model.nodeAt(id)
  if (!node) return
  // The state of a select, the text of a style: what was told of it so far was told without these children.
  if (model.flagsOf(id) & FLAG.watched) page.found.content(id)
  if (isElement(node)) {
    for (const root of [page.shadowOf(node), frameDocumentOf(node)]) {
      if (root && model.idOf(root) === undefined) writeInto(page, root, id, model.firstChildOf(id))
    }
    if (model.flagsOf(id) & FLAG.closed) return
  }
  const last = model.nodeAt(model.lastChildOf(id))
  let child = last && parentOf(last) === node ? nextSiblingOf(last) : firstChildOf(node)
  for (; child; child = nextSiblingOf(child)) {
    if (!isMirrored(child) || model.idOf(child) !== undefined) continue
    writeInto(page, child, id, 0 as NodeId)
    if (page.spent && nextSiblingOf(child)) {
      page.postpone(id)
      return
    }
  }
}

/** An insert op of one subtree. */
export function writeInto(page: Page, node: Node, parent: NodeId, before: NodeId): void {
  page.out.insert(parent, before, page.model.nextId)
  writeSubtree(page, node, parent, before)
}

/** The shadow root first, then the page of a frame, then the light children. */
function nextChild(open: Open): Node | null {
  const { shadow, frame, next } = open
  if (shadow) open.shadow = null
  else if (frame) open.frame = null
  else if (next) open.next = nextSiblingOf(next)
  return shadow ?? frame ?? next
}

function enter(page: Page, node: Node, parent: NodeId, before: NodeId, stack: Open[]): void {
  if (!isMirrored(node)) return
  const { model, out } = page
  const detached = page.unplaced.size > 0 && page.unplaced.delete(node)
  const known = detached ? model.idOf(node) : undefined
  if (known !== undefined) {
    if (!page.scopeChanged(node, known, parent)) {
      model.link(known, parent, before)
      out.ref(known)
      return
    }
    page.releaseLater(node)
  }
  const masked = (model.flagsOf(parent) & FLAG.masked) !== 0
  if (isElement(node)) {
    enterElement(page, node, parent, before, masked, stack)
    return
  }
  const type = typeOf(node)
  const isRoot = type === TYPE.document || type === TYPE.fragment
  const flags = maskOf(node, masked) | (isRoot ? FLAG.watched : 0)
  const id = model.add(node, parent, before, flags)
  switch (type) {
    case TYPE.document: {
      const document = node as Document
      const mode = modeOf(document)
      page.modes.set(document, mode)
      out.documentNode(
        mode,
        doctypeOf(document) !== null,
        masked ? '' : scrubUrl(baseUrlOf(document)),
      )
      page.found.root(document, id)
      break
    }
    case TYPE.fragment: {
      const { mode, delegatesFocus, slotAssignment } = node as ShadowRoot
      out.shadowRoot(mode, delegatesFocus, slotAssignment === 'manual')
      page.found.root(node as ShadowRoot, id)
      break
    }
    default: {
      out.textNode(textOf(page, node as CharacterData, flags))
      return
    }
  }
  stack.push({ id, shadow: null, frame: null, next: firstChildOf(node) })
}

function enterElement(
  page: Page,
  element: Element,
  parent: NodeId,
  before: NodeId,
  parentMasked: boolean,
  stack: Open[],
): void {
  const { model, out } = page
  const name = nameOf(element)
  const namespace = namespaceOf(element) ?? ''
  const flags =
    page.scopeOf(element, parentMasked) |
    // Code is code in SVG too.
    (CHILDLESS.has(name) && (namespace === HTML || name === 'script') ? FLAG.closed : 0) |
    (WATCHED.has(name) ? FLAG.watched : 0)
  const blocked = (flags & FLAG.blocked) !== 0
  // Content that nobody can look into is no secret of its host.
  const withheld = blocked && !page.opaque.has(element)
  const attributes: string[] = []
  for (const attribute of attributeNamesOf(element)) {
    if (withheld && !placesBox(element, attribute)) continue
    const outgoing = leavingAttribute(page.classifier, element, attribute, flags)
    if (outgoing !== null) attributes.push(attribute, outgoing)
  }
  const qualified = namespace === HTML ? name : tagNameOf(element)
  const id = model.add(element, parent, before, flags)
  if (blocked) {
    const { width, height } = boxOf(element)
    out.element(namespace, qualified, attributes, true, { width, height })
    return
  }
  const shadow = page.shadowOf(element)
  const frame = frameDocumentOf(element)
  const next = flags & FLAG.closed ? null : firstChildOf(element)
  const leaf = !shadow && !frame && !next
  const lone = !shadow && next && isLoneText(page, next) ? (next as Text) : null
  const mask = lone ? maskOf(lone, (flags & FLAG.masked) !== 0) : 0
  const text = lone && textOf(page, lone, mask)
  out.element(namespace, qualified, attributes, leaf, null, text)
  if (lone) model.add(lone, id, 0 as NodeId, mask)
  if (flags & FLAG.watched) page.found.element(element, id, name)
  if (!leaf && !lone) stack.push({ id, shadow, frame, next })
}

/** Most elements with children have one text and nothing else. */
function isLoneText(page: Page, node: Node): boolean {
  return typeOf(node) === TYPE.text && !nextSiblingOf(node) && !page.unplaced.has(node)
}

/** As it leaves. */
export function textOf({ classifier }: Page, node: CharacterData, flags: number): string {
  const text = dataOf(node)
  if ((flags & FLAG.masked) === 0) return classifier.text(node, text)
  return flags & FLAG.sensitive ? maskCss(text) : maskText(text)
}

/** What a blocked element keeps of its attributes. A slot that lost its name would take what has none. */
export function placesBox(element: Element, attribute: string): boolean {
  return (
    /^(class|id|slot|data-alongside-block)$/.test(attribute) ||
    (attribute === 'name' && nameOf(element) === 'slot')
  )
}

export function modeOf(document: Document): 'standards' | 'quirks' | 'limited-quirks' {
  if (compatModeOf(document) === 'BackCompat') return 'quirks'
  // compatMode tells quirks only; limited quirks follows from the doctype (HTML standard 13.2.6.4.1).
  const doctype = doctypeOf(document)
  const [, name] =
    /^-\/\/W3C\/\/DTD (XHTML 1\.0|HTML 4\.01) (?:Frameset|Transitional)\/\//i.exec(
      doctype?.publicId ?? '',
    ) ?? []
  const limited = name && (/^x/i.test(name) || doctype?.systemId !== '')
  return limited ? 'limited-quirks' : 'standards'
}
