import { type NodeId, type SheetId, sumOf } from '@alongside/protocol'
import * as dom from './dom.ts'
import type { OwnSheet } from './own-sheet.ts'
import type { Sheet } from './sheet.ts'
import type { Tree } from './tree.ts'

/** Which sheets documents and shadow roots have adopted, after the replica's own, and those that scripts have made. */
export class AdoptedSheets {
  readonly #tree: Tree
  readonly #own: OwnSheet
  readonly #sheet: (id: SheetId) => Sheet
  readonly #fill: (sheet: Sheet, css: CSSStyleSheet) => void
  readonly #adopted = new Map<NodeId, readonly SheetId[]>()

  constructor(parts: {
    tree: Tree
    own: OwnSheet
    sheet(id: SheetId): Sheet
    fill(sheet: Sheet, css: CSSStyleSheet): void
  }) {
    this.#tree = parts.tree
    this.#own = parts.own
    this.#sheet = parts.sheet
    this.#fill = parts.fill
  }

  adopt(root: NodeId, ids: readonly SheetId[]): void {
    this.#adopted.set(root, ids)
    const node = this.#tree.node(root)
    const isDocument = dom.typeOf(node) === dom.DOCUMENT
    if (!isDocument && !dom.hostOf(node)) return // a document without its frame: `reopened` comes back to it
    const owner = isDocument ? (node as Document) : dom.ownerOf(node)
    const own = owner && this.#own.in(owner)
    if (!owner || !own) return
    const list = [own]
    for (const id of ids) {
      const css = this.constructed(this.#sheet(id), owner)
      if (css) list.push(css)
    }
    const proto = isDocument ? Document.prototype : ShadowRoot.prototype
    Reflect.set(proto, 'adoptedStyleSheets', list, node)
  }

  /** Chromium 156 crashes later when a sheet is edited that a root had adopted in a document that is gone. */
  leaves(root: Document | ShadowRoot): void {
    const { prototype } = dom.typeOf(root) === dom.DOCUMENT ? Document : ShadowRoot
    Reflect.set(prototype, 'adoptedStyleSheets', [], root)
  }

  /** A document or shadow root is there: it gets the replica's own sheet. */
  root(id: NodeId): void {
    this.adopt(id, this.#adopted.get(id) ?? [])
  }

  /** A document is another object now. */
  reopened(target: Document): void {
    for (const [id, sheets] of this.#adopted) {
      const node = this.#tree.find(id)
      if (node && (node === target || dom.ownerOf(node) === target)) this.adopt(id, sheets)
    }
  }

  /** Of what was told; 0: nothing; -1: the root has something else. */
  sumAt(root: NodeId): number {
    const ids = this.#adopted.get(root) ?? []
    const node = this.#tree.node(root)
    const isDocument = dom.typeOf(node) === dom.DOCUMENT
    const owner = isDocument ? (node as Document) : dom.ownerOf(node)
    if (owner && (isDocument || dom.hostOf(node))) {
      const { prototype } = isDocument ? Document : ShadowRoot
      const [own, ...live]: CSSStyleSheet[] = Reflect.get(prototype, 'adoptedStyleSheets', node)
      if (own !== this.#own.in(owner) || live.length !== ids.length) return -1
      for (const [i, id] of ids.entries())
        if (this.#sheet(id).constructed.get(owner) !== live[i]) return -1
    }
    return ids.length > 0 ? sumOf(...ids) : 0
  }

  /** No root has this sheet any more. */
  drop(id: SheetId): void {
    for (const [root, ids] of this.#adopted)
      if (ids.includes(id))
        this.adopt(
          root,
          ids.filter((other) => other !== id),
        )
  }

  freed(root: NodeId): void {
    this.#adopted.delete(root)
  }

  /** A sheet belongs to one document: each that adopts it has one of its own. */
  constructed(sheet: Sheet, owner: Document): CSSStyleSheet | null {
    const known = sheet.constructed.get(owner)
    if (known) return known
    const view = dom.viewOf(owner)
    if (!view || sheet.owner || sheet.importer !== null) return null
    const css = new view.CSSStyleSheet()
    sheet.constructed.set(owner, css)
    this.#fill(sheet, css)
    return css
  }
}
