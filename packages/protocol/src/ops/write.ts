import { ByteWriter } from '../bytes.ts'
import type { NodeId, SheetId } from '../ids.ts'
import { DIRECTIONS, FRAME_OPS, MODES, PX, TOP_LAYER_KINDS } from './codes.ts'
import * as ELEMENT from './element-flag.ts'
import { FrontWriter } from './fronts.ts'
import {
  type DocumentMode,
  NAMESPACES,
  NOTE_REASONS,
  type NoteReason,
  type SelectionDirection,
  type TopLayerEntry,
} from './op.ts'
import * as OP from './op-code.ts'
import * as OP_FLAG from './op-flag.ts'
import * as RECORD from './record.ts'
import { ShapeWriter } from './shapes.ts'
import { StepWriter } from './steps.ts'
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
  readonly #shapes: ShapeWriter = new ShapeWriter()
  readonly #fronts: FrontWriter = new FrontWriter()
  readonly #subject = new StepWriter()
  readonly #parent = new StepWriter()
  readonly #before = new StepWriter()
  #texts: TextWriter = new TextWriter()
  /** The name in the last op about an attribute. */
  #name = ''
  /** The id that the next record has by itself; 0: the frame has not said any. */
  #nextId = 0
  #ops = 0

  /** Ops in the frame so far. */
  get count(): number {
    return this.#ops
  }

  /** The frame, and a fresh start. */
  take(epoch: number, sequence: number): Uint8Array<ArrayBuffer> {
    const head = new ByteWriter(16)
    head.byte(FRAME_OPS)
    head.varUint(epoch)
    head.varUint(sequence)
    this.#ops = 0
    this.#name = ''
    this.#nextId = 0
    this.#strings.begin()
    for (const part of [this.#shapes, this.#fronts, this.#subject, this.#parent, this.#before])
      part.reset()
    return this.#out.take(head.take())
  }

  reset(): void {
    this.#op(OP.reset)
    this.#strings.reset()
    this.#texts = new TextWriter()
  }

  /** `firstId`: of the subtree's first node; further ones count on, also from one insert to the next. */
  insert(parent: NodeId, before: NodeId, firstId: NodeId): void {
    const sameBefore = this.#before.take(before)
    const sameParent = this.#parent.take(parent)
    this.#op(OP.insert | flagsOf(sameBefore, sameParent))
    if (!sameParent) this.#out.varInt(this.#parent.step)
    if (!sameBefore) this.#out.varInt(this.#before.step)
    if (firstId === this.#nextId) return
    this.#nextId = firstId
    this.#out.byte(RECORD.from)
    this.#out.varUint(firstId)
  }

  /** `text`: the only node in it, which takes no record of its own and no `end`. */
  element(
    namespace: string,
    name: string,
    attributes: FlatAttributes,
    leaf: boolean,
    blocked: { readonly width: number; readonly height: number } | null = null,
    text: string | null = null,
  ): void {
    const sent = text === null ? undefined : this.#texts.keep(text)
    const inline = text !== null && sent === undefined
    this.#nextId += text === null ? 1 : 2
    this.#out.byte(
      RECORD.element |
        (leaf || blocked ? ELEMENT.leaf : 0) |
        (blocked ? ELEMENT.blocked : 0) |
        (inline ? ELEMENT.text : 0),
    )
    this.#shape(namespace, name, attributes)
    for (let i = 1; i < attributes.length; i += 2) this.#string(attributes[i] ?? '')
    if (blocked) {
      this.#px(blocked.width)
      this.#px(blocked.height)
    }
    if (inline) this.#out.string(text)
    else if (sent !== undefined) {
      this.#again(sent)
      this.end()
    }
  }

  #shape(namespace: string, name: string, attributes: FlatAttributes): void {
    const number = this.#shapes.keep(namespace, name, attributes)
    if (number !== undefined) {
      this.#out.varUint(number + 1)
      return
    }
    const known = NAMESPACES.indexOf(namespace)
    this.#out.byte(0)
    this.#out.byte(known + 1)
    if (known < 0) this.#string(namespace)
    this.#string(name)
    this.#out.varUint(attributes.length / 2)
    for (let i = 0; i < attributes.length; i += 2) this.#string(attributes[i] ?? '')
  }

  textNode(text: string): void {
    const sent = this.#texts.keep(text)
    this.#nextId++
    if (sent !== undefined) {
      this.#again(sent)
      return
    }
    this.#out.byte(RECORD.text)
    this.#out.string(text)
  }

  #again(sent: number): void {
    this.#out.byte(RECORD.again)
    this.#out.varUint(sent)
  }

  documentNode(mode: DocumentMode, doctype: boolean, baseUrl: string): void {
    this.#nextId++
    this.#out.byte(RECORD.document)
    this.#out.byte(MODES.indexOf(mode) * 2 + (doctype ? 1 : 0))
    this.#out.string(baseUrl)
  }

  shadowRoot(mode: 'open' | 'closed', delegatesFocus: boolean, manualSlots: boolean): void {
    this.#nextId++
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
    this.#about(OP.detach, id)
  }

  attach(id: NodeId, parent: NodeId, before: NodeId): void {
    this.#place(OP.attach, id, parent, before)
  }

  free(id: NodeId): void {
    this.#about(OP.free, id)
  }

  text(id: NodeId, text: string): void {
    this.#about(OP.text, id)
    this.#fronts.write(this.#out, text)
  }

  attribute(id: NodeId, name: string, value: string): void {
    this.#attribute(OP.attribute, id, name)
    this.#string(value)
  }

  removeAttribute(id: NodeId, name: string): void {
    this.#attribute(OP.removeAttribute, id, name)
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
    this.#about(OP.value, id)
    this.#flag(masked)
    this.#out.string(value)
  }

  /** A part of the value that was told last. */
  splice(id: NodeId, at: number, remove: number, text: string): void {
    this.#about(OP.splice, id)
    this.#varUints(at, remove)
    this.#out.string(text)
  }

  selected(id: NodeId, indices: readonly number[]): void {
    this.#about(OP.selected, id)
    this.#numbers(indices)
  }

  scroll(id: NodeId, x: number, y: number): void {
    this.#about(OP.scroll, id)
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
    this.#about(OP.image, id)
    this.#out.string(url)
    this.#px(width)
    this.#px(height)
  }

  note(id: NodeId, reason: NoteReason): void {
    this.#about(OP.note, id)
    this.#out.byte(NOTE_REASONS.indexOf(reason))
  }

  move(id: NodeId, parent: NodeId, before: NodeId): void {
    this.#place(OP.move, id, parent, before)
  }

  interaction(hover: NodeId, active: NodeId, focus: NodeId, focusVisible: boolean): void {
    this.#op(OP.interaction)
    this.#varUints(hover, active, focus, focusVisible ? 1 : 0)
  }

  selection(anchor: NodeId, anchorOffset: number, focus: NodeId, focusOffset: number): void {
    this.#op(OP.selection)
    this.#varUints(anchor, anchorOffset, focus, focusOffset)
  }

  states(id: NodeId, names: readonly string[]): void {
    this.tell(OP.states, id, [], names)
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

  popup(id: NodeId): void {
    this.#op(OP.popup, id)
  }

  visualViewport(x: number, y: number, width: number, height: number): void {
    this.#op(OP.visualViewport)
    for (const px of [x, y, width, height]) this.#px(px)
  }

  caret(id: NodeId, start: number, end: number, direction: SelectionDirection): void {
    this.tell(OP.caret, id, [start, end, DIRECTIONS.indexOf(direction)])
  }

  /** An op about a node, by its code: numbers, then names where it has them. See tell.ts. */
  tell(code: number, id: NodeId, numbers: readonly number[], names?: readonly string[]): void {
    this.#about(code, id)
    this.#varUints(...numbers)
    if (names) this.#names(names)
  }

  /** An op whose own node is told as a step; `flags` beside that. */
  #about(code: number, id: NodeId, flags = 0): void {
    const same = this.#subject.take(id)
    this.#op(code | flags | flagsOf(same, false))
    if (!same) this.#out.varInt(this.#subject.step)
  }

  #place(code: number, id: NodeId, parent: NodeId, before: NodeId): void {
    const same = this.#parent.take(parent)
    this.#about(code, id, flagsOf(false, same))
    if (!same) this.#out.varInt(this.#parent.step)
    this.#before.take(before)
    this.#out.varInt(this.#before.step)
  }

  #attribute(code: number, id: NodeId, name: string): void {
    const same = name === this.#name
    this.#about(code, id, flagsOf(false, same))
    if (!same) this.#string(name)
    this.#name = name
  }

  #varUints(...values: readonly number[]): void {
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

function flagsOf(sameStep: boolean, sameMore: boolean): number {
  return (sameStep ? OP_FLAG.sameStep : 0) | (sameMore ? OP_FLAG.sameMore : 0)
}
