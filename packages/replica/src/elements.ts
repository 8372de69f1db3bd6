import type { NodeId, NodeRecord, NoteReason } from '@alongside/protocol'
import { keptName, type NameRule, ruleOf } from './allow.ts'
import type { Assets } from './assets.ts'
import { applyAttribute, dropAttribute, mark, unmark } from './attributes.ts'
import type { CssRewrite } from './css.ts'
import type { Details } from './details.ts'
import * as dom from './dom.ts'
import type { FidelityReason } from './fidelity.ts'
import type { Images } from './images.ts'
import type { Media } from './media.ts'
import { type OwnSheet, sizeMark } from './own-sheet.ts'
import { pageRewrite } from './page-rewrite.ts'
import type { Sprites } from './sprites.ts'
import type { Surfaces } from './surfaces.ts'
import type { Tree } from './tree.ts'

/** Elements that show something the replica cannot. */
const NOTED: Readonly<Record<string, NoteReason>> = {
  canvas: 'canvas',
  video: 'video',
  audio: 'audio',
  embed: 'plugin',
  object: 'plugin',
  applet: 'plugin',
}

/** What an element is given when it is made, and its attributes from then on. */
export class Elements {
  readonly #tree: Tree
  readonly #assets: Assets
  readonly #media: Media
  readonly #images: Images
  readonly #sprites: Sprites
  readonly #own: OwnSheet
  readonly #details: Details
  readonly #note: (id: NodeId, reason: FidelityReason) => void
  readonly #clear: (id: NodeId, reason: FidelityReason) => void
  readonly #surfaces: Surfaces
  readonly #blocked = new Set<Element>()

  constructor(parts: {
    tree: Tree
    assets: Assets
    media: Media
    images: Images
    sprites: Sprites
    own: OwnSheet
    details: Details
    note(id: NodeId, reason: FidelityReason): void
    clear(id: NodeId, reason: FidelityReason): void
    surfaces: Surfaces
  }) {
    this.#tree = parts.tree
    this.#assets = parts.assets
    this.#media = parts.media
    this.#images = parts.images
    this.#sprites = parts.sprites
    this.#own = parts.own
    this.#details = parts.details
    this.#surfaces = parts.surfaces
    this.#note = parts.note
    this.#clear = parts.clear
  }

  create(element: Element, record: Extract<NodeRecord, { kind: 'element' }>): void {
    // The frame runs no scripts; a type that no browser knows is the second lock.
    if (dom.localNameOf(element) === 'script') dom.setAttribute(element, 'type', 'text/plain')
    for (const { name, value } of record.attributes) this.attribute(element, name, value)
    if (record.blocked) {
      const size = sizeMark(record.blocked.width, record.blocked.height)
      dom.setAttribute(element, 'data-alongside-blocked', size)
      this.#own.size('blocked', size)
      this.#blocked.add(element)
      return
    }
    if (record.namespace !== dom.HTML) return
    const reason = Object.hasOwn(NOTED, record.name) ? NOTED[record.name] : undefined
    if (reason) this.note(record.id, element, reason)
    if (record.name === 'canvas') this.#sizeCanvas(element)
  }

