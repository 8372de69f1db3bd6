import type { NodeId, NoteReason, Op, SheetId } from '@alongside/protocol'
import { ProtocolError, ROOT } from '@alongside/protocol'
import type { Assets } from './assets.ts'
import { authoredText, keepAuthoredText } from './authored.ts'
import { asksMedia, type CssRewrite, rewriteCss, rewriteMedia } from './css.ts'
import * as dom from './dom.ts'
import type { Media } from './media.ts'
import type { OwnSheet } from './own-sheet.ts'
import { pageRewrite } from './page-rewrite.ts'
import { applyRule, type RuleOp, replaceRules } from './rules.ts'
import type { Tree } from './tree.ts'

interface Sheet {
  readonly id: SheetId
  readonly owner: Element | null
  readonly ownerId: NodeId
  text: string | null
  baseUrl: string
  media: string
  disabled: boolean
  /** CSSOM edits on top of the text, replayed whenever the text is parsed anew. */
  log: RuleOp[]
  /** A `<link>` whose text is being parsed: rule ops wait in the log. */
  loading: boolean
  /** The log grew too long to keep: the sheet is not built again. */
  frozen: boolean
  /** A constructed sheet, once for each document that adopts it. */
  readonly constructed: Map<Document, CSSStyleSheet>
}

/** How long answers about assets are gathered before the sheets that name them are parsed again. */
const REBUILD_AFTER_MS = 50
const MOST_LOGGED = 20_000

