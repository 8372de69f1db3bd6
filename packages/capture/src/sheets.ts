import { must, type NodeId, type OpWriter, type SheetId } from '@alongside/protocol'
import { attributeOf, baseUrlOf, documentOf, nameOf } from './natives.ts'
import { readSheetText } from './sheet-text.ts'

/** A style sheet object that the replica knows. */
type Known = {
  readonly id: SheetId
  readonly sheet: CSSStyleSheet
  readonly owner: NodeId
  /** What `url()` tokens of this sheet resolve against. */
  readonly baseUrl: string
  media: string
  disabled: boolean
  /** Rule edits since the last flush, in order. */
  edits: Edit[]
}

type Edit =
  | {
      readonly edit: 'insert'
      readonly path: number[]
      readonly index: number
      readonly text: string
    }
  | { readonly edit: 'delete'; readonly path: number[]; readonly index: number }

/** More edits between two flushes than this are sent as the sheet's rules anew. */
const MAX_EDITS = 2000
/** Longer authored text is not parsed a second time to find edits made before the share; it is rarely edited. */
const COMPARE_CHARS = 200_000

/**
 * Style sheets as objects with ids. Elements stay `<link>` and `<style>`; authored text is sent where it can be read,
 * rules otherwise; edits through the CSSOM follow as rule ops.
 */
export class Sheets {
  readonly #out: OpWriter
  readonly #changed: () => void
  readonly #owners = new Map<NodeId, HTMLStyleElement | HTMLLinkElement>()
  readonly #pending = new Set<NodeId>()
  readonly #known = new Map<SheetId, Known>()
  readonly #bySheet = new WeakMap<CSSStyleSheet, Known>()
  readonly #byOwner = new Map<NodeId, Known>()
  readonly #edited = new WeakSet<CSSStyleSheet>()
  readonly #adopted = new Map<
    NodeId,
    { root: Document | ShadowRoot; sheets: readonly CSSStyleSheet[] }
  >()
  /** Authored text of links by address; null while it is being read. */
  readonly #texts = new Map<string, string | null | 'unreadable'>()
  #nextId = 1

  constructor(out: OpWriter, changed: () => void) {
    this.#out = out
    this.#changed = changed
  }

  /** Starts reading the sheets of a document's links; resolves when all are there. null: nothing to wait for. */
  prepare(document: Document): Promise<unknown> | null {
    const waits: Promise<void>[] = []
    for (const sheet of document.styleSheets) {
      const wait =
        sheet.href && !this.#texts.has(sheet.href) ? this.#read(sheet.href, document) : null
      if (wait) waits.push(wait)
    }
    return waits.length > 0 ? Promise.all(waits) : null
  }

  found(element: Element, id: NodeId): void {
    const name = nameOf(element)
    if (name !== 'style' && name !== 'link') return
    if (!('sheet' in element)) return // an SVG style in an old engine
    this.#owners.set(id, element as HTMLStyleElement | HTMLLinkElement)
    this.#pending.add(id)
  }

  foundRoot(root: Document | ShadowRoot, id: NodeId): void {
    this.#adopted.set(id, { root, sheets: [] })
  }

  gone(id: NodeId): void {
    this.#owners.delete(id)
    this.#pending.delete(id)
    this.#adopted.delete(id)
    const known = this.#byOwner.get(id)
    if (known) this.#free(known)
  }

