import { ByteWriter } from '../bytes.ts'
import type { NodeId, SheetId } from '../ids.ts'
import { DIRECTIONS, FRAMES, MODES, PX, TOP_LAYER_KINDS } from './codes.ts'
import * as ELEMENT from './element-flag.ts'
import {
  type DocumentMode,
  NAMESPACES,
  NOTE_REASONS,
  type NoteReason,
  type SelectionDirection,
  type TopLayerEntry,
} from './op.ts'
import * as OP from './op-code.ts'
import * as RECORD from './record.ts'
import { StringWriter } from './strings.ts'
import { TextWriter } from './texts.ts'

/** Names and values in turn: `[name, value, name, value]`; one array an element, not one object an attribute. */
export type FlatAttributes = readonly string[]

/**
 * Writes a frame of ops straight into bytes, without an object for each op. A subtree is written in pre-order:
 * `insert`, then for each node its record, and `end` after the children of every element that is not a leaf.
 */
export class OpWriter {
  readonly #out: ByteWriter = new ByteWriter(16 << 10)
  readonly #strings: StringWriter = new StringWriter()
  #texts: TextWriter = new TextWriter()
  #ops = 0

  /** Ops in the frame so far. */
  get count(): number {
    return this.#ops
  }

  get bytes(): number {
    return this.#out.length
  }

  /** The frame, and a fresh start. */
  take(epoch: number, sequence: number): Uint8Array<ArrayBuffer> {
    const head = new ByteWriter(16)
    head.byte(FRAMES.indexOf('ops') + 1)
    head.varUint(epoch)
    head.varUint(sequence)
    this.#ops = 0
    return this.#out.take(head.take())
  }

  reset(): void {
    this.#op(OP.reset)
    this.#strings.reset()
    this.#texts = new TextWriter()
  }

  insert(parent: NodeId, before: NodeId, firstId: NodeId): void {
    this.#op(OP.insert)
    this.#out.varUint(parent)
    this.#out.varUint(before)
    this.#out.varUint(firstId)
  }