/** Style sheets: text in `<link>` and `<style>` and constructed ones, rule edits on top, assets filled in as they come. */
export class Sheets {
  readonly #tree: Tree
  readonly #assets: Assets
  readonly #media: Media
  readonly #own: OwnSheet
  readonly #settled: () => void
  readonly #note: (id: NodeId, reason: NoteReason) => void
  readonly #sheets = new Map<SheetId, Sheet>()
  readonly #byOwner = new WeakMap<Element, Sheet>()
  readonly #adopted = new Map<NodeId, readonly SheetId[]>()
  readonly #dirty = new Set<Sheet>()
  readonly #orphans = new Set<Element>()
  #noCss: string | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(parts: {
    tree: Tree
    assets: Assets
    media: Media
    own: OwnSheet
    settled(): void
    note(id: NodeId, reason: NoteReason): void
  }) {
    this.#tree = parts.tree
    this.#assets = parts.assets
    this.#media = parts.media
    this.#own = parts.own
    this.#settled = parts.settled
    this.#note = parts.note
  }

  /** Links whose text the browser has not parsed yet. */
  get loading(): boolean {
    for (const sheet of this.#sheets.values())
      if (sheet.loading && sheet.owner && dom.isConnected(sheet.owner)) return true
    return false
  }

  destroy(): void {
    clearTimeout(this.#timer)
  }

  sheet(op: Extract<Op, { op: 'sheet' }>): void {
    const known = this.#sheets.get(op.sheet)
    const owner = op.owner === 0 ? null : this.#tree.element(op.owner)
    if (owner && !isSheetOwner(owner))
      throw new ProtocolError('bad_value', `<${dom.localNameOf(owner)}> owns no sheet`)
    if (known && known.owner === owner) {
      const { text, baseUrl, media, disabled } = op
      Object.assign(known, { text, baseUrl, media, disabled, log: [], frozen: false })
      this.#build(known)
      return
    }
    const sheet: Sheet = {
      id: op.sheet,
      owner,
      ownerId: op.owner,
      text: op.text,
      baseUrl: op.baseUrl,
      media: op.media,
      disabled: op.disabled,
      log: [],
      loading: false,
      frozen: false,
      constructed: new Map(),
    }
    this.#sheets.set(op.sheet, sheet)
    if (owner) {
      this.#byOwner.set(owner, sheet)
      if (dom.isHtml(owner, 'link')) this.#watch(owner)
    }
    this.#build(sheet)
  }

  rule(op: RuleOp): void {
    const sheet = this.#sheet(op.sheet)
    if (!sheet.frozen) sheet.log.push(op)
    if (sheet.log.length > MOST_LOGGED) {
      sheet.frozen = true
      sheet.log = []
    }
    if (sheet.loading) return
    for (const css of this.#live(sheet)) this.#applyRule(sheet, css, op)
  }

  state(op: Extract<Op, { op: 'sheetState' }>): void {
    const sheet = this.#sheet(op.sheet)
    sheet.media = op.media
    sheet.disabled = op.disabled
    for (const css of this.#live(sheet)) this.#setState(sheet, css)
  }

  /** The customer's media are others: the sheets that ask for one are built again. */
  mediaChanged(): void {
    this.#assets.mediaChanged()
    for (const sheet of this.#sheets.values()) if (this.#asksMedia(sheet)) this.#build(sheet)
  }

  free(id: SheetId): void {
    const sheet = this.#sheets.get(id)
    if (!sheet) return // gone with its element
    this.#sheets.delete(id)
    this.#dirty.delete(sheet)
    if (sheet.owner && this.#byOwner.get(sheet.owner) === sheet) {
      this.#byOwner.delete(sheet.owner)
      if (dom.isHtml(sheet.owner, 'link')) this.#orphans.add(sheet.owner)
    }
    for (const [root, ids] of this.#adopted)
      if (ids.includes(id))
        this.adopt(
          root,
          ids.filter((other) => other !== id),
        )
  }

  /** After a batch: a link whose sheet was freed and not replaced in it shows none. (Else the page would flash.) */
  flush(): void {
    for (const link of this.#orphans) {
      if (this.#byOwner.has(link)) continue
      dom.removeAttribute(link, 'rel')
      dom.removeAttribute(link, 'href')
    }
    this.#orphans.clear()
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
      const css = this.#constructed(this.#sheet(id), owner)
      if (css) list.push(css)
    }
    const proto = isDocument ? Document.prototype : ShadowRoot.prototype
    Reflect.set(proto, 'adoptedStyleSheets', list, node)
  }

  /** A document or shadow root is there: it gets the replica's own sheet. */
  root(id: NodeId): void {
    this.adopt(id, this.#adopted.get(id) ?? [])
  }

  /** A document was opened again after its frame moved: what belongs to a document object has to be made anew. */
  reopened(target: Document): void {
    for (const [id, sheets] of this.#adopted) {
      const node = this.#tree.find(id)
      if (node && (node === target || dom.ownerOf(node) === target)) this.adopt(id, sheets)
    }
    for (const sheet of this.#sheets.values())
      if (sheet.owner && dom.ownerOf(sheet.owner) === target) this.#build(sheet)
  }

  freed(id: NodeId, node: Node): void {
    this.#adopted.delete(id)
    const sheet = dom.isElement(node) ? this.#byOwner.get(node) : undefined
    if (sheet) this.#sheets.delete(sheet.id)
  }

  /** The text of a node in a `<style>`: as authored for who asks, rewritten for the parser. */
  styleText(node: Text, text: string, style: Element): void {
    keepAuthoredText(node, text)
    const sheet = this.#byOwner.get(style)
    if (sheet) sheet.log = []
    dom.setText(node, rewriteCss(text, this.#rewrite(sheet)))
  }

  /** Children of a `<style>` changed: the browser parses it anew and its CSSOM edits are gone, as on the page. */
  styleChildren(style: Element): void {
    const sheet = this.#byOwner.get(style)
    if (sheet) sheet.log = []
  }

  #sheet(id: SheetId): Sheet {
    const sheet = this.#sheets.get(id)
    if (!sheet) throw new ProtocolError('bad_value', `sheet ${id}`)
    return sheet
  }

  #live(sheet: Sheet): CSSStyleSheet[] {
    if (!sheet.owner) return [...sheet.constructed.values()]
    const css = sheetOf(sheet.owner)
    return css ? [css] : []
  }

  #constructed(sheet: Sheet, owner: Document): CSSStyleSheet | null {
    const known = sheet.constructed.get(owner)
    if (known) return known
    const view = dom.viewOf(owner)
    if (!view || sheet.owner) return null
    const css = new view.CSSStyleSheet()
    sheet.constructed.set(owner, css)
    this.#fill(sheet, css)
    return css
  }

  #asksMedia(sheet: Sheet): boolean {
    const texts = [sheet.text ?? '', `@media ${sheet.media}{}`]
    for (const op of sheet.log) if (op.op === 'insertRule') texts.push(op.text)
    if (sheet.owner)
      for (let node = dom.firstChildOf(sheet.owner); node; node = dom.nextSiblingOf(node))
        if (dom.isText(node)) texts.push(authoredText(node))
    return texts.some(asksMedia)
  }

  #build(sheet: Sheet): void {
    const { owner } = sheet
    if (!owner) {
      for (const css of sheet.constructed.values()) this.#fill(sheet, css)
    } else if (dom.isHtml(owner, 'link')) {
      const text = rewriteCss(sheet.text ?? '', this.#rewrite(sheet))
      sheet.loading = true
      dom.setAttribute(owner, 'rel', 'stylesheet')
      dom.setAttribute(owner, 'href', this.#assets.publish([text], 'text/css'))
    } else {
      for (let node = dom.firstChildOf(owner); node; node = dom.nextSiblingOf(node))
        if (dom.isText(node)) this.#refreshText(node, sheet)
      const css = sheetOf(owner)
      if (!css) return
      // Rules that scripts have made: the text nodes stay as they are, the rules are those of `text`.
      if (sheet.text !== null) replaceRules(css, rewriteCss(sheet.text, this.#rewrite(sheet)))
      this.#finish(sheet, css)
    }
  }

  /** Setting the text makes the browser parse the sheet anew even when nothing differs: only if needed. */
  #refreshText(node: Text, sheet: Sheet): void {
    const live = rewriteCss(authoredText(node), this.#rewrite(sheet))
    if (live === dom.textOf(node) && sheet.log.length === 0) return
    keepAuthoredText(node, authoredText(node))
    dom.setText(node, live)
  }

  #fill(sheet: Sheet, css: CSSStyleSheet): void {
    css.replaceSync(rewriteCss(sheet.text ?? '', this.#rewrite(sheet)))
    this.#finish(sheet, css)
  }

  #finish(sheet: Sheet, css: CSSStyleSheet): void {
    this.#setState(sheet, css)
    for (const op of sheet.log) this.#applyRule(sheet, css, op)
  }

  #setState(sheet: Sheet, css: CSSStyleSheet): void {
    const media = rewriteMedia(sheet.media, this.#media)
    if (css.media.mediaText !== media) css.media.mediaText = media
    if (css.disabled !== sheet.disabled) css.disabled = sheet.disabled
  }

  #applyRule(sheet: Sheet, css: CSSStyleSheet, op: RuleOp): void {
    const text = op.op === 'insertRule' ? rewriteCss(op.text, this.#rewrite(sheet)) : ''
    applyRule(css, op, text)
  }

  /** The listener is of this realm: the frame itself runs nothing. It also fires when a moved link loads again. */
  #watch(link: Element): void {
    const done = () => {
      const sheet = this.#byOwner.get(link)
      if (!sheet) return
      sheet.loading = false
      const css = sheetOf(link)
      if (css) this.#finish(sheet, css)
      this.#settled()
    }
    EventTarget.prototype.addEventListener.call(link, 'load', done)
    EventTarget.prototype.addEventListener.call(link, 'error', done)
  }

  #rewrite(sheet: Sheet | undefined): CssRewrite {
    return pageRewrite(this.#media, (token, kind) => {
      if (kind === 'import') return this.#import(sheet, token)
      if (!sheet) return null
      const live = this.#assets.live(
        token,
        sheet.baseUrl,
        { request: 'sheetAsset', sheet: sheet.id, token },
        () => this.#soon(sheet),
      )
      const font = /\.(woff2?|ttf|otf|eot)\b/i.test(token)
      if (live === null) this.#note(sheet.ownerId || ROOT, font ? 'font' : 'image')
      return live ?? null
    })
  }

  #import(sheet: Sheet | undefined, token: string): string {
    this.#noCss ??= this.#assets.publish([''], 'text/css')
    if (!sheet) return this.#noCss
    const live = this.#assets.live(
      token,
      sheet.baseUrl,
      { request: 'sheetAsset', sheet: sheet.id, token },
      () => this.#soon(sheet),
      'css',
    )
    if (live === null) this.#note(sheet.ownerId || ROOT, 'sheet')
    return live ?? this.#noCss
  }

  #soon(sheet: Sheet): void {
    if (!sheet.frozen) this.#dirty.add(sheet)
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      for (const each of this.#dirty) if (this.#sheets.has(each.id)) this.#build(each)
      this.#dirty.clear()
      this.#settled()
    }, REBUILD_AFTER_MS)
  }
}

export function isStyle(node: Node | null): node is Element {
  return (
    dom.isElement(node) &&
    dom.localNameOf(node) === 'style' &&
    (dom.namespaceOf(node) === dom.HTML || dom.namespaceOf(node) === dom.SVG)
  )
}

function isSheetOwner(element: Element): boolean {
  return isStyle(element) || dom.isHtml(element, 'link')
}

function sheetOf(owner: Element): CSSStyleSheet | null {
  const proto = dom.isHtml(owner, 'link')
    ? HTMLLinkElement
    : dom.namespaceOf(owner) === dom.SVG
      ? SVGStyleElement
      : HTMLStyleElement
  return Reflect.get(proto.prototype, 'sheet', owner)
}
