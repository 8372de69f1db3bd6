import type {
  AssetPart,
  Check,
  Frame,
  NodeId,
  NoteReason,
  Op,
  Request,
  RequestId,
} from '@alongside/protocol'
import type { AssetStore } from './asset-store.ts'
import { Assets } from './assets.ts'
import { Definitions } from './definitions.ts'
import { Details } from './details.ts'
import * as dom from './dom.ts'
import { Elements } from './elements.ts'
import { Fidelity, type FidelityNote, type FidelityReason } from './fidelity.ts'
import { Forms } from './forms.ts'
import { Gutters } from './gutters.ts'
import { Hidden } from './hidden.ts'
import { Images } from './images.ts'
import { Layout } from './layout.ts'
import { Media } from './media.ts'
import { MotionOfPage } from './motion.ts'
import { NodeState } from './node-state.ts'
import { OwnSheet } from './own-sheet.ts'
import { Players } from './players.ts'
import { Popup } from './popup.ts'
import { Presence } from './presence.ts'
import type { Proxied } from './proxied.ts'
import { Scroll } from './scroll.ts'
import { isStyle } from './sheet.ts'
import { Sheets } from './sheets.ts'
import { FRAME_CSP, IMAGES_CSP } from './shell.ts'
import { Sprites } from './sprites.ts'
import { applyStates } from './states.ts'
import { type AskOf, type Room, Subpages } from './subpages.ts'
import { Surfaces } from './surfaces.ts'
import type { Tally } from './tally.ts'
import { Texts } from './texts.ts'
import { TopLayer } from './top-layer.ts'
import { Tree, type Within } from './tree.ts'
import { validate } from './validate.ts'
import { Verifier } from './verifier.ts'
import type { ReplicaWords } from './words.ts'

/** One epoch of the page, whole: it begins empty in a document of its own and is thrown away as one. */
export class Picture {
  readonly fidelity: Fidelity = new Fidelity()
  readonly tree: Tree
  readonly hidden: Hidden = new Hidden()
  readonly #media: Media
  readonly #own: OwnSheet
  readonly #assets: Assets
  readonly #sheets: Sheets
  readonly #images: Images
  readonly #sprites: Sprites
  readonly #elements: Elements
  readonly #scroll: Scroll
  readonly #forms: Forms
  readonly #texts: Texts
  readonly #popup: Popup
  readonly #definitions: Definitions
  readonly #topLayer: TopLayer
  readonly #presence: Presence
  readonly #details = new Details()
  readonly #gutters: Gutters
  readonly #surfaces: Surfaces
  readonly #players = new Players()
  readonly #motion: MotionOfPage
  readonly #state = new NodeState()
  readonly #verifier: Verifier
  readonly #layout: Layout
  readonly #subpages: Subpages
  readonly #settledLater: () => void
  #isOpen = false

