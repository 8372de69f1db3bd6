/**
 * The nodes of one epoch: id to node and back, and the ops that move them.
 *
 * Conventions that a comparison with the page relies on:
 * - An attribute whose authored value is not live is kept as `data-alongside-kept-<name>` (lower case): `href`, `src`,
 *   `srcset`, `onclick`, `target` ... (allow.ts), and `style` when its text was rewritten. So the authored value of
 *   `name` is `data-alongside-kept-<name>` if present, else `name`. A live attribute without it is as authored.
 * - The replica's own, to be ignored: every other `data-alongside-` attribute that is not one a page may carry; on
 *   `<script>` a live `type`; on `<img>`, `<input>`, `<video>`, SVG images a live `src`, `srcset`, `poster`, `href`; on
 *   `<link>` a live `rel` and `href`.
 * - The authored text of a text node (that of a `<style>` may be rewritten in the live node) is `authoredText(node)`.
 * - A masked control has `data-alongside-masked`; its value property is the mask that the capture sent.
 * - An element of a name that no call and no parser makes is `<alongside-unknown data-alongside-name="...">`.
 */
import {
  LIMITS,
  NO_NODE,
  type NodeId,
  type NodeRecord,
  ProtocolError,
  ROOT,
} from '@alongside/protocol'
import * as dom from './dom.ts'
import { anyElement } from './markup.ts'
import { Numbered } from './numbered.ts'
import { Subdocument } from './subdocument.ts'

/** What other parts do when nodes come and go. */
export interface TreeHooks {
  /** A document of ours is there, empty; also again after its frame was moved. */
  opened(subdocument: Subdocument): void
  element(element: Element, record: Extract<NodeRecord, { kind: 'element' }>): void
  shadow(root: ShadowRoot, host: Element, id: NodeId): void
  /** A root is about to come into another document, or to go with the one that it is, which takes its sheets. */
  leaves(root: Document | ShadowRoot): void
  /** It is there. */
  arrived(id: NodeId): void
  /** A text that will be in `parent`. */
  text(node: Text, text: string, parent: Node): void
  /** Children of this node changed: matters to `<style>`. */
  children(parent: Node): void
  freed(id: NodeId, node: Node): void
}

/** The element that a picture is shown in, and the tree of the one around it. */
export type Within = { readonly tree: Tree; readonly host: Element }

type Item = Node | Subdocument
type Deferred = { readonly to: Subdocument; readonly records: readonly NodeRecord[] }

const NONE: readonly ShadowRoot[] = []

/** Placing a node takes a walk over all that is above it: deep trees are built in blocks of so many levels. */
const BLOCK = 256

function unknown(id: number): ProtocolError {
  return new ProtocolError('unknown_node', `node ${id}`)
}

/** The structure of one picture. Every DOM error on the way is the sharer's fault and becomes a ProtocolError. */
export class Tree {
  readonly #items = new Numbered<Item>()
  /** As long as in `#items`. No WeakMap: of 50 000 nodes one takes 6 ms more to fill (Chromium 156). */
  readonly #ids = new Map<Node, NodeId>()
  readonly #frames = new Map<Element, Subdocument>()
  readonly #documents = new WeakMap<Document, Subdocument>()
  readonly #hooks: TreeHooks
  readonly #top: Document
  readonly #policy: string

  readonly within: Within | null

  /** `policy`: of every document in it. */
  constructor(at: { top: Document; policy: string; within: Within | null }, hooks: TreeHooks) {
    this.#top = at.top
    this.#policy = at.policy
    this.within = at.within
    this.#hooks = hooks
  }

  get root(): Subdocument | null {
    const item = this.#items.get(ROOT)
    return item instanceof Subdocument ? item : null
  }

  has(id: NodeId): boolean {
    return this.#items.get(id) !== undefined
  }

  /** The ids from one to before another that have a node. */
  ids(from: number, to: number): Iterable<NodeId> {
    return this.#items.numbers(from, to) as Iterable<NodeId>
  }

