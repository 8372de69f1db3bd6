import { must, type NodeId, type OpWriter, type SheetId } from '@alongside/protocol'
import { scrubUrl } from './attributes.ts'
import { rulesOf, rulesText } from './containers.ts'
import { importsOf, type Known, type RuleState, UNFOLLOWED } from './known-sheet.ts'
import { LinkTexts } from './link-texts.ts'
import type { Model } from './model.ts'
import { adoptedOf, attributeOf, baseUrlOf, documentOf, nameOf } from './natives.ts'
import { maskCss } from './privacy.ts'
import type { SheetWatch } from './sheet-watch.ts'

type Root = Document | ShadowRoot

const NOWHERE = 0 as NodeId

type Adopted = { readonly root: Root; sheets: readonly CSSStyleSheet[] }

/** How long sheets of many rules wait for those who tell them one by one. Milliseconds. */
const PATIENCE = 3000
/** So many rules are told as one text, more as rules: a text is serialised at once. */
const FEW = 200
/** What is done in each flush at least. Milliseconds. */
const TURN = 2

/**
 * Style sheets as objects with ids. Elements stay `<link>` and `<style>`; authored text is sent where it can be read, rules
 * otherwise; what scripts have done to the rules follows as rule ops.
 */
export class Sheets {
  #rules = UNFOLLOWED
  readonly #out: OpWriter
  /** There is something to tell, once the page's task is done. */
  readonly changed: () => void
  readonly texts: LinkTexts
  /** What a root has adopted; a part may have more to show there. */
  adoptedIn: (root: Root) => readonly CSSStyleSheet[] = adoptedOf
  readonly #owners = new Map<NodeId, HTMLStyleElement | HTMLLinkElement>()
  /** Owners to be looked at. */
  readonly #pending = new Set<NodeId>()
  /** Links whose text is being read. */
  readonly #waiting = new Set<NodeId>()
  readonly #known = new Map<SheetId, Known>()
  #bySheet = new WeakMap<CSSStyleSheet, Known>()
  readonly #byOwner = new Map<NodeId, Known>()
  /** What the replica has of these is void. */
  readonly #stale = new Set<Known>()
  readonly #adopted = new Map<NodeId, Adopted>()
  /** Roots whose list of adopted sheets the page may be changing. */
  readonly #suspects = new Set<Root>()
  /** Authored text of constructed sheets. */
  readonly given: WeakMap<CSSStyleSheet, string> = new WeakMap()
  /** Links that a script has switched off and on. */
  readonly chosen: WeakSet<Element> = new WeakSet()
  /** Until then those who follow rules one by one are awaited. */
  readonly #patience = performance.now() + PATIENCE
  /** Nodes have other places: the browser makes new sheets of the styles among them. */
  moved = false
  #switched = false
  #nextId = 1
  /** Of the epoch at hand. */
  model: Model | undefined
  /** Who looks at what nobody tells of. */
  watch: SheetWatch | undefined