  constructor(options: {
    document: Document
    /** Where popups are drawn, above the frame. */
    container: HTMLElement
    words: ReplicaWords
    directImages: boolean
    wholeImages: boolean
    proxied: Proxied | null
    /** Of the customer's page. */
    pageUrl(): string
    isSeen(): boolean
    nextId(): RequestId
    store: AssetStore
    tally: Tally
    /** Whether the frame answers for the colour scheme. */
    ownsScheme(): boolean
    /** Of a page in a frame element. */
    within?: Within
    room: Room
    /** Asks a page in a frame element of this one. */
    askOf: AskOf
    /** There are requests to take. */
    asks(): void
    /** Something that arrived later (a sheet, an image) changed the picture. */
    settled(): void
  }) {
    const note = (id: NodeId, reason: FidelityReason) => this.fidelity.note(id, reason)
    const settled = () => this.#settle()
    this.#settledLater = options.settled
    this.#media = new Media(options.ownsScheme)
    this.#own = new OwnSheet(options.document)
    const urls = dom.viewOf(options.document)?.URL ?? URL
    this.#assets = new Assets({
      ...options,
      urls,
      needed: options.asks,
      came: options.settled,
    })
    const { document: top, within = null } = options
    const place = { top, policy: options.directImages ? IMAGES_CSP : FRAME_CSP, within }
    this.tree = new Tree(place, {
      opened: ({ id, document, host }) => {
        if (!document) return
        this.#isOpen = true
        this.#own.forget(document)
        this.#assets.watch(document)
        this.#sheets.root(id)
        this.#sheets.reopened(document)
        this.#definitions.opened(id, document)
        const at = host && this.tree.idOf(host)
        if (!host || !at) return
        this.#subpages.drop(at)
        this.#elements.opened(at, host)
      },
      element: (element, record) => {
        this.#elements.create(element, record)
        if (record.blocked) this.hidden.set(element, true)
        this.#forms.created(element)
        this.#scroll.created(element)
      },
      shadow: (_, host, id) => {
        dom.setAttribute(host, 'data-alongside-shadow', '')
        this.#sheets.root(id)
      },
      leaves: (root) => this.#sheets.leaves(root),
      arrived: (id) => this.#sheets.root(id),
      text: (node, text, parent) => {
        if (isStyle(parent)) this.#sheets.styleText(node, text, parent)
        this.hidden.text(node, text)
      },
      children: (parent) => {
        if (isStyle(parent)) this.#sheets.styleChildren(parent)
        this.#forms.content(parent)
      },
      freed: (id, node) => {
        this.#own.forget(node)
        this.hidden.freed(node)
        this.fidelity.clear(id)
        this.#subpages.drop(id)
        this.#surfaces.drop(node)
        this.#players.drop(node)
        this.#motion.freed(id)
        this.#scroll.freed(id)
        this.#gutters.freed(id)
        this.#details.freed(node)
        this.#forms.freed(node)
        this.#popup.freed(node)
        this.#definitions.freed(id)
        this.#sheets.freed(id, node)
      },
    })
    const { tree } = this
    const assets = this.#assets
    this.#scroll = new Scroll(tree)
    this.#forms = new Forms(tree, options.words.file)
    this.#popup = new Popup({ ...options, tree })
    this.#presence = new Presence({ ...options, tree })
    this.#definitions = new Definitions(tree)
    this.#topLayer = new TopLayer(tree)
    this.#gutters = new Gutters(tree, this.#own)
    this.#sheets = new Sheets({ tree, assets, media: this.#media, own: this.#own, settled, note })
    this.#texts = new Texts({ tree, sheets: this.#sheets, forms: this.#forms })
    this.#verifier = new Verifier({
      tree,
      sheets: this.#sheets,
      forms: this.#forms,
      tally: options.tally,
      apply: (ops) => this.apply(ops),
    })
    this.#layout = new Layout({
      tree,
      sheets: this.#sheets,
      fidelity: this.fidelity,
      tally: options.tally,
      isPending: () => this.pending > 0,
      settled,
    })
    this.#images = new Images({ ...options, tree, assets, note, settled, needed: options.asks })
    this.#sprites = new Sprites({ tree, assets, media: this.#media, note, settled })
    this.#motion = new MotionOfPage(tree)
    this.#surfaces = new Surfaces({
      tree,
      urls,
      clear: (...what) => this.#elements.unnote(...what),
    })
    this.#elements = new Elements({
      tree,
      assets,
      media: this.#media,
      images: this.#images,
      sprites: this.#sprites,
      own: this.#own,
      details: this.#details,
      surfaces: this.#surfaces,
      note,
      clear: (id, reason) => this.fidelity.clear(id, reason),
    })
    this.#subpages = new Subpages({
      tree,
      elements: this.#elements,
      room: options.room,
      ask: options.askOf,
      open({ document, host, ask }, tells) {
        const { hashes } = options.store
        if (hashes) ask([{ request: 'have', hashes }], [])
        const within = { tree, host }
        // What the element hands on is not the customer's preference: that is told of this page too.
        const ownsScheme = () => false
        return new Picture({ ...options, ...tells, document, within, ownsScheme, askOf: ask })
      },
    })
  }

  /** Assets that were asked for and have not come yet. */
  get pending(): number {
    return this.#assets.pending + this.#subpages.pending
  }

  /** Of the pages in its frame elements too, at those. */
  get notes(): readonly FidelityNote[] {
    const inside = this.#subpages.notes
    return inside.length > 0 ? [...this.fidelity.notes, ...inside] : this.fidelity.notes
  }

  /** Whether there is a styled page to look at. */
  get isStyled(): boolean {
    const root = this.#isOpen && this.tree.root?.document
    const body = root && Reflect.get(Document.prototype, 'body', root)
    return !!body && !!dom.firstChildOf(body) && !this.#sheets.loading
  }

  apply(ops: readonly Op[]): void {
    validate(ops, (id) => this.tree.has(id as NodeId))
    this.#state.begin()
    this.#layout.changed()
    // Before the sheets of the same batch, which would else be built twice.
    for (const op of ops) if (op.op === 'media') this.#mediaOp(op.features)
    for (const op of ops) this.#op(op)
    this.#details.flush()
    this.#forms.flush()
    this.#sheets.flush()
    this.#topLayer.flush()
    this.#presence.flush(ops)
    this.#elements.flush()
    this.#images.flush()
    this.#sprites.flush()
    // It asks for computed styles; of a page without its sheets they are of no use, and `#settle` comes back to it.
    if (!this.#sheets.loading) this.#gutters.flush()
    this.#scroll.flush()
    this.#motion.flush()
    this.#popup.refresh()
    this.#presence.refresh()
  }

  scrollbars(width: number, height: number): void {
    this.#own.scrollbars(width, height)
  }

  receive(part: AssetPart): void {
    this.#assets.receive(part)
  }

  tiles(frame: Extract<Frame, { frame: 'tiles' }>): void {
    this.#surfaces.receive(frame)
  }

  subpage(host: NodeId, content: Uint8Array): void {
    this.#subpages.take(host, content)
  }

  /** Compares with what the capture says of the page, and puts right what differs. */
  check(checks: readonly Check[]): void {
    if (this.#verifier.check(checks)) this.#settle()
    // The agent may have zoomed in since.
    this.#images.look()
    for (const check of checks) if (check.check === 'boxes') this.#layout.check(check.boxes)
  }

  takeRequests(): Request[] {
    return [this.#sheets, this.#assets, this.#verifier].flatMap((part) => part.takeRequests())
  }

  /** It is as the page is: what changes from here on may do so by transitions. */
  built(): void {
    const root = this.tree.root?.document
    const top = root && dom.rootElementOf(root)
    // So that every style is known under the rule that forbids them.
    if (top) dom.rectOf(top)
    this.#own.release()
  }

  /** It stands in front now. */
  seen(): void {
    this.#popup.refresh()
    this.#presence.refresh()
    this.#subpages.seen()
  }

  destroy(): void {
    this.#subpages.destroy()
    this.#popup.close()
    this.#presence.destroy()
    this.#sheets.destroy()
    this.#layout.changed()
    this.#assets.destroy()
    this.#images.destroy()
    this.#surfaces.destroy()
    this.#players.destroy()
    this.#scroll.destroy()
  }

  #op(op: Op): void {
    const { tree } = this
    switch (op.op) {
      case 'insert':
        tree.insert(op.parent, op.before, op.nodes)
        if (op.nodes.some(({ kind }) => kind === 'ref')) this.#forms.moved()
        break
      case 'detach':
        this.#scroll.detached(tree.node(op.id))
        this.#texts.leaves(tree.node(op.id))
        tree.detach(op.id)
        break
      case 'attach':
        tree.attach(op.id, op.parent, op.before)
        this.#forms.moved()
        break
      case 'move': {
        const node = tree.node(op.id)
        const keeping = this.#state.isIn(node)
        if (!keeping) this.#scroll.moved(node)
        this.#texts.leaves(node)
        tree.move(op.id, op.parent, op.before, keeping)
        this.#forms.moved()
        break
      }
      case 'free':
        tree.free(op.id)
        break
      case 'text':
        this.#texts.set(op)
        this.hidden.text(tree.text(op.id), op.text)
        break
      case 'attribute': {
        const element = tree.element(op.id)
        this.#elements.attribute(element, op.name, op.value)
        this.#changed(element, op.name)
        break
      }
      case 'removeAttribute': {
        const element = tree.element(op.id)
        this.#elements.removeAttribute(element, op.name)
        this.#changed(element, op.name)
        break
      }
      case 'sheet':
        this.#sheets.sheet(op)
        break
      case 'insertRule':
      case 'deleteRule':
        this.#sheets.rule(op)
        break
      case 'importSheet':
        this.#sheets.imported(op)
        break
      case 'sheetState':
        this.#sheets.state(op)
        break
      case 'freeSheet':
        this.#sheets.free(op.sheet)
        break
      case 'adopt':
        this.#sheets.adopt(op.root, op.sheets)
        break
      case 'value':
      case 'checked':
      case 'selected':
      case 'files':
        this.#forms.tell(op)
        if (op.op === 'value') this.hidden.set(tree.element(op.id), op.masked)
        break
      case 'splice':
        this.#forms.splice(op)
        break
      case 'interaction':
      case 'caret':
      case 'selection':
        this.#presence.apply(op)
        break
      case 'popup':
        this.#popup.open(op.id)
        break
      case 'scroll':
        this.#scroll.scroll(op)
        break
      case 'image':
        this.#images.choose(op)
        break
      case 'states':
        applyStates(tree.element(op.id), op.names)
        this.#forms.states(tree.element(op.id), op.names)
        break
      case 'gutter':
        this.#gutters.set(op)
        break
      case 'animation':
        this.#motion.tell(op)
        break
      case 'surface':
        this.#surfaces.set(op)
        break
      case 'playback':
        this.#players.tell(tree.element(op.id), op)
        break
      case 'topLayer':
        this.#topLayer.set(op)
        break
      case 'note':
        this.#noteOp(op.id, op.reason)
        break
      case 'define':
        this.#definitions.define(op.document, op.name)
        break
      case 'assign':
        tree.assign(op.slot, op.nodes)
        break
    }
  }

  #mediaOp(features: readonly string[]): void {
    if (this.#media.say(features)) this.#sheets.mediaChanged()
  }

  #noteOp(id: NodeId, reason: NoteReason): void {
    const node = this.tree.find(id)
    if (dom.isElement(node)) this.#elements.note(id, node, reason)
    else this.fidelity.note(id, reason)
  }

  #changed(element: Element, name: string): void {
    this.#forms.changed(element, name)
    // The browser makes a new sheet for another type, and sets the media of the one that there is.
    if (name === 'type' || name === 'media') this.#sheets.styleChildren(element)
  }

  #settle(): void {
    this.#gutters.settled()
    this.#scroll.settled()
    this.#motion.flush()
    this.#popup.refresh()
    this.#presence.refresh()
    this.#settledLater()
  }
}