  /** What a node is in: of a document the frame, of a shadow root the host. 0: nothing of ours. */
  parentIdOf(id: NodeId): NodeId {
    const item = this.#items.get(id)
    if (item === undefined) return NO_NODE
    if (item instanceof Subdocument) return (item.host && this.idOf(item.host)) ?? NO_NODE
    const above = dom.parentOf(item) ?? dom.hostOf(item)
    const known = above && this.idOf(above)
    if (known || !above) return known ?? NO_NODE
    // The page of a frame that has left its place waits.
    for (const { id, container } of this.subdocuments) if (container === above) return id
    return NO_NODE
  }

  idOf(node: Node): NodeId | undefined {
    return this.#ids.get(node) ?? this.#documents.get(node as Document)?.id
  }

  /** The node itself; for a document the live one, or the fragment that holds its children meanwhile. */
  node(id: NodeId): Node {
    const item = this.#items.get(id)
    if (item === undefined) throw unknown(id)
    return item instanceof Subdocument ? item.container : item
  }

  find(id: NodeId): Node | null {
    return this.has(id) ? this.node(id) : null
  }

  element(id: NodeId): Element {
    const node = this.node(id)
    if (!dom.isElement(node)) throw new ProtocolError('bad_value', `node ${id} is no element`)
    return node
  }

  text(id: NodeId): Text {
    const node = this.node(id)
    if (!dom.isText(node)) throw new ProtocolError('bad_value', `node ${id} is no text`)
    return node
  }

  /** The document that a node belongs to, with its base URL. */
  documentOf(node: Node | null): Subdocument | null {
    const owner =
      node && (dom.typeOf(node) === dom.DOCUMENT ? (node as Document) : dom.ownerOf(node))
    return (owner && this.#documents.get(owner)) ?? this.root
  }

  subdocumentIn(frame: Element): Subdocument | undefined {
    return this.#frames.get(frame)
  }

  get subdocuments(): Iterable<Subdocument> {
    const root = this.root
    return root ? [root, ...this.#frames.values()] : this.#frames.values()
  }

  insert(parent: NodeId, before: NodeId, records: readonly NodeRecord[]): void {
    const first = records[0]
    if (!first) return
    const deferred: Deferred[] = []
    if (first.kind === 'document') {
      this.#document(first, parent === 0 ? null : this.element(parent), records, deferred)
    } else if (first.kind === 'shadow') {
      this.#build(records, this.element(parent), null, deferred)
    } else {
      const into = this.node(parent)
      this.#build(records, into, before === 0 ? null : this.node(before), deferred)
      this.#hooks.children(into)
    }
    // A worklist, not recursion: a hostile stream may nest frames as deep as it likes.
    for (let next = deferred.pop(); next; next = deferred.pop()) {
      this.#build(next.records, next.to.container, null, deferred, 1)
    }
  }

  detach(id: NodeId): void {
    const node = this.node(id)
    const parent = dom.parentOf(node)
    this.#holdFrames(node)
    dom.remove(node)
    if (parent) this.#hooks.children(parent)
  }

  attach(id: NodeId, parent: NodeId, before: NodeId): void {
    const into = this.node(parent)
    this.#place(this.node(id), into, before === 0 ? null : this.node(before))
    this.#hooks.children(into)
  }

  /** What a slot of a root with manual assignment shows: of these nodes, those that are children of its host. */
  assign(slot: NodeId, nodes: readonly NodeId[]): void {
    const element = this.element(slot)
    if (!dom.isHtml(element, 'slot')) throw new ProtocolError('bad_value', 'no slot to assign to')
    const shown = nodes.map((id) => this.node(id)).filter((n) => dom.isElement(n) || dom.isText(n))
    HTMLSlotElement.prototype.assign.call(element, ...shown)
  }

  /** `keeping`: with its state; a node that is elsewhere by now is placed as any other. */
  move(id: NodeId, parent: NodeId, before: NodeId, keeping: boolean): void {
    const node = this.node(id)
    const from = dom.parentOf(node)
    const into = this.node(parent)
    const next = before === 0 ? null : this.node(before)
    // Where nothing would be lost, not so: Chromium 156 lays out wrongly after `moveBefore`, and may crash of it.
    if (!keeping || !dom.moveBefore(into, node, next)) this.#place(node, into, next)
    for (const changed of [from, into]) if (changed) this.#hooks.children(changed)
  }

  free(id: NodeId): void {
    const item = this.#items.get(id)
    if (item === undefined) throw unknown(id)
    const top = item instanceof Subdocument ? item.container : item
    const parent = dom.parentOf(top)
    const stack: Item[] = [item]
    for (let next = stack.pop(); next; next = stack.pop()) this.#forget(next, stack)
    if (dom.typeOf(top) === dom.DOCUMENT || dom.typeOf(top) === dom.FRAGMENT) dom.empty(top)
    else dom.remove(top)
    if (parent) this.#hooks.children(parent)
  }

  #forget(item: Item, stack: Item[]): void {
    const node = item instanceof Subdocument ? item.container : item
    const id = item instanceof Subdocument ? item.id : this.#ids.get(item)
    if (id !== undefined) {
      this.#items.delete(id)
      this.#ids.delete(node)
      this.#hooks.freed(id, node)
    }
    if (item instanceof Subdocument && item.host) this.#frames.delete(item.host)
    if (dom.isElement(node)) {
      const shadow = dom.shadowOf(node)
      if (shadow) stack.push(shadow)
      const inside = this.#frames.get(node)
      if (inside) stack.push(inside)
    }
    for (let child = dom.firstChildOf(node); child; child = dom.nextSiblingOf(child))
      stack.push(child)
  }

  /** Builds records under `into`. Detached first, attached in one step: the frame lays out once. */
  #build(
    records: readonly NodeRecord[],
    into: Node,
    before: Node | null,
    deferred: Deferred[],
    base = 0,
  ): void {
    const owner = dom.typeOf(into) === dom.DOCUMENT ? (into as Document) : dom.ownerOf(into)
    if (!owner) throw new ProtocolError('bad_value', 'a parent without a document')
    /** From the root to the last node; what is behind that is of earlier ones. */
    const path: Node[] = []
    const roots: Node[] = []
    const late: [node: Node, parent: Node][] = []
    let last = -1
    for (let i = 0; i < records.length; i++) {
      const record = records[i] as NodeRecord
      const depth = record.depth - base
      const parent = depth === 0 ? null : path[depth - 1]
      if (parent === undefined || depth > last + 1)
        throw new ProtocolError('bad_value', `node ${record.id} without a parent`)
      last = depth
      if (record.kind === 'document') {
        if (!dom.isElement(parent)) throw new ProtocolError('bad_value', 'a document in no frame')
        i = this.#document(record, parent, records, deferred, i)
        path[depth] = parent
        continue
      }
      const node = this.#make(record, owner, parent ?? into)
      path[depth] = node
      if (record.kind === 'shadow') continue
      if (!parent) roots.push(node)
      else if (depth % BLOCK === 0) late.push([node, parent])
      else this.#place(node, parent, null)
    }
    for (const [node, parent] of late) this.#place(node, parent, null)
    for (const root of roots) this.#place(root, into, before)
    // Frames have their documents only now that they are connected.
    for (const { to } of deferred) this.#realise(to)
  }

