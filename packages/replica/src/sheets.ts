import type { NodeId, Op, Request, SheetId } from '@alongside/protocol'
import { ProtocolError, ROOT, sheetSum } from '@alongside/protocol'
import { AdoptedSheets } from './adopted-sheets.ts'
import type { Assets } from './assets.ts'
import { setMadeText } from './authored.ts'
import { rewriteMedia } from './css.ts'
import * as dom from './dom.ts'
import type { FidelityReason } from './fidelity.ts'
import type { Media } from './media.ts'
import type { OwnSheet } from './own-sheet.ts'
import { clear, RuleList, type RuleOp } from './rules.ts'
import { contentOf, isSheetOwner, isStyle, newSheet, type Sheet, sheetOf } from './sheet.ts'
import { SheetCss } from './sheet-css.ts'
import { addRules, refreshTexts } from './style-texts.ts'
import type { Tree } from './tree.ts'

/** How long answers about assets are gathered before the sheets that name them are parsed again. */
const REBUILD_AFTER_MS = 50
const MOST_NESTED = 50
/** Rule ops that wait for one sheet. */
const MOST_WAITING = 200_000

/** Style sheets: text in `<link>` and `<style>` and constructed ones, rule edits on top, assets filled in as they come. */
export class Sheets {
  readonly #tree: Tree
  readonly #assets: Assets
  readonly #media: Media
  readonly #settled: () => void
  readonly #note: (id: NodeId, reason: FidelityReason) => void
  readonly #sheets = new Map<SheetId, Sheet>()
  readonly #byOwner = new WeakMap<Element, Sheet>()
  readonly #adopted: AdoptedSheets
  readonly #css: SheetCss
  /** Sheets that assets have come for. */
  readonly #dirty = new Set<Sheet>()
  /** Sheets of `<style>` elements whose text the browser has parsed again, or will. */
  readonly #reparsed = new Set<Sheet>()
  /** Live sheets that are not what their text makes. */
  readonly #edited = new WeakSet<CSSStyleSheet>()
  /** Live sheets that have all that is told of them. */
  readonly #finished = new WeakSet<CSSStyleSheet>()
  readonly #orphans = new Set<Element>()
  #requests: Request[] = []
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(parts: {
    tree: Tree
    assets: Assets
    media: Media
    own: OwnSheet
    settled(): void
    note(id: NodeId, reason: FidelityReason): void
  }) {
    this.#tree = parts.tree
    this.#assets = parts.assets
    this.#media = parts.media
    this.#adopted = new AdoptedSheets({
      tree: parts.tree,
      own: parts.own,
      sheet: (id) => this.#sheet(id),
      fill: (sheet, css) => this.#fill(sheet, css),
    })
    this.#css = new SheetCss({
      ...parts,
      find: (id) => this.#sheets.get(id),
      came: (sheet) => this.#soon(sheet),
    })
    this.#settled = parts.settled
    this.#note = parts.note
  }

  /** Links whose text the browser has not parsed yet, and sheets whose rules are on their way. */
  get loading(): boolean {
    for (const sheet of this.#sheets.values())
      if (sheet.more || (sheet.loading && sheet.owner && dom.isConnected(sheet.owner))) return true
    return false
  }

  /** The requests since the last call. */
  takeRequests(): Request[] {
    return this.#requests.splice(0)
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
      known.waiting = []
      this.#build(Object.assign(known, contentOf(op)))
      return
    }
    const sheet = newSheet(op, owner, known?.importer ?? null)
    this.#sheets.set(op.sheet, sheet)
    if (owner) {
      this.#byOwner.set(owner, sheet)
      this.#watch(owner)
    }
    this.#build(sheet)
  }

  rule(op: RuleOp): void {
    const sheet = this.#sheet(op.sheet)
    if (sheet.lost) return
    const live = this.#live(sheet)
    if (live.length > 0) this.#edit(sheet, live, op)
    else if (sheet.waiting.length < MOST_WAITING) sheet.waiting.push(op)
  }

  imported(op: Extract<Op, { op: 'importSheet' }>): void {
    const importer = this.#sheet(op.sheet)
    const sheet = this.#sheet(op.imported)
    let depth = 0
    for (let at: Sheet | undefined = importer; at; at = this.#importerOf(at))
      if (at === sheet || sheet.owner || ++depth > MOST_NESTED)
        throw new ProtocolError('bad_value', `sheet ${op.imported} cannot be imported`)
    sheet.importer = importer.id
    importer.imports.set(op.href, op.imported)
    this.#buildImport(sheet)
    this.#dirty.add(importer)
  }

  state(op: Extract<Op, { op: 'sheetState' }>): void {
    const sheet = this.#sheet(op.sheet)
    sheet.media = op.media
    sheet.disabled = op.disabled
    sheet.more = false
    for (const css of this.#live(sheet)) this.#setState(sheet, css)
  }

  /** The customer's media are others. */
  mediaChanged(): void {
    for (const sheet of this.#sheets.values()) this.#dirty.add(sheet)
    this.#refreshDirty()
  }

  free(id: SheetId): void {
    const sheet = this.#sheets.get(id)
    if (!sheet) return // gone with its element
    this.#sheets.delete(id)
    this.#dirty.delete(sheet)
    this.#reparsed.delete(sheet)
    if (sheet.owner && this.#byOwner.get(sheet.owner) === sheet) {
      this.#byOwner.delete(sheet.owner)
      if (dom.isHtml(sheet.owner, 'link')) this.#orphans.add(sheet.owner)
    }
    this.#adopted.drop(id)
  }

  /** The sheets from one number to before another. */
  *ids(from: number, to: number): Generator<SheetId> {
    for (const id of this.#sheets.keys()) if (id >= from && id < to) yield id
  }

  /** What was told of a sheet; 0: there is none; null: nobody can say yet. */
  sumAt(id: SheetId): number | null {
    const sheet = this.#sheets.get(id)
    if (!sheet) return 0
    const { ownerId: owner, media, disabled, list, more, lost, waiting } = sheet
    if (more || lost || waiting.length > 0) return null
    return sheetSum({ id, owner, rules: list?.length ?? sheet.rules, media, disabled })
  }

  /** Whether what was told of a sheet is what is there. */
  holds(id: SheetId): boolean {
    const sheet = this.#sheets.get(id)
    if (!sheet || sheet.more || sheet.loading) return true
    const live = this.#live(sheet)
    const { owner, list } = sheet
    const isLost = owner && dom.isConnected(owner) && sheet.importer === null && !live.length
    const isOther = live.some((css) => {
      // Parsed, and what is not in its text is still to come.
      if (!this.#finished.has(css)) return false
      const wasOther = this.#setState(sheet, css)
      return wasOther || css.cssRules.length !== (list?.length ?? sheet.made)
    })
    return !isLost && !isOther
  }

  /** Makes it what was told of it. */
  restore(id: SheetId): void {
    const sheet = this.#sheet(id)
    // As if a script had done it: then all of it is written again.
    for (const css of this.#live(sheet)) this.#edited.add(css)
    const importer = this.#importerOf(sheet)
    if (importer) {
      sheet.live = null
      this.#soon(importer)
    }
    this.#build(sheet)
  }

  /** Which sheets a root has adopted, as a sum; 0: none. -1: it has not what was told. */
  adoptedSum(root: NodeId): number {
    return this.#adopted.sumAt(root)
  }

  /** After a batch: a link whose sheet was freed and not replaced in it shows none. (Else the page would flash.) */
  flush(): void {
    for (const link of this.#orphans) {
      if (this.#byOwner.has(link)) continue
      dom.removeAttribute(link, 'rel')
      dom.removeAttribute(link, 'href')
    }
    this.#orphans.clear()
    for (const sheet of [...this.#reparsed]) this.#live(sheet)
    for (const sheet of this.#dirty) if (sheet.imports.size > 0) this.#refresh(sheet)
  }

  adopt(root: NodeId, ids: readonly SheetId[]): void {
    this.#adopted.adopt(root, ids)
  }

  leaves(root: Document | ShadowRoot): void {
    this.#adopted.leaves(root)
  }

  /** A document or shadow root is there: it gets the replica's own sheet. */
  root(id: NodeId): void {
    this.#adopted.root(id)
  }

  /** A document was opened again after its frame moved: what belongs to a document object has to be made anew. */
  reopened(target: Document): void {
    this.#adopted.reopened(target)
    for (const sheet of this.#sheets.values())
      if (sheet.owner && dom.ownerOf(sheet.owner) === target) this.#build(sheet)
  }

  freed(id: NodeId, node: Node): void {
    this.#adopted.freed(id)
    const sheet = dom.isElement(node) ? this.#byOwner.get(node) : undefined
    if (!sheet) return
    this.#sheets.delete(sheet.id)
    this.#dirty.delete(sheet)
    this.#reparsed.delete(sheet)
  }

  /** The text of a node in a `<style>`: as authored for who asks, rewritten for the parser. */
  styleText(node: Text, text: string, style: Element): void {
    const sheet = this.#byOwner.get(style)
    if (sheet) this.#reparsed.add(sheet)
    setMadeText(node, text, this.#css.of(sheet)(text))
  }

  /** Children of a `<style>` changed: the browser parses it anew, without what scripts have made of it. */
  styleChildren(style: Element): void {
    const sheet = this.#byOwner.get(style)
    if (sheet) this.#reparsed.add(sheet)
  }

  #sheet(id: SheetId): Sheet {
    const sheet = this.#sheets.get(id)
    if (!sheet) throw new ProtocolError('bad_value', `sheet ${id}`)
    return sheet
  }

  /** The parsed sheets that show it, as far as they are to be told of edits. */
  #live(sheet: Sheet): CSSStyleSheet[] {
    const { owner } = sheet
    if (sheet.importer !== null) return this.#liveImport(sheet)
    if (!owner) {
      const top = this.#tree.root?.document
      if (sheet.constructed.size === 0 && top) this.#adopted.constructed(sheet, top)
      return [...sheet.constructed.values()]
    }
    const css = sheet.loading ? null : sheetOf(owner)
    if (!css) return []
    if (this.#reparsed.delete(sheet)) this.#finish(sheet, css)
    return [css]
  }

  #liveImport(sheet: Sheet): CSSStyleSheet[] {
    const importer = this.#importerOf(sheet)
    if (!importer || sheet.url === null) return []
    return this.#live(importer).flatMap((css) => {
      for (const rule of css.cssRules)
        if ('styleSheet' in rule && (rule as CSSImportRule).href === sheet.url)
          return (rule as CSSImportRule).styleSheet ?? []
      return []
    })
  }

  #edit(sheet: Sheet, live: readonly CSSStyleSheet[], op: RuleOp): void {
    // Parsed, and nobody has heard of it yet: the earlier edits first.
    for (const css of live) if (!this.#finished.has(css)) this.#finish(sheet, css)
    if (!sheet.list && live[0]?.cssRules.length !== sheet.rules) {
      sheet.lost = true
      sheet.waiting = []
      this.#requests.push({ request: 'rules', sheet: sheet.id })
      return
    }
    sheet.list ??= new RuleList(sheet.rules)
    for (const css of live) this.#edited.add(css)
    if (!sheet.list.apply(op, live, this.#css.of(sheet)))
      this.#note(sheet.ownerId || ROOT, 'truncated')
  }

  #build(sheet: Sheet): void {
    const { owner } = sheet
    if (sheet.importer !== null) this.#buildImport(sheet)
    else if (!owner) for (const css of sheet.constructed.values()) this.#fill(sheet, css)
    else if (dom.isHtml(owner, 'link')) {
      const text = this.#css.of(sheet)(sheet.text ?? '')
      sheet.live = text
      sheet.loading = true
      dom.setAttribute(owner, 'rel', 'stylesheet')
      dom.setAttribute(owner, 'href', this.#assets.publish([text], 'text/css'))
    } else {
      const before = sheetOf(owner)
      const isEdited = before !== null && this.#edited.has(before)
      if (sheet.text === null) refreshTexts(owner, this.#css.of(sheet), isEdited)
      const css = sheetOf(owner)
      if (!css) return
      if (sheet.text !== null || this.#edited.has(css)) clear(css)
      // The text nodes stay as they are; the rules are others.
      if (sheet.text) addRules(this.#css.of(sheet)(sheet.text), css)
      this.#edited.delete(css)
      this.#reparsed.delete(sheet)
      this.#finish(sheet, css)
    }
  }

  #refreshDirty(): void {
    // Imported ones first: they are among what the others name.
    for (const each of this.#dirty) if (each.importer !== null) this.#refresh(each)
    for (const each of this.#dirty) this.#refresh(each)
  }

  /** Assets have come: only what names them is written again, if that is enough. */
  #refresh(sheet: Sheet): void {
    this.#dirty.delete(sheet)
    const { owner, list } = sheet
    for (const css of this.#live(sheet)) this.#setState(sheet, css)
    const isSame =
      owner && isStyle(owner)
        ? sheet.text === null && !refreshTexts(owner, this.#css.of(sheet), false)
        : sheet.live === this.#css.of(sheet)(sheet.text ?? '')
    if (!isSame) this.#build(sheet)
    else if (list) list.refresh(this.#live(sheet), this.#css.of(sheet))
  }

  #fill(sheet: Sheet, css: CSSStyleSheet): void {
    sheet.live = this.#css.of(sheet)(sheet.text ?? '')
    css.replaceSync(sheet.live)
    this.#edited.delete(css)
    this.#finish(sheet, css)
  }

  #buildImport(sheet: Sheet): void {
    const live = this.#css.of(sheet)(sheet.text ?? '')
    if (live === sheet.live) return
    sheet.live = live
    sheet.url = this.#assets.publish([live], 'text/css')
    const importer = this.#importerOf(sheet)
    if (importer) this.#dirty.add(importer)
  }

  #importerOf({ importer }: Sheet): Sheet | undefined {
    return importer === null ? undefined : this.#sheets.get(importer)
  }

  /** A sheet is parsed: what is not in its text. */
  #finish(sheet: Sheet, css: CSSStyleSheet): void {
    this.#finished.add(css)
    if (!this.#edited.has(css)) sheet.made = css.cssRules.length
    this.#setState(sheet, css)
    if (sheet.list && !this.#edited.has(css)) {
      this.#edited.add(css)
      sheet.list.replay(css, this.#css.of(sheet))
    }
    for (const op of sheet.waiting.splice(0)) if (!sheet.lost) this.#edit(sheet, [css], op)
    for (const id of sheet.imports.values()) {
      const imported = this.#sheets.get(id)
      if (imported) for (const each of this.#liveImport(imported)) this.#finish(imported, each)
    }
  }

  /** Gives whether it was another. */
  #setState(sheet: Sheet, css: CSSStyleSheet): boolean {
    const before = `${css.disabled} ${css.media.mediaText}`
    const media = rewriteMedia(sheet.media, this.#media)
    if (css.media.mediaText !== media) css.media.mediaText = media
    if (css.disabled !== sheet.disabled) css.disabled = sheet.disabled
    return before !== `${css.disabled} ${css.media.mediaText}`
  }

  /** The listener is of this realm: the frame itself runs nothing. It also fires when a moved link loads again, and when what a sheet imports is there. */
  #watch(owner: Element): void {
    const done = () => {
      const sheet = this.#byOwner.get(owner)
      if (!sheet) return
      sheet.loading = false
      const css = sheetOf(owner)
      if (css) this.#finish(sheet, css)
      this.#settled()
    }
    EventTarget.prototype.addEventListener.call(owner, 'load', done)
    EventTarget.prototype.addEventListener.call(owner, 'error', done)
  }

  #soon(sheet: Sheet): void {
    this.#dirty.add(sheet)
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#refreshDirty()
      this.#settled()
    }, REBUILD_AFTER_MS)
  }
}