  constructor(out: OpWriter, changed: () => void) {
    this.#out = out
    this.changed = changed
    this.texts = new LinkTexts(() => {
      for (const id of this.#waiting) this.#pending.add(id)
      this.#waiting.clear()
      changed()
    })
  }

  /** Whether there is something to tell that there was no time for. */
  get behind(): boolean {
    return this.#pending.size > 0 || this.#rules.behind
  }

  /** From now on edits of rules are told one by one. */
  follow(rules: RuleState, watch: SheetWatch): void {
    this.#rules = rules
    this.watch = watch
    this.#switched = true
    for (const known of this.#known.values()) if (known.flat) this.#stale.add(known)
  }

  found(element: Element, id: NodeId): void {
    const name = nameOf(element)
    if (name !== 'style' && name !== 'link') return
    if (!('sheet' in element)) return // an SVG style in an old engine
    this.#owners.set(id, element as HTMLStyleElement | HTMLLinkElement)
    this.#pending.add(id)
  }

  foundRoot(root: Root, id: NodeId): void {
    this.#adopted.set(id, { root, sheets: [] })
    this.#suspects.add(root)
  }

  gone(id: NodeId): void {
    this.#owners.delete(id)
    this.#pending.delete(id)
    this.#waiting.delete(id)
    this.#use(this.#adopted.get(id)?.sheets, -1)
    this.#adopted.delete(id)
    const known = this.#byOwner.get(id)
    if (known) this.#free(known)
  }

  /** The element's text or attributes changed, or its sheet has loaded. */
  ownerChanged(id: NodeId, attribute?: string): void {
    const owner = this.#owners.get(id)
    if (!owner) return
    this.#pending.add(id)
    if (attribute === 'disabled') this.chosen.add(owner)
  }

  /** The page may be changing what a root has adopted. */
  adopting(root: Root): void {
    this.#suspects.add(root)
    this.changed()
  }

  /** Some sheet was switched on or off, or is for other media. */
  switched(): void {
    this.#switched = true
    this.changed()
  }

  /** Tells what has changed, until `deadline`; `isUnwritten`: there are texts in an element that were not told yet. */
  flush(deadline: number, isUnwritten: (owner: Element) => boolean): void {
    const until = Math.max(deadline, performance.now() + TURN)
    const spent = (): boolean => performance.now() > until
    if (this.moved) {
      for (const [id, { sheet }] of this.#byOwner) {
        const now = this.#owners.get(id)?.sheet
        // A link has none until it has loaded again: the picture keeps the one it has.
        if (now && now !== sheet) this.#pending.add(id)
      }
    }
    this.moved = false
    for (const id of this.#pending) {
      if (spent()) break
      const owner = this.#owners.get(id)
      if (owner && !isUnwritten(owner)) this.#flushOwner(owner, id)
    }
    if (this.#suspects.size > 0) {
      for (const [id, adopted] of this.#adopted) {
        if (this.#suspects.has(adopted.root)) this.#flushAdopted(id, adopted)
      }
      this.#suspects.clear()
    }
    this.watch?.flush(spent)
    for (const known of this.#stale) this.#write(known.sheet, known)
    if (this.#switched) for (const known of this.#known.values()) this.#state(known)
    this.#switched = false
    const rules = this.#rules
    if (rules === UNFOLLOWED && performance.now() > this.#patience)
      for (const known of this.#known.values()) if (known.more) this.again(known)
    rules.flush(this, spent)
    for (const known of this.#known.values()) {
      if (known.uses === 0) this.#free(known)
      else if (known.more && rules.isTold(known.sheet)) {
        known.more = false
        this.#out.sheetState(known.id, known.media, known.disabled)
      }
    }
  }

  /** Forgets the ids, keeps what was read. */
  reset(): void {
    this.#bySheet = new WeakMap()
    for (const all of [
      this.#owners,
      this.#pending,
      this.#waiting,
      this.#known,
      this.#byOwner,
      this.#stale,
      this.#adopted,
      this.#suspects,
    ])
      all.clear()
  }

  #flushOwner(owner: HTMLStyleElement | HTMLLinkElement, id: NodeId): void {
    this.#pending.delete(id)
    const { sheet } = owner
    if (attributeOf(owner, 'title')) this.#switched = true
    const before = this.#byOwner.get(id)
    if (before && before.sheet !== sheet) this.#free(before)
    // Not loaded yet, or no longer a sheet: its load event brings it back here.
    if (!sheet) return
    if (before?.sheet === sheet) this.look(before)
    else if (nameOf(owner) === 'style' || this.#isRead(sheet, id)) {
      const known = this.#add(sheet, id, id, sheet.href ?? baseUrlOf(owner), owner)
      this.#byOwner.set(id, known)
      this.#flushImports(known)
    }
  }

  /** Whether the text of a sheet with an address is there, or at least its rules may be read. */
  #isRead(sheet: CSSStyleSheet, home: NodeId): boolean {
    const href = sheet.href ?? ''
    const owner = this.#owners.get(home)
    const text = this.texts.get(href)
    if (text === undefined && owner)
      void this.texts.read(sheet, must(documentOf(owner), 'a document'))
    if (text === undefined || text === null) this.#waiting.add(home)
    else if (text !== false || rulesOf(sheet)) return true
    else this.#out.note(home, 'sheet')
    return false
  }

  #flushImports(known: Known): void {
    for (const { href, styleSheet } of importsOf(known.sheet)) {
      const before = styleSheet && this.#bySheet.get(styleSheet)
      if (before) this.#flushImports(before)
      else if (styleSheet && this.#isRead(styleSheet, known.home)) {
        const { home, scope } = known
        const imported = this.#add(styleSheet, NOWHERE, home, styleSheet.href ?? '', scope)
        known.imports.push(imported)
        this.#out.importSheet(known.id, href, imported.id)
        this.#flushImports(imported)
      }
    }
  }

  #add(sheet: CSSStyleSheet, owner: NodeId, home: NodeId, baseUrl: string, scope: Node): Known {
    const known: Known = {
      id: this.#nextId++ as SheetId,
      sheet,
      owner,
      scope,
      home,
      baseUrl,
      media: '',
      disabled: false,
      uses: home ? 1 : 0,
      listed: false,
      flat: false,
      more: false,
      imports: [],
    }
    this.#bySheet.set(sheet, known)
    this.#known.set(known.id, known)
    this.#write(sheet, known)
    return known
  }

  #write(sheet: CSSStyleSheet, known: Known): void {
    this.#stale.delete(known)
    const element = this.#owners.get(known.owner)
    const authored = known.listed ? '' : this.textOf(known)
    const bare = !/\S/.test(authored ?? '')
    const { length } = rulesOf(sheet) ?? []
    const unfollowed = this.#rules === UNFOLLOWED
    const flat = bare && (unfollowed || (!known.home && length <= FEW && this.#rules.isText(sheet)))
    // As one text they would be a long task, and whoever tells them one by one is on the way.
    const held = flat && unfollowed && length > FEW && performance.now() < this.#patience
    known.flat = flat
    this.#rules.begin(sheet, bare && !flat)
    this.#read(known)
    known.more = unfollowed ? held : !this.#rules.isTold(sheet)
    const text = flat && !held ? rulesText(sheet) : authored
    this.#out.sheet({
      sheet: known.id,
      owner: known.owner,
      text:
        element && nameOf(element) === 'style' && !known.listed && !flat
          ? null
          : this.leaving(known, text ?? ''),
      // A style has its document's. The address of a page may have secrets in its query, and all of it be masked.
      baseUrl:
        sheet.href || !(element || this.model?.isMasked(known.scope))
          ? scrubUrl(known.baseUrl)
          : '',
      media: known.media,
      disabled: known.disabled,
      rules: held ? 0 : this.#rules.count(sheet),
      more: known.more,
    })
  }

  #flushAdopted(id: NodeId, adopted: Adopted): void {
    const { root, sheets } = adopted
    const now = [...this.adoptedIn(root)]
    if (now.length === sheets.length && now.every((sheet, i) => sheet === sheets[i])) return
    const ids = now.map((sheet) => {
      const known =
        this.#bySheet.get(sheet) ?? this.#add(sheet, NOWHERE, NOWHERE, baseUrlOf(root), root)
      return known.id
    })
    this.#use(now, 1)
    this.#use(sheets, -1)
    adopted.sheets = now
    this.#out.adopt(id, ids)
  }

  #use(sheets: readonly CSSStyleSheet[] = [], by: 1 | -1): void {
    for (const sheet of sheets) {
      const known = this.#bySheet.get(sheet)
      if (known) known.uses += by
    }
  }