  element(
    namespace: string,
    name: string,
    attributes: FlatAttributes,
    leaf: boolean,
    blocked: { readonly width: number; readonly height: number } | null = null,
  ): void {
    const known = NAMESPACES.indexOf(namespace)
    this.#out.byte(
      (known < 0 ? RECORD.otherNamespace : RECORD.html + known) |
        (leaf || blocked ? ELEMENT.leaf : 0) |
        (attributes.length === 0 ? ELEMENT.bare : 0) |
        (blocked ? ELEMENT.blocked : 0),
    )
    if (known < 0) this.#string(namespace)
    this.#string(name)
    if (attributes.length > 0) {
      this.#out.varUint(attributes.length / 2)
      for (const part of attributes) this.#string(part)
    }
    if (blocked) {
      this.#px(blocked.width)
      this.#px(blocked.height)
    }
  }

  textNode(text: string): void {
    const known = this.#texts.keep(text)
    this.#out.byte(known === undefined ? RECORD.text : RECORD.again)
    if (known === undefined) this.#out.string(text)
    else this.#out.varUint(known)
  }

  documentNode(mode: DocumentMode, doctype: boolean, baseUrl: string): void {
    this.#out.byte(RECORD.document)
    this.#out.byte(MODES.indexOf(mode) * 2 + (doctype ? 1 : 0))
    this.#out.string(baseUrl)
  }

  shadowRoot(mode: 'open' | 'closed', delegatesFocus: boolean, manualSlots: boolean): void {
    this.#out.byte(RECORD.shadow)
    this.#out.byte((mode === 'closed' ? 1 : 0) | (delegatesFocus ? 2 : 0) | (manualSlots ? 4 : 0))
  }

  ref(id: NodeId): void {
    this.#out.byte(RECORD.ref)
    this.#out.varUint(id)
  }

  end(): void {
    this.#out.byte(RECORD.end)
  }

  detach(id: NodeId): void {
    this.#op(OP.detach, id)
  }

  attach(id: NodeId, parent: NodeId, before: NodeId): void {
    this.#op(OP.attach, id)
    this.#out.varUint(parent)
    this.#out.varUint(before)
  }

  free(id: NodeId): void {
    this.#op(OP.free, id)
  }

  text(id: NodeId, text: string): void {
    this.#op(OP.text, id)
    this.#out.string(text)
  }

  splice(id: NodeId, at: number, remove: number, text: string): void {
    this.#op(OP.splice, id)
    this.#out.varUint(at)
    this.#out.varUint(remove)
    this.#out.string(text)
  }

  attribute(id: NodeId, name: string, value: string): void {
    this.#op(OP.attribute, id)
    this.#string(name)
    this.#string(value)
  }

  removeAttribute(id: NodeId, name: string): void {
    this.#op(OP.removeAttribute, id)
    this.#string(name)
  }

  sheet(sheet: {
    readonly sheet: SheetId
    readonly owner: NodeId
    readonly text: string | null
    readonly baseUrl: string
    readonly media: string
    readonly disabled: boolean
    readonly rules: number
    readonly more: boolean
  }): void {
    this.#op(OP.sheet, sheet.sheet)
    this.#out.varUint(sheet.owner)
    const { text } = sheet
    const known = text === null ? undefined : this.#texts.keep(text)
    this.#out.byte(
      (sheet.disabled ? 1 : 0) |
        (text === null ? 2 : 0) |
        (sheet.more ? 4 : 0) |
        (known === undefined ? 0 : 8),
    )
    this.#string(sheet.media)
    this.#string(sheet.baseUrl)
    this.#out.varUint(sheet.rules)
    if (known !== undefined) this.#out.varUint(known)
    else if (text !== null) this.#out.string(text)
  }

  importSheet(sheet: SheetId, href: string, imported: SheetId): void {
    this.#op(OP.importSheet, sheet)
    this.#string(href)
    this.#out.varUint(imported)
  }

  insertRule(sheet: SheetId, path: readonly number[], index: number, text: string): void {
    this.#op(OP.insertRule, sheet)
    this.#numbers(path)
    this.#out.varUint(index)
    this.#out.string(text)
  }

  deleteRule(sheet: SheetId, path: readonly number[], index: number): void {
    this.#op(OP.deleteRule, sheet)
    this.#numbers(path)
    this.#out.varUint(index)
  }

  sheetState(sheet: SheetId, media: string, disabled: boolean): void {
    this.#op(OP.sheetState, sheet)
    this.#string(media)
    this.#flag(disabled)
  }

  freeSheet(sheet: SheetId): void {
    this.#op(OP.freeSheet, sheet)
  }

  adopt(root: NodeId, sheets: readonly SheetId[]): void {
    this.#op(OP.adopt, root)
    this.#numbers(sheets)
  }

  value(id: NodeId, value: string, masked: boolean): void {
    this.#op(OP.value, id)
    this.#flag(masked)
    this.#out.string(value)
  }

  checked(id: NodeId, checked: boolean, indeterminate: boolean): void {
    this.#op(OP.checked, id)
    this.#out.byte((checked ? 1 : 0) | (indeterminate ? 2 : 0))
  }

  selected(id: NodeId, indices: readonly number[]): void {
    this.#op(OP.selected, id)
    this.#numbers(indices)
  }

  scroll(id: NodeId, x: number, y: number): void {
    this.#op(OP.scroll, id)
    this.#out.varInt(Math.round(x * PX))
    this.#out.varInt(Math.round(y * PX))
  }

  viewport(width: number, height: number, scrollbarWidth: number, scrollbarHeight: number): void {
    this.#op(OP.viewport)
    for (const px of [width, height, scrollbarWidth, scrollbarHeight]) this.#px(px)
  }

  page(url: string, title: string): void {
    this.#op(OP.page)
    this.#out.string(url)
    this.#out.string(title)
  }

  image(id: NodeId, url: string, width: number, height: number): void {
    this.#op(OP.image, id)
    this.#out.string(url)
    this.#px(width)
    this.#px(height)
  }

  note(id: NodeId, reason: NoteReason): void {
    this.#op(OP.note, id)
    this.#out.byte(NOTE_REASONS.indexOf(reason))
  }

  move(id: NodeId, parent: NodeId, before: NodeId): void {
    this.#varUints(OP.move, id, parent, before)
  }

  interaction(hover: NodeId, active: NodeId, focus: NodeId, focusVisible: boolean): void {
    this.#varUints(OP.interaction, hover, active, focus, focusVisible ? 1 : 0)
  }

  selection(anchor: NodeId, anchorOffset: number, focus: NodeId, focusOffset: number): void {
    this.#varUints(OP.selection, anchor, anchorOffset, focus, focusOffset)
  }

  caret(id: NodeId, start: number, end: number, direction: SelectionDirection): void {
    this.#varUints(OP.caret, id, start, end, DIRECTIONS.indexOf(direction))
  }

  states(id: NodeId, names: readonly string[]): void {
    this.#op(OP.states, id)
    this.#names(names)
  }

  topLayer(entries: readonly TopLayerEntry[]): void {
    this.#op(OP.topLayer, entries.length)
    for (const { id, kind, source } of entries) {
      this.#out.varUint(id)
      this.#out.byte(TOP_LAYER_KINDS.indexOf(kind))
      this.#out.varUint(source)
    }
  }

  assign(slot: NodeId, nodes: readonly NodeId[]): void {
    this.#op(OP.assign, slot)
    this.#numbers(nodes)
  }

  define(document: NodeId, name: string): void {
    this.#op(OP.define, document)
    this.#string(name)
  }

  media(features: readonly string[]): void {
    this.#op(OP.media)
    this.#names(features)
  }

  files(id: NodeId, count: number): void {
    this.#varUints(OP.files, id, count)
  }

  popup(id: NodeId): void {
    this.#op(OP.popup, id)
  }

  visualViewport(x: number, y: number, width: number, height: number): void {
    this.#op(OP.visualViewport)
    for (const px of [x, y, width, height]) this.#px(px)
  }

  gutter(id: NodeId, width: number, height: number): void {
    this.#op(OP.gutter, id)
    this.#px(width)
    this.#px(height)
  }

  #varUints(code: number, ...values: readonly number[]): void {
    this.#op(code)
    for (const value of values) this.#out.varUint(value)
  }

  #op(code: number, subject?: number): void {
    this.#out.byte(code)
    if (subject !== undefined) this.#out.varUint(subject)
    this.#ops++
  }

  #string(text: string): void {
    this.#strings.write(this.#out, text)
  }

  #numbers(values: readonly number[]): void {
    this.#out.varUint(values.length)
    for (const value of values) this.#out.varUint(value)
  }

  #names(names: readonly string[]): void {
    this.#out.varUint(names.length)
    for (const name of names) this.#string(name)
  }

  #flag(value: boolean): void {
    this.#out.byte(value ? 1 : 0)
  }

  #px(value: number): void {
    this.#out.varUint(Math.max(0, Math.round(value * PX)))
  }
}
