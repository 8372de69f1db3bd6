import { type Op, ProtocolError } from '@alongside/protocol'
import * as dom from './dom.ts'
import { setState } from './states.ts'
import type { Tree } from './tree.ts'

type Told = Extract<Op, { op: 'value' | 'checked' | 'selected' | 'files' }>

type Kind = 'field' | 'group' | 'option'

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['input', 'field'],
  ['textarea', 'field'],
  ['select', 'field'],
  ['button', 'field'],
  ['form', 'group'],
  ['fieldset', 'group'],
  ['option', 'option'],
  ['optgroup', 'option'],
  ['datalist', 'option'],
])
const MASKED = 'data-alongside-masked'
/** What stands for a masked or an unreadable value of these types: own-sheet.ts makes bullets of it. */
const STAND_INS: Readonly<Record<string, string>> = {
  number: '000000',
  date: '2000-01-01',
  month: '2000-01',
  week: '2000-W01',
  time: '00:00',
  'datetime-local': '2000-01-01T00:00',
}
/** More files than a person picks; a hostile end must not make us hold them. */
const MOST_FILES = 999

const input = (element: Element, name: string) =>
  Reflect.get(HTMLInputElement.prototype, name, element)
const typeOf = (element: Element): string =>
  dom.isHtml(element, 'input') ? String(input(element, 'type')) : dom.localNameOf(element)

/**
 * The live state of form controls: properties, whatever the attributes say. What was told of a control holds: a browser
 * changes controls on its own when their attributes, options, groups or places change, and not in the page's order here.
 */
export class Forms {
  readonly #tree: Tree
  readonly #fileName: string
  readonly #fields = new Set<Element>()
  readonly #groups = new Set<Element>()
  readonly #options = new Set<Element>()
  readonly #told = new Map<Element, Told>()
  /** Invalid at the sharer for reasons that are not to be seen here. */
  readonly #invalid = new WeakSet<Element>()
  /** Custom elements that make their forms invalid, which here are part of none. */
  readonly #components = new Set<Element>()
  /** Holds what is no value of its type, half a date: not even a script there can read it. */
  readonly #unreadable = new WeakSet<Element>()
  readonly #dirty = new Set<Element>()
  #all = false
  #regroup = false

  constructor(tree: Tree, fileName: string) {
    this.#tree = tree
    this.#fileName = fileName
  }

  created(element: Element): void {
    const kind = KINDS.get(dom.localNameOf(element))
    if (!kind || dom.namespaceOf(element) !== dom.HTML) return
    if (kind === 'field') this.#fields.add(element)
    else if (kind === 'group') this.#groups.add(element)
    else this.#options.add(element)
    this.changed(element)
  }