  /** The element's text or attributes changed, or its sheet has loaded. */
  ownerChanged(id: NodeId): void {
    if (this.#owners.has(id)) this.#pending.add(id)
  }

  ruleInserted(sheet: CSSStyleSheet, path: number[], index: number, text: string): void {
    this.#edit(sheet, { edit: 'insert', path, index, text })
  }

  ruleDeleted(sheet: CSSStyleSheet, path: number[], index: number): void {
    this.#edit(sheet, { edit: 'delete', path, index })
  }

  /** The whole content was replaced (`replace`, `replaceSync`), or edited in a way that no rule op says. */
  replaced(sheet: CSSStyleSheet): void {
    this.#edited.add(sheet)
    const known = this.#bySheet.get(sheet)
    if (!known) return
    if (known.owner) this.#pending.add(known.owner)
    else this.#write(known.owner, sheet, rulesText(sheet), known.baseUrl)
    this.#changed()
  }

  /** The text and base that the token of an asset request is looked up in. */
  contentOf(id: SheetId): { text: string; baseUrl: string } | null {
    const known = this.#known.get(id)
    if (!known) return null
    const owner = this.#owners.get(known.owner)
    const authored = known.sheet.href ? this.#texts.get(known.sheet.href) : owner?.textContent
    return { text: `${authored ?? ''}\n${rulesText(known.sheet)}`, baseUrl: known.baseUrl }
  }

  flush(): void {
    for (const id of [...this.#pending]) this.#flushOwner(id)
    for (const [id, entry] of this.#adopted) this.#flushAdopted(id, entry)
    for (const known of this.#known.values()) this.#flushKnown(known)
  }

  /** Forgets the ids, keeps what was read. */
  reset(): void {
    for (const known of this.#known.values()) this.#bySheet.delete(known.sheet)
    this.#owners.clear()
    this.#pending.clear()
    this.#known.clear()
    this.#byOwner.clear()
    this.#adopted.clear()
  }

  #flushOwner(id: NodeId): void {
    const owner = must(this.#owners.get(id), 'pending owners are known')
    const sheet = owner.sheet
    if (!sheet) {
      // Not loaded yet, or no longer a sheet: its load event brings it back here.
      this.#pending.delete(id)
      const before = this.#byOwner.get(id)
      if (before) this.#free(before)
      return
    }
    const baseUrl = sheet.href ?? baseUrlOf(owner)
    if (nameOf(owner) === 'style') {
      this.#pending.delete(id)
      this.#write(id, sheet, this.#differsFromText(owner, sheet) ? rulesText(sheet) : null, baseUrl)
      return
    }
    const document = documentOf(owner)
    const href = sheet.href ?? ''
    const text = this.#edited.has(sheet) ? rulesText(sheet) : this.#texts.get(href)
    if (text === undefined && document) {
      void this.#read(href, document)
      return
    }
    if (text === null) return // being read; still pending
    this.#pending.delete(id)
    const readable =
      text !== 'unreadable' ? (text ?? '') : readRules(sheet) ? rulesText(sheet) : null
    if (readable === null) this.#out.note(id, 'sheet')
    else this.#write(id, sheet, readable, baseUrl)
  }

  #write(owner: NodeId, sheet: CSSStyleSheet, text: string | null, baseUrl: string): void {
    const before = owner ? this.#byOwner.get(owner) : undefined
    if (before && before.sheet !== sheet) this.#free(before)
    let known = this.#bySheet.get(sheet)
    const state = { media: sheet.media.mediaText, disabled: sheet.disabled }
    if (known) Object.assign(known, state, { edits: [] })
    else {
      known = { id: this.#nextId++ as SheetId, sheet, owner, baseUrl, ...state, edits: [] }
      this.#bySheet.set(sheet, known)
      this.#known.set(known.id, known)
      if (owner) this.#byOwner.set(owner, known)
    }
    this.#out.sheet({ sheet: known.id, owner, text, baseUrl, ...state })
  }

  #flushAdopted(
    id: NodeId,
    entry: { root: Document | ShadowRoot; sheets: readonly CSSStyleSheet[] },
  ): void {
    const now = entry.root.adoptedStyleSheets
    if (now.length === entry.sheets.length && entry.sheets.every((sheet, i) => sheet === now[i]))
      return
    entry.sheets = [...now]
    const ids = entry.sheets.map((sheet) => {
      if (!this.#bySheet.has(sheet)) {
        this.#write(0 as NodeId, sheet, rulesText(sheet), baseUrlOf(entry.root))
      }
      return must(this.#bySheet.get(sheet), 'it was just written').id
    })
    this.#out.adopt(id, ids)
  }

  #flushKnown(known: Known): void {
    const { sheet, edits } = known
    if (edits.length > MAX_EDITS) {
      this.#write(known.owner, sheet, rulesText(sheet), known.baseUrl)
      return
    }
    for (const edit of edits) {
      if (edit.edit === 'insert') this.#out.insertRule(known.id, edit.path, edit.index, edit.text)
      else this.#out.deleteRule(known.id, edit.path, edit.index)
    }
    known.edits = []
    const media = sheet.media.mediaText
    if (media !== known.media || sheet.disabled !== known.disabled) {
      known.media = media
      known.disabled = sheet.disabled
      this.#out.sheetState(known.id, media, known.disabled)
    }
  }

  #edit(sheet: CSSStyleSheet, edit: Edit): void {
    this.#edited.add(sheet)
    const known = this.#bySheet.get(sheet)
    // Past the bound only the count matters: the rules are sent anew.
    if (known && known.edits.length <= MAX_EDITS) known.edits.push(edit)
    this.#changed()
  }

  #free(known: Known): void {
    this.#out.freeSheet(known.id)
    this.#known.delete(known.id)
    this.#bySheet.delete(known.sheet)
    if (this.#byOwner.get(known.owner) === known) this.#byOwner.delete(known.owner)
  }

  #read(href: string, document: Document): Promise<void> {
    this.#texts.set(href, null)
    return readSheetText(href, document).then((text) => {
      this.#texts.set(href, text ?? 'unreadable')
      this.#changed()
    })
  }

  /** Whether scripts have edited a `<style>`'s rules: known from the hooks, or found by parsing its text again. */
  #differsFromText(owner: Element, sheet: CSSStyleSheet): boolean {
    if (this.#edited.has(sheet)) return true
    const text = owner.textContent ?? ''
    const rules = readRules(sheet)
    if (!rules) return false
    if (text.trim() === '') return rules.length > 0
    if (text.length > COMPARE_CHARS || text.includes('@import')) return false
    try {
      const parsed = new CSSStyleSheet()
      parsed.replaceSync(text)
      return (
        parsed.cssRules.length !== rules.length ||
        [0, rules.length - 1].some((i) => parsed.cssRules[i]?.cssText !== rules[i]?.cssText)
      )
    } catch {
      return false
    }
  }
}

/** The rules as text, the last resort; empty when they may not be read (another origin). */
function rulesText(sheet: CSSStyleSheet): string {
  const rules = readRules(sheet)
  return rules ? Array.from(rules, (rule) => rule.cssText).join('\n') : ''
}

function readRules(sheet: CSSStyleSheet): CSSRuleList | null {
  try {
    return sheet.cssRules
  } catch {
    return null
  }
}

/** Whether an element with this attribute change should have its sheet looked at again. */
export function isSheetAttribute(element: Element, name: string): boolean {
  const of = nameOf(element)
  if (of === 'style') return name === 'media' || name === 'type'
  return (
    of === 'link' &&
    /^(href|rel|media|disabled|title|type)$/.test(name) &&
    attributeOf(element, 'rel') !== null
  )
}
