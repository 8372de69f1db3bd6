import type { NodeId, Op, RequestId } from '@alongside/protocol'
import type { AssetStore } from './asset-store.ts'
import { Assets } from './assets.ts'
import { Definitions } from './definitions.ts'
import { Details } from './details.ts'
import * as dom from './dom.ts'
import { Elements } from './elements.ts'
import { Fidelity, type FidelityReason } from './fidelity.ts'
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
import { type AskOf, type Room, Subpages } from './subpages.ts'
import { Surfaces } from './surfaces.ts'
import type { Tally } from './tally.ts'
import { Texts } from './texts.ts'
import { TopLayer } from './top-layer.ts'
import { Tree, type Within } from './tree.ts'
import { Verifier } from './verifier.ts'
import type { ReplicaWords } from './words.ts'

export type PartsOptions = {
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
  /** An asset is there. */
  came(): void
  /** Something that arrived later (a sheet, an image) changed the picture. */
  settled(): void
  apply(ops: readonly Op[]): void
  open: ConstructorParameters<typeof Subpages>[0]['open']
}

/** What a picture is made of, each told of the others that it needs. */
export class Parts {
  readonly fidelity: Fidelity = new Fidelity()
  readonly tree: Tree
  readonly hidden: Hidden = new Hidden()
  readonly media: Media
  readonly own: OwnSheet
  readonly assets: Assets
  readonly sheets: Sheets
  readonly images: Images
  readonly sprites: Sprites
  readonly elements: Elements
  readonly scroll: Scroll
  readonly forms: Forms
  readonly texts: Texts
  readonly popup: Popup
  readonly definitions: Definitions
  readonly topLayer: TopLayer
  readonly presence: Presence
  readonly details: Details = new Details()
  readonly gutters: Gutters
  readonly surfaces: Surfaces
  readonly players: Players = new Players()
  readonly motion: MotionOfPage
  readonly state: NodeState = new NodeState()
  readonly verifier: Verifier
  readonly layout: Layout
  readonly subpages: Subpages
  /** There is a document. */
  isOpen = false

  constructor(options: PartsOptions) {
    const note = (id: NodeId, reason: FidelityReason) => this.fidelity.note(id, reason)
    const { settled } = options
    this.media = new Media(options.ownsScheme)
    this.own = new OwnSheet(options.document)
    const urls = dom.viewOf(options.document)?.URL ?? URL
    this.assets = new Assets({ ...options, urls, needed: options.asks })
    const { document: top, within = null } = options
    const place = { top, policy: options.directImages ? IMAGES_CSP : FRAME_CSP, within }
    this.tree = new Tree(place, {
      opened: ({ id, document, host }) => {
        if (!document) return
        this.isOpen = true
        this.own.forget(document)
        this.assets.watch(document)
        this.sheets.root(id)
        this.sheets.reopened(document)
        this.definitions.opened(id, document)
        const at = host && this.tree.idOf(host)
        if (!host || !at) return
        this.subpages.drop(at)
        this.elements.opened(at, host)
      },
      element: (element, record) => {
        this.elements.create(element, record)
        if (record.blocked) this.hidden.set(element, true)
        this.forms.created(element)
        this.scroll.created(element)
      },
      shadow: (_, host, id) => {
        dom.setAttribute(host, 'data-alongside-shadow', '')
        this.sheets.root(id)
      },
      leaves: (root) => this.sheets.leaves(root),
      arrived: (id) => this.sheets.root(id),
      text: (node, text, parent) => {
        if (isStyle(parent)) this.sheets.styleText(node, text, parent)
        this.hidden.text(node, text)
      },
      children: (parent) => {
        if (isStyle(parent)) this.sheets.styleChildren(parent)
        this.forms.content(parent)
      },
      freed: (id, node) => {
        this.own.forget(node)
        this.hidden.freed(node)
        this.fidelity.clear(id)
        this.subpages.drop(id)
        this.surfaces.drop(node)
        this.players.drop(node)
        this.motion.freed(id)
        this.scroll.freed(id)
        this.gutters.freed(id)
        this.details.freed(node)
        this.forms.freed(node)
        this.popup.freed(node)
        this.definitions.freed(id)
        this.sheets.freed(id, node)
      },
    })
    const { tree } = this
    const assets = this.assets
    this.scroll = new Scroll(tree)
    this.forms = new Forms(tree, options.words.file)
    this.popup = new Popup({ ...options, tree })
    this.presence = new Presence({ ...options, tree })
    this.definitions = new Definitions(tree)
    this.topLayer = new TopLayer(tree)
    this.gutters = new Gutters(tree, this.own)
    this.sheets = new Sheets({ tree, assets, media: this.media, own: this.own, settled, note })
    this.texts = new Texts({ tree, sheets: this.sheets, forms: this.forms })
    this.verifier = new Verifier({
      tree,
      sheets: this.sheets,
      forms: this.forms,
      tally: options.tally,
      apply: options.apply,
    })
    this.layout = new Layout({
      tree,
      sheets: this.sheets,
      fidelity: this.fidelity,
      tally: options.tally,
      isPending: () => this.pending > 0,
      settled,
    })
    this.images = new Images({ ...options, tree, assets, note, settled, needed: options.asks })
    this.sprites = new Sprites({ tree, assets, media: this.media, note, settled })
    this.motion = new MotionOfPage(tree)
    this.surfaces = new Surfaces({
      tree,
      urls,
      clear: (...what) => this.elements.unnote(...what),
    })
    this.elements = new Elements({
      tree,
      assets,
      media: this.media,
      images: this.images,
      sprites: this.sprites,
      own: this.own,
      details: this.details,
      surfaces: this.surfaces,
      note,
      clear: (id, reason) => this.fidelity.clear(id, reason),
    })
    this.subpages = new Subpages({
      tree,
      elements: this.elements,
      room: options.room,
      ask: options.askOf,
      open: options.open,
    })
  }

  /** Assets that were asked for and have not come yet. */
  get pending(): number {
    return this.assets.pending + this.subpages.pending
  }
}
