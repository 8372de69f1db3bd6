import type { AssetPart, Check, Frame, NodeId, Op, Request } from '@alongside/protocol'
import * as dom from './dom.ts'
import type { Fidelity, FidelityNote } from './fidelity.ts'
import type { Hidden } from './hidden.ts'
import { applyOp } from './picture-ops.ts'
import { Parts, type PartsOptions } from './picture-parts.ts'
import type { Tree } from './tree.ts'
import { validate } from './validate.ts'

/** What a picture is made for. */
export type PictureOptions = Omit<PartsOptions, 'came' | 'apply' | 'open'>

/** One epoch of the page, whole: it begins empty in a document of its own and is thrown away as one. */
export class Picture {
  readonly #parts: Parts
  readonly #settledLater: () => void

  constructor(options: PictureOptions) {
    this.#settledLater = options.settled
    this.#parts = new Parts({
      ...options,
      came: options.settled,
      settled: () => this.#settle(),
      apply: (ops) => this.apply(ops),
      open: ({ document, host, ask }, tells) => {
        const { hashes } = options.store
        if (hashes) ask([{ request: 'have', hashes }], [])
        const within = { tree: this.tree, host }
        // What the element hands on is not the customer's preference: that is told of this page too.
        const ownsScheme = () => false
        return new Picture({ ...options, ...tells, document, within, ownsScheme, askOf: ask })
      },
    })
  }

  get fidelity(): Fidelity {
    return this.#parts.fidelity
  }

  get tree(): Tree {
    return this.#parts.tree
  }

  get hidden(): Hidden {
    return this.#parts.hidden
  }

  /** Assets that were asked for and have not come yet. */
  get pending(): number {
    return this.#parts.pending
  }

  /** Of the pages in its frame elements too, at those. */
  get notes(): readonly FidelityNote[] {
    const inside = this.#parts.subpages.notes
    return inside.length > 0 ? [...this.fidelity.notes, ...inside] : this.fidelity.notes
  }

  /** Whether there is a styled page to look at. */
  get isStyled(): boolean {
    const root = this.#parts.isOpen && this.tree.root?.document
    const body = root && Reflect.get(Document.prototype, 'body', root)
    return !!body && !!dom.firstChildOf(body) && !this.#parts.sheets.loading
  }

  apply(ops: readonly Op[]): void {
    const parts = this.#parts
    validate(ops, (id) => this.tree.has(id as NodeId))
    parts.state.begin()
    parts.layout.changed()
    // Before the sheets of the same batch, which would else be built twice.
    for (const op of ops) if (op.op === 'media') this.#mediaOp(op.features)
    for (const op of ops) applyOp(parts, op)
    parts.details.flush()
    parts.forms.flush()
    parts.sheets.flush()
    parts.topLayer.flush()
    parts.presence.flush(ops)
    parts.elements.flush()
    parts.images.flush()
    parts.sprites.flush()
    // It asks for computed styles; of a page without its sheets they are of no use, and `#settle` comes back to it.
    if (!parts.sheets.loading) parts.gutters.flush()
    parts.scroll.flush()
    parts.motion.flush()
    parts.popup.refresh()
    parts.presence.refresh()
  }

  scrollbars(width: number, height: number): void {
    this.#parts.own.scrollbars(width, height)
  }

  receive(part: AssetPart): void {
    this.#parts.assets.receive(part)
  }

  tiles(frame: Extract<Frame, { frame: 'tiles' }>): void {
    this.#parts.surfaces.receive(frame)
  }

  subpage(host: NodeId, content: Uint8Array): void {
    this.#parts.subpages.take(host, content)
  }

  /** Compares with what the capture says of the page, and puts right what differs. */
  check(checks: readonly Check[]): void {
    if (this.#parts.verifier.check(checks)) this.#settle()
    // The agent may have zoomed in since.
    this.#parts.images.look()
    for (const check of checks) if (check.check === 'boxes') this.#parts.layout.check(check.boxes)
  }

  takeRequests(): Request[] {
    return [this.#parts.sheets, this.#parts.assets, this.#parts.verifier].flatMap((part) =>
      part.takeRequests(),
    )
  }

  /** It is as the page is: what changes from here on may do so by transitions. */
  built(): void {
    const root = this.tree.root?.document
    const top = root && dom.rootElementOf(root)
    // So that every style is known under the rule that forbids them.
    if (top) dom.rectOf(top)
    this.#parts.own.release()
  }

  /** It stands in front now. */
  seen(): void {
    this.#parts.popup.refresh()
    this.#parts.presence.refresh()
    this.#parts.subpages.seen()
  }

  destroy(): void {
    const parts = this.#parts
    parts.subpages.destroy()
    parts.popup.close()
    parts.presence.destroy()
    parts.sheets.destroy()
    parts.layout.changed()
    parts.assets.destroy()
    parts.images.destroy()
    parts.surfaces.destroy()
    parts.players.destroy()
    parts.scroll.destroy()
  }

  #mediaOp(features: readonly string[]): void {
    if (this.#parts.media.say(features)) this.#parts.sheets.mediaChanged()
  }

  #settle(): void {
    const { gutters, scroll, motion, popup, presence } = this.#parts
    gutters.settled()
    scroll.settled()
    motion.flush()
    popup.refresh()
    presence.refresh()
    this.#settledLater()
  }
}