  get all(): Iterable<Known> {
    return this.#known.values()
  }

  known(sheet: CSSStyleSheet): Known | undefined {
    return this.#bySheet.get(sheet)
  }

  ownerOf({ owner }: Known): HTMLStyleElement | HTMLLinkElement | undefined {
    return this.#owners.get(owner)
  }

  /** What the replica has of a sheet is void. */
  again(known: Known): void {
    this.#stale.add(known)
    this.changed()
  }

  /** What is of the sheet as a whole, now. */
  look(known: Known): void {
    this.#state(known)
    this.#flushImports(known)
  }

  #state(known: Known): void {
    const { media, disabled } = known
    this.#read(known)
    if (known.media !== media || known.disabled !== disabled)
      this.#out.sheetState(known.id, known.media, known.disabled)
  }

  #read(known: Known): void {
    known.media = known.sheet.media.mediaText
    known.disabled = known.sheet.disabled || !!this.watch?.isOff(known)
  }

  /** Rules as they leave. */
  leaving({ scope }: Known, css: string): string {
    return this.model?.isMasked(scope) ? maskCss(css) : css
  }

  /** What its text is as written; null when nobody knows. */
  textOf({ sheet, owner }: Known): string | null {
    if (sheet.href) return (this.texts.get(sheet.href) || null)?.text ?? null
    const element = this.#owners.get(owner)
    return element ? element.textContent : (this.given.get(sheet) ?? null)
  }

  #free(known: Known): void {
    this.#out.freeSheet(known.id)
    this.#known.delete(known.id)
    this.#stale.delete(known)
    this.#bySheet.delete(known.sheet)
    if (this.#byOwner.get(known.owner) === known) this.#byOwner.delete(known.owner)
    for (const imported of known.imports) this.#free(imported)
  }
}