  #make(record: Exclude<NodeRecord, { kind: 'document' }>, owner: Document, parent: Node): Node {
    if (record.kind === 'ref') return this.node(record.id)
    if (record.kind === 'text') {
      const text = dom.createText(owner, record.text)
      this.#remember(record.id, text)
      this.#hooks.text(text, record.text, parent)
      return text
    }
    if (record.kind === 'shadow') {
      if (!dom.isElement(parent))
        throw new ProtocolError('bad_value', 'a shadow root in no element')
      const root = this.#shadow(parent, record)
      this.#remember(record.id, root)
      this.#hooks.shadow(root, parent, record.id)
      return root
    }
    let is: string | undefined
    for (const { name, value } of record.attributes) if (name === 'is') is ??= value
    const element = anyElement(owner, record.namespace, record.name, is)
    this.#remember(record.id, element)
    this.#hooks.element(element, record)
    return element
  }

  #remember(id: NodeId, node: Node): void {
    if (this.has(id)) throw new ProtocolError('bad_value', `node ${id} is there already`)
    if (this.#items.size >= LIMITS.nodes)
      throw new ProtocolError('too_large', `more than ${LIMITS.nodes} nodes`)
    this.#items.add(id, node)
    this.#ids.set(node, id)
  }

  /** Closed roots are open here: nobody runs in the frame who could look. */
  #shadow(
    host: Element,
    { delegatesFocus, slotAssignment }: Extract<NodeRecord, { kind: 'shadow' }>,
  ): ShadowRoot {
    const existing = dom.shadowOf(host)
    if (existing) return existing
    try {
      return Element.prototype.attachShadow.call(host, {
        mode: 'open',
        delegatesFocus,
        slotAssignment,
      })
    } catch {
      throw new ProtocolError('bad_value', `a shadow root on <${dom.localNameOf(host)}>`)
    }
  }

  /** Takes a document record and all records under it; gives the index of the last one taken. */
  #document(
    record: Extract<NodeRecord, { kind: 'document' }>,
    host: Element | null,
    records: readonly NodeRecord[],
    deferred: Deferred[],
    at = 0,
  ): number {
    if (host && !dom.isHtml(host, 'iframe', 'frame'))
      throw new ProtocolError('bad_value', 'a document in no frame')
    let end = at + 1
    while ((records[end]?.depth ?? -1) > record.depth) end++
    const old = host ? this.#frames.get(host) : this.root
    if (old) this.free(old.id)
    if (this.has(record.id))
      throw new ProtocolError('bad_value', `document ${record.id} is there already`)
    const subdocument = new Subdocument(record, host, this.#top)
    this.#items.add(record.id, subdocument)
    if (host) this.#frames.set(host, subdocument)
    this.#realise(subdocument)
    // Depths below are relative to the document, so that its children are roots of their own build.
    const inner = records.slice(at + 1, end)
    const shift = record.depth
    deferred.push({
      to: subdocument,
      records: shift === 0 ? inner : inner.map((r) => ({ ...r, depth: r.depth - shift })),
    })
    return end - 1
  }

  #realise(subdocument: Subdocument): void {
    if (subdocument.document) return
    const opened = subdocument.open(this.#top, this.#policy)
    if (!opened) return
    this.#documents.set(opened, subdocument)
    this.#hooks.opened(subdocument)
  }

  #place(node: Node, parent: Node, before: Node | null): void {
    this.#holdFrames(node)
    const foreign = this.#rootsThatLeave(node, parent)
    for (const root of foreign) this.#hooks.leaves(root)
    try {
      dom.insert(parent, node, before)
    } catch (error) {
      throw new ProtocolError('bad_value', `no place for a node: ${String(error)}`)
    }
    for (const root of foreign) this.#hooks.arrived(this.#ids.get(root) as NodeId)
    if (this.#frames.size > 0 && dom.isConnected(node)) this.#realiseUnder(node)
  }

  /** Those of which the document will be another one: that of a frame, or they come from one that is gone. */
  #rootsThatLeave(node: Node, parent: Node): readonly ShadowRoot[] {
    const isAtHome = dom.ownerOf(node) === (dom.ownerOf(parent) ?? parent)
    return isAtHome ? NONE : [...dom.rootsUnder(node)]
  }

  /**
   * A frame that leaves the document loses its page (every browser reloads it on return). Its children wait in
   * a fragment, ids and all, and go into the new page when the frame is back.
   */
  #holdFrames(node: Node): void {
    if (this.#frames.size === 0 || !dom.isConnected(node)) return
    for (const subdocument of this.#frames.values()) {
      const { document } = subdocument
      if (!document || !this.isUnder(subdocument.host, node)) continue
      for (const root of [document, ...dom.rootsUnder(document)]) this.#hooks.leaves(root)
      subdocument.hold(this.#top)
    }
  }

  #realiseUnder(node: Node): void {
    for (const subdocument of [...this.#frames.values()])
      if (!subdocument.document && this.isUnder(subdocument.host, node)) this.#realise(subdocument)
  }

  /** Inclusion through shadow roots and frames. */
  isUnder(inner: Node | null, outer: Node): boolean {
    for (let node: Node | null = inner; node; ) {
      if (node === outer) return true
      const next: Node | null = dom.parentOf(node) ?? dom.hostOf(node)
      node =
        next ??
        (dom.typeOf(node) === dom.DOCUMENT
          ? (this.#documents.get(node as Document)?.host ?? null)
          : null)
    }
    return false
  }
}
