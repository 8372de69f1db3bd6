import { type NodeId, OpWriter, ROOT } from '@alongside/protocol'
import { Dirty } from './dirty.ts'
import * as FLAG from './flag.ts'
import { flushTree } from './flush.ts'
import { Model } from './model.ts'
import {
  aboveOf,
  allMatching,
  connected,
  elementFromPoint,
  frameDocumentOf,
  hostOf,
  isElement,
  nameOf,
  typeOf,
  windowOf,
} from './natives.ts'
import * as TYPE from './node-type.ts'
import { Page } from './page.ts'
import type { CaptureStats, Host, MakePart, Part, PartRequest, Root } from './part.ts'
import type { Classifier } from './privacy.ts'
import { Roots } from './roots.ts'
import type { Schedule } from './schedule.ts'
import { fillPending, modeOf, writeSubtree } from './serialise.ts'
import { isSheetAttribute, isUnwritten } from './sheet-owner.ts'
import { Sheets } from './sheets.ts'
import { States } from './states.ts'
import { View } from './view.ts'

const NOWHERE = 0 as NodeId

/** The state of one capture: the model of the replica, what is dirty, and the parts that read the page. */
export class Mirror implements Host {
  readonly dirty: Dirty = new Dirty()
  readonly document: Document
  readonly out: OpWriter = new OpWriter()
  readonly sheets: Sheets
  readonly emit: (frame: Uint8Array) => void
  readonly changed: (later?: boolean) => void
  stats: CaptureStats | null = null
  page: Page
  states: States
  readonly #classify: () => Classifier
  readonly #roots: Roots
  readonly #closedShadows = new WeakMap<Element, ShadowRoot>()
  readonly #parts: Part[] = []
  #requests: PartRequest[] = []
  #view: View
  #frames = new Map<NodeId, Element>()
  #named: Set<Element> = new Set()
  #epoch = 0
  #sequence = 0