  attribute(element: Element, name: string, value: string): void {
    const rule = ruleOf(name)
    if (name === 'type')
      keepingValue(element, () => applyAttribute(element, rule, value, this.#styleRewrite))
    else applyAttribute(element, rule, value, this.#styleRewrite)
    if (!rule.isPlain) this.#changed(element, rule, value)
  }

  removeAttribute(element: Element, name: string): void {
    if (name === 'type') keepingValue(element, () => dropAttribute(element, name))
    else dropAttribute(element, name)
    this.#changed(element, ruleOf(name), null)
  }

  note(id: NodeId, element: Element, reason: NoteReason): void {
    if (reason === 'canvas' || reason === 'video') this.#surfaces.drop(element)
    mark(element, 'note', reason)
    this.#note(id, reason)
  }

  /** What was noted is shown now. */
  unnote(id: NodeId, element: Element, reason: NoteReason): void {
    unmark(element, 'note', reason)
    this.#clear(id, reason)
  }

  /** A frame shows a page of its own now. */
  opened(id: NodeId, frame: Element): void {
    dom.removeAttribute(frame, 'data-alongside-subpage')
    this.unnote(id, frame, 'frame')
  }

  /** It shows the page of another origin, which is shared too. */
  joined(id: NodeId, frame: Element): void {
    dom.setAttribute(frame, 'data-alongside-subpage', '')
    this.unnote(id, frame, 'frame')
  }

  /** That page has gone. */
  left(id: NodeId, frame: Element): void {
    dom.removeAttribute(frame, 'data-alongside-subpage')
    this.note(id, frame, 'frame')
  }

  /** After a batch: width and height mean nothing to an inline box, so a blocked one becomes inline-block. */
  flush(): void {
    for (const element of this.#blocked) {
      if (!dom.isConnected(element)) continue
      this.#blocked.delete(element)
      if (getComputedStyle(element).display === 'inline')
        dom.setAttribute(element, 'data-alongside-inline', '')
    }
  }

  #changed(element: Element, { name, lower }: NameRule, value: string | null): void {
    this.#images.attribute(element, lower)
    this.#sprites.attribute(element, lower)
    if (name === 'popover') this.#popover(element)
    if (name === 'open' && dom.isHtml(element, 'details')) this.#details.set(element, value)
    if ((name === 'width' || name === 'height') && dom.isHtml(element, 'canvas'))
      this.#sizeCanvas(element)
  }

  /** Any kind of popover runs as the one that nothing but an op closes; selectors ask for the kept value. */
  #popover(element: Element): void {
    if (!dom.hasAttribute(element, keptName('popover'))) dom.removeAttribute(element, 'popover')
    else if (!dom.hasAttribute(element, 'popover')) dom.setAttribute(element, 'popover', 'manual')
  }

  /** Without scripts a canvas has no box of its own; an image as its content gives it one. */
  #sizeCanvas(canvas: Element): void {
    const side = (name: string, initial: number) => {
      const value = Number.parseInt(dom.getAttribute(canvas, name) ?? '', 10)
      return value >= 0 ? value : initial
    }
    const [width, height] = [side('width', 300), side('height', 150)]
    this.#surfaces.sized(canvas, width, height)
    const size = sizeMark(width, height)
    dom.setAttribute(canvas, 'data-alongside-box', size)
    this.#own.size('canvas', size)
  }

  readonly #styleRewrite = (element: Element): CssRewrite =>
    pageRewrite(this.#media, (url) => {
      const id = this.#tree.idOf(element)
      if (id === undefined) return null
      const ready = () => {
        const authored = dom.getAttribute(element, keptName('style'))
        if (authored !== null && this.#tree.idOf(element) === id)
          applyAttribute(element, ruleOf('style'), authored, this.#styleRewrite)
      }
      const baseUrl = this.#tree.documentOf(element)?.baseUrl ?? ''
      const ask = { request: 'nodeAsset', node: id, name: 'style', token: url } as const
      const live = this.#assets.inCss({ url, baseUrl, ask, owner: element, ready }, 'url')
      const reason = this.#assets.reasonOf(live, 'image')
      if (reason) this.#note(id, reason)
      return live ?? null
    })
}

/**
 * Of a field that becomes one without text a browser makes what was typed the attribute (HTML standard, 4.10.5): what the
 * page's attribute is, is told.
 */
function keepingValue(element: Element, setType: () => void): void {
  const before = dom.getAttribute(element, 'value')
  setType()
  if (dom.getAttribute(element, 'value') === before) return
  if (before === null) dom.removeAttribute(element, 'value')
  else dom.setAttribute(element, 'value', before)
}
