import type { NodeId, Request } from '@alongside/protocol'
import * as dom from './dom.ts'
import type { Elements } from './elements.ts'
import type { FidelityNote } from './fidelity.ts'
import type { Picture } from './picture.ts'
import { Subpage, type Tells } from './subpage.ts'
import type { Tree } from './tree.ts'

/** How many more may be shown, of all pages of a replica. */
export type Room = { left: number }
/** What is asked of the page in a frame element, or in one further in: its hosts from the outside in. */
export type AskOf = (requests: Request[], hosts: readonly NodeId[]) => void
/** Where a subpage is shown, and how it is asked. */
export type Place = { readonly document: Document; readonly host: Element; readonly ask: AskOf }

/** The pages of other origins in the frame elements of one picture, as far as they are shared too. */
export class Subpages {
  readonly #tree: Tree
  readonly #elements: Elements
  readonly #room: Room
  readonly #ask: AskOf
  readonly #open: (place: Place, tells: Tells) => Picture
  readonly #known = new Map<NodeId, Subpage>()

  constructor(parts: {
    tree: Tree
    elements: Elements
    room: Room
    ask: AskOf
    open(place: Place, tells: Tells): Picture
  }) {
    this.#tree = parts.tree
    this.#elements = parts.elements
    this.#room = parts.room
    this.#ask = parts.ask
    this.#open = parts.open
  }

  get pending(): number {
    return [...this.#known.values()].reduce((sum, { picture }) => sum + (picture?.pending ?? 0), 0)
  }

  get notes(): FidelityNote[] {
    return [...this.#known].flatMap(([id, { picture }]) =>
      (picture?.notes ?? []).map(({ reason }) => ({ id, reason })),
    )
  }

  /** A frame of the page in this element; empty: it has gone. What comes for another kind of node came too late. */
  take(id: NodeId, content: Uint8Array): void {
    const host = this.#tree.find(id)
    if (!dom.isHtml(host, 'iframe', 'frame') || this.#tree.subdocumentIn(host)) return
    if (content.length === 0) this.#gone(id, host)
    else (this.#known.get(id) ?? this.#joined(id, host))?.take(content)
  }

  /** The element goes, or shows a page that is part of this one. */
  drop(id: NodeId): void {
    const known = this.#known.get(id)
    if (!known) return
    this.#known.delete(id)
    this.#room.left++
    known.destroy()
  }

  seen(): void {
    for (const subpage of this.#known.values()) subpage.seen()
  }

  destroy(): void {
    for (const id of [...this.#known.keys()]) this.drop(id)
  }

  #joined(id: NodeId, host: Element): Subpage | null {
    if (this.#room.left === 0) return null
    this.#room.left--
    const ask: AskOf = (requests, hosts) => this.#ask(requests, [id, ...hosts])
    const subpage = new Subpage({
      host,
      open: (document, tells) => this.#open({ document, host, ask }, tells),
      ask: (requests) => ask(requests, []),
    })
    this.#known.set(id, subpage)
    this.#elements.joined(id, host)
    return subpage
  }

  #gone(id: NodeId, host: Element): void {
    if (!this.#known.has(id)) return
    this.drop(id)
    const left = dom.contentDocumentOf(host)
    if (left) dom.empty(left)
    this.#elements.left(id, host)
  }
}