  constructor(parts: {
    document: Document
    /** What decides in the epoch that begins. */
    classify: () => Classifier
    emit: (frame: Uint8Array) => void
    schedule: Schedule
  }) {
    const { schedule } = parts
    this.document = parts.document
    this.#classify = parts.classify
    this.emit = parts.emit
    this.changed = (later) => (later ? schedule.settle() : schedule.soon())
    this.sheets = new Sheets(this.out, this.changed)
    this.#roots = new Roots((records) => {
      this.dirty.add(records, this.model, (node) => this.#roots.observes(node))
      schedule.request()
    })
    this.#roots.use({
      events: ['scroll', 'load'],
      windowEvents: ['resize'],
      heard: ({ type, target }) => {
        if (type === 'scroll') this.#view.scrolled(target as Node)
        else if (type === 'load')
          this.sheets.ownerChanged(this.model.idOf(target as Node) ?? NOWHERE)
        else this.#resized()
        // Not soon: what comes into view depends on where the page stood before.
        schedule.request()
      },
      hook: (view, wrap) =>
        wrap(view.Element.prototype, 'attachShadow', 'value', (host: Element, _args, made) => {
          const root = made as ShadowRoot
          // What a polyfill calls a shadow root has no host of the browser's.
          if (hostOf(root) !== host) return
          this.#closedShadows.set(host, root)
          if (this.model.idOf(host) === undefined) return
          this.dirty.touched.add(root)
          this.changed()
        }),
    })
    ;[this.page, this.#view, this.states] = this.#fresh()
  }

  get roots(): Iterable<Root> {
    return this.#roots.all
  }

  /** A part tells from now on. */
  use(make: MakePart): void {
    const part = make(this)
    this.#parts.push(part)
    this.#roots.use(part)
    const { model } = this
    for (let id = ROOT; part.element && id < model.nextId; id++) {
      const node = model.flagsOf(id) & FLAG.watched ? model.nodeAt(id) : undefined
      if (node && isElement(node)) part.element(node, id, nameOf(node))
    }
    this.#requests = this.#requests.filter((it) => !part.request?.(it))
    this.changed()
  }

  /** Waits for who can answer it. */
  request(request: PartRequest): void {
    if (!this.#parts.some((it) => it.request?.(request))) this.#requests.push(request)
  }

  get model(): Model {
    return this.page.model
  }

  /** Whether there is something left that the last call had no time for. */
  get behind(): boolean {
    const { pending, carried } = this.page
    return pending.size > 0 || carried.size > 0 || this.dirty.any || this.sheets.behind
  }

  /**
   * Forget what the replica has and write the page anew: the start of an epoch. What is not written by `deadline`
   * (performance.now) is pending, and `flush` goes on with it.
   */
  snapshot(deadline: number): void {
    this.#roots.take()
    this.#forget()
    // Frames that went with the last epoch.
    for (const root of this.#roots.all)
      if (!connected(root) || (typeOf(root) === TYPE.document && !windowOf(root as Document)))
        this.#roots.remove(root)
    this.#epoch++
    this.#sequence = 0
    this.out.take(0, 0)
    this.out.reset()
    this.out.insert(NOWHERE, NOWHERE, this.model.nextId)
    this.page.begin(deadline)
    writeSubtree(this.page, this.document, NOWHERE, NOWHERE)
    this.#view.scrolledSince(ROOT)
    this.#rememberNamed()
    this.#flushRest(deadline)
  }

  /**
   * What is dirty, from the page's state now, then what is pending, the visible first; until `deadline`. `settled`: the
   * page is laid out, so that what follows from that may be asked as well.
   */
  flush(deadline: number, settled = false): void {
    this.page.begin(deadline)
    this.#flushTree()
    if (this.#reopened) {
      this.snapshot(deadline)
      return
    }
    const { pending } = this.page
    if (pending.size > 0 && !this.page.spent) {
      const first = this.model.nextId
      do fillPending(this.page, this.#nextPending())
      while (pending.size > 0 && !this.page.spent)
      this.#view.scrolledSince(first)
    }
    this.#flushRest(deadline, settled)
  }

  #flushTree(): void {
    this.dirty.add(this.#roots.take(), this.model)
    this.#noticeFrames()
    this.#noticeFarReaching()
    this.#noticeOwners()
    const first = this.model.nextId
    const { renewed } = this.dirty
    this.dirty.renewed = false
    flushTree(this.page, this.dirty)
    // Written anew where it stood, perhaps scrolled: no event tells of that.
    if (renewed) this.#view.scrolledSince(first)
    if (this.page.strayed) this.#view.scrolledSince(ROOT)
    this.page.strayed = false
  }

  /** The pending element nearest above what is seen in the middle of the window, else the one met first. */
  #nextPending(): NodeId {
    const { pending } = this.page
    const view = windowOf(this.document)
    let at: Node | null = view
      ? elementFromPoint(this.document, view.innerWidth / 2, view.innerHeight / 2)
      : null
    for (; at; at = aboveOf(at)) {
      const id = this.model.idOf(at)
      if (id !== undefined && pending.has(id)) return id
      if (id !== undefined) break
    }
    const [first = ROOT] = pending
    return first
  }

  /** Changes that no event tells of: controls set by a browser or a script, frames replaced, sheets switched. */
  audit(deadline: number): void {
    this.#resized()
    for (const part of this.#parts) part.audit?.(deadline)
    this.flush(deadline, true)
  }

  renew(node: Node): void {
    this.dirty.renew(node)
  }

  /** Nothing of the page is held afterwards. */
  stop(): void {
    this.#roots.stop()
    for (const part of this.#parts) part.stop?.()
    this.#forget()
  }

  #forget(): void {
    this.dirty.clear()
    this.sheets.reset()
    this.#frames.clear()
    this.#named.clear()
    this.#reopened = false
    ;[this.page, this.#view, this.states] = this.#fresh()
    for (const part of this.#parts) part.epoch?.()
  }

  #resized(): void {
    this.#view.resized()
    for (const part of this.#parts) part.resized?.()
  }

  #fresh(): [Page, View, States] {
    const model = new Model()
    this.sheets.model = model
    const view = new View(model, this.out, this.document)
    const states = new States(this.out)
    const page = new Page({
      model,
      out: this.out,
      classifier: this.#classify(),
      closedShadows: this.#closedShadows,
      found: {
        root: (root, id) => {
          this.#roots.add(root)
          this.sheets.foundRoot(root, id)
        },
        element: (element, id, name) => {
          for (const part of this.#parts) part.element?.(element, id, name)
          this.sheets.found(element, id)
          if (name === 'iframe' || name === 'frame') {
            this.#frames.set(id, element)
            if (!frameDocumentOf(element)) this.#noted.push(id)
          }
        },
        content: (parent) => this.#contentChanged(parent),
        attribute: (element, id, name) => {
          this.#touched(element)
          if (isSheetAttribute(element, name)) this.sheets.ownerChanged(id, name)
        },
        gone: (node, id, flags) => {
          states.gone(id)
          page.pending.delete(id)
          if (!(flags & FLAG.watched)) return
          for (const part of [...this.#parts, this.sheets]) part.gone?.(id)
          this.#frames.delete(id)
          // Unless it has been written anew.
          if (!isElement(node) && model.idOf(node) === undefined)
            this.#roots.remove(node as Document | ShadowRoot)
        },
      },
    })
    return [page, view, states]
  }

  #noted: NodeId[] = []
  #reopened = false

  #flushRest(deadline: number, settled = false): void {
    for (const id of this.#noted) if (this.model.nodeAt(id)) this.out.note(id, 'frame')
    this.#noted = []
    this.sheets.flush(deadline, (owner) => isUnwritten(owner, this.model, this.dirty))
    this.#view.flush()
    for (const part of this.#parts) part.flush?.(settled)
    this.states.flush()
    if (this.out.count > 0) this.emit(this.out.take(this.#epoch, ++this.#sequence))
  }

  /** Frames whose page is another one than the replica has (navigated, document.open, about:blank replaced). */
  #noticeFrames(): void {
    for (const [id, element] of this.#frames) {
      const now = frameDocumentOf(element)
      const child = this.model.firstChildOf(id)
      const had = child ? this.model.nodeAt(child) : undefined
      if (now === (had ?? null)) continue
      if (had) this.renew(had)
      if (now) this.dirty.touched.add(now)
      else this.#noted.push(id)
    }
  }

  /** Elements that a rule with combinators names now and did not before, or the other way round. */
  #noticeFarReaching(): void {
    const { farReaching, stateful } = this.page.classifier
    const { touched, attributes, renewed } = this.dirty
    if (!farReaching || !(stateful || renewed || touched.size + attributes.size > 0)) return
    const before = this.#named
    this.#rememberNamed()
    for (const element of this.#named) if (!before.has(element)) this.#renewKnown(element)
    for (const element of before) if (!this.#named.has(element)) this.#renewKnown(element)
  }

  #renewKnown(element: Element): void {
    if (this.model.idOf(element) !== undefined) this.renew(element)
  }

  #rememberNamed(): void {
    const { farReaching, selector } = this.page.classifier
    if (!farReaching) return
    this.#named = new Set()
    for (const root of this.#roots.all) {
      for (const element of allMatching(root, selector)) {
        this.#named.add(element)
      }
    }
  }

  /** Sheets and controls that follow from the children of their elements. */
  #noticeOwners(): void {
    const { dirty, model } = this
    for (const node of dirty.touched) {
      const id = model.idOf(node)
      if (id === undefined) continue
      this.sheets.moved = true
      // What is written anew in its place has not left it.
      dirty.parents.add(model.parentOf(id))
    }
    for (const id of dirty.parents) this.#contentChanged(id)
  }

  /** `document.open()` takes our listeners away, and what is written then may have another doctype. */
  #documentChanged(page: Document): void {
    this.#roots.add(page)
    if (this.page.modes.get(page) === modeOf(page)) return
    if (page === this.document) this.#reopened = true
    else this.renew(page)
  }

  #touched(node: Node): void {
    for (const part of this.#parts) part.touched?.(node)
  }

  /** The text of a `<style>`, the default of a `<textarea>`, the options of a `<select>`. */
  #contentChanged(id: NodeId): void {
    const node = this.model.flagsOf(id) & FLAG.watched && this.model.nodeAt(id)
    if (!node) return
    if (typeOf(node) === TYPE.document) this.#documentChanged(node as Document)
    this.#touched(node)
    this.sheets.ownerChanged(id)
  }
}