  freed(node: Node): void {
    const element = node as Element // of others none is known here
    if (this.#components.delete(element)) this.#regroup = true
    if (this.#groups.delete(element) || this.#options.delete(element)) this.#all = true
    if (!this.#fields.delete(element)) return
    this.#all = true
    this.#told.delete(element)
    this.#dirty.delete(element)
  }

  /** Nodes have other places: forms, groups and lists may have others in them. */
  moved(): void {
    this.#all = true
  }

  /** It is new, or the attribute of that name is. */
  changed(element: Element, name?: string): void {
    // It may be a part of another form.
    if (name === 'form') this.#regroup = true
    if (this.#fields.has(element)) this.#touch(element)
    else if (this.#groups.has(element) || this.#options.has(element)) this.#all = true
  }

  /** What is in it is another, which is the value of a text area or an option. */
  content(parent: Node): void {
    if (this.#fields.has(parent as Element)) this.#touch(parent as Element)
    else if (dom.isHtml(parent, 'option')) this.#all = true
  }

  tell(op: Told): void {
    const element = this.#tree.element(op.id)
    if (!this.#fields.has(element)) return
    this.#told.set(element, op)
    if (op.op === 'value' && op.masked) dom.setAttribute(element, MASKED, '')
    else if (dom.hasAttribute(element, MASKED)) dom.removeAttribute(element, MASKED)
    // At once: the order of what is told is that of the page.
    this.#hold(element)
    // Set even where it is that already: from then on it no longer follows the children, here as there.
    if (op.op === 'value' && dom.isHtml(element, 'textarea'))
      Reflect.set(HTMLTextAreaElement.prototype, 'value', op.value, element)
    this.#touch(element)
  }

  /** A part of what was told last is another. */
  splice({ id, at, remove, text }: Extract<Op, { op: 'splice' }>): void {
    const told = this.#told.get(this.#tree.element(id))
    if (told?.op !== 'value' || at + remove > told.value.length)
      throw new ProtocolError('bad_value', `a splice past the end of the value of node ${id}`)
    this.tell({ ...told, value: told.value.slice(0, at) + text + told.value.slice(at + remove) })
  }

  states(element: Element, names: readonly string[]): void {
    if (!this.#fields.has(element)) {
      this.#components[names.includes('invalid') ? 'add' : 'delete'](element)
      this.#regroup = true
      return
    }
    this.#invalid[names.includes('invalid') ? 'add' : 'delete'](element)
    const wasUnreadable = this.#unreadable.has(element)
    const isUnreadable = names.includes('bad-input')
    this.#unreadable[isUnreadable ? 'add' : 'delete'](element)
    if (wasUnreadable && !isUnreadable)
      Reflect.set(HTMLInputElement.prototype, 'value', '', element)
    this.#touch(element)
    this.#regroup = true
  }

  /** How many controls were not as they were told, and are now. */
  audit(): number {
    let wrong = 0
    for (const field of this.#told.keys()) {
      const before = shownBy(field)
      this.#hold(field)
      if (shownBy(field) !== before) wrong++
    }
    return wrong
  }

  /** After a batch: what was told holds again, and valid and invalid are marked for rewritten selectors. */
  flush(): void {
    const fields = this.#all ? this.#fields : this.#dirty
    if (this.#all) for (const field of this.#told.keys()) this.#hold(field)
    let changed = this.#all || this.#regroup
    for (const field of fields) {
      if (!this.#all) this.#hold(field)
      changed = this.#markField(field) || changed
    }
    if (changed) for (const group of this.#groups) this.#markGroup(group)
    this.#dirty.clear()
    this.#all = this.#regroup = false
  }

  #touch(element: Element): void {
    // With a radio button its whole group is valid or not, on or off.
    if (typeOf(element) === 'radio') this.#all = true
    this.#dirty.add(element)
  }

  #hold(element: Element): void {
    const op = this.#told.get(element)
    const type = typeOf(element)
    if (this.#unreadable.has(element) && type in STAND_INS) setStandIn(element, type)
    else if (op?.op === 'value') applyValue(element, type, op)
    else if (op?.op === 'checked' && (type === 'checkbox' || type === 'radio')) {
      for (const name of ['checked', 'indeterminate'] as const)
        if (input(element, name) !== op[name])
          Reflect.set(HTMLInputElement.prototype, name, op[name], element)
    } else if (op?.op === 'selected' && type === 'select') applySelected(element, op.indices)
    else if (op?.op === 'files' && type === 'file') applyFiles(element, op.count, this.#fileName)
  }

  #markField(field: Element): boolean {
    const { matches } = Element.prototype
    const valid = matches.call(field, ':valid')
    // Neither: barred from validation (disabled, read-only, in a datalist), here as there.
    const takesPart = valid || matches.call(field, ':invalid')
    const isInvalid = this.#invalid.has(field) || !(valid || dom.hasAttribute(field, MASKED))
    return mark(field, takesPart && !isInvalid, takesPart && isInvalid)
  }

  #markGroup(group: Element): void {
    const prototype = dom.isHtml(group, 'form') ? HTMLFormElement : HTMLFieldSetElement
    const members: Iterable<Element> = Reflect.get(prototype.prototype, 'elements', group)
    let isInvalid = false
    for (const member of members)
      if (this.#fields.has(member) && dom.hasAttribute(member, 'data-alongside-is-invalid'))
        isInvalid = true
    for (const component of this.#components)
      if (Node.prototype.contains.call(group, component)) isInvalid = true
    mark(group, !isInvalid, isInvalid)
  }
}

/** What a control holds, as text. */
function shownBy(field: Element): string {
  if (dom.isHtml(field, 'select'))
    return `${Array.from(optionsOf(field), ({ selected }) => Number(selected))}`
  if (dom.isHtml(field, 'textarea'))
    return Reflect.get(HTMLTextAreaElement.prototype, 'value', field)
  if (!dom.isHtml(field, 'input')) return ''
  const { length = 0 } = input(field, 'files') ?? {}
  return `${input(field, 'checked')} ${input(field, 'indeterminate')} ${length} ${input(field, 'value')}`
}

/** Whether that changed anything. */
function mark(element: Element, valid: boolean, invalid: boolean): boolean {
  const before = dom.hasAttribute(element, 'data-alongside-is-invalid')
  setState(element, 'valid', valid)
  setState(element, 'invalid', invalid)
  return before !== invalid
}

function applyValue(
  element: Element,
  type: string,
  { value, masked }: Extract<Op, { op: 'value' }>,
): void {
  if (type === 'select') {
    applySelected(element, value === '' ? [] : [optionLike(element, value)])
    return
  }
  // Where the value is the attribute, the attribute is told.
  if (/^(button|submit|reset|image|hidden|file|checkbox|radio)$/.test(type)) return
  if (masked && value !== '' && type in STAND_INS) setStandIn(element, type)
  else setValue(element, value)
}

function setValue(element: Element, value: string): void {
  const { prototype } = dom.isHtml(element, 'textarea') ? HTMLTextAreaElement : HTMLInputElement
  if (Reflect.get(prototype, 'value', element) !== value)
    Reflect.set(prototype, 'value', value, element)
}

/** A value of this type within the field's bounds: out of them it would look wrong. */
function setStandIn(element: Element, type: string): void {
  const value = STAND_INS[type] ?? ''
  const [min, max] = ['min', 'max'].map((name) => dom.getAttribute(element, name) ?? '')
  const below = (a: string, b: string) => (type === 'number' ? Number(a) < Number(b) : a < b)
  if (min && below(value, min)) setValue(element, min)
  else setValue(element, max && below(max, value) ? max : value)
  // What is no value of this type is no bound either.
  if (input(element, 'value') === '') setValue(element, value)
}

function optionsOf(select: Element): HTMLOptionsCollection {
  return Reflect.get(HTMLSelectElement.prototype, 'options', select)
}

/** The first option that looks like the one that is selected: which of them it is, is masked. */
function optionLike(select: Element, text: string): number {
  return Array.from(optionsOf(select)).findIndex((option) => option.text === text)
}

function applySelected(select: Element, indices: readonly number[]): void {
  if (!Reflect.get(HTMLSelectElement.prototype, 'multiple', select)) {
    const index = indices[0] ?? -1
    if (Reflect.get(HTMLSelectElement.prototype, 'selectedIndex', select) !== index)
      Reflect.set(HTMLSelectElement.prototype, 'selectedIndex', index, select)
    return
  }
  const wanted = new Set(indices)
  let i = 0
  for (const option of optionsOf(select)) {
    const on = wanted.has(i++)
    if (Reflect.get(HTMLOptionElement.prototype, 'selected', option) !== on)
      Reflect.set(HTMLOptionElement.prototype, 'selected', on, option)
  }
}

/** As many files as there are, with nothing in them: their names stay with the customer. */
function applyFiles(element: Element, count: number, name: string): void {
  const { length } = input(element, 'files')
  const wanted = Math.min(count, MOST_FILES)
  if (length === wanted) return
  const list = new DataTransfer()
  for (let i = 0; i < wanted; i++) list.items.add(new File([], name))
  Reflect.set(HTMLInputElement.prototype, 'files', list.files, element)
}
