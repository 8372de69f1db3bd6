import { type NodeId, tellChecked, tellFiles } from '@alongside/protocol'
import { boxOf, isElement, isHtml, matchesOf, nameOf } from './natives.ts'
import type { Page } from './page.ts'
import { maskText } from './privacy.ts'
import type { States } from './states.ts'

/** `told`: what the replica has; undefined while that follows from the attributes alone. */
type Entry = { readonly control: Element; told: string | undefined }

const PROTOTYPES: Record<string, object> = {
  input: HTMLInputElement.prototype,
  textarea: HTMLTextAreaElement.prototype,
  select: HTMLSelectElement.prototype,
}

// biome-ignore lint/suspicious/noExplicitAny: each use says what it reads
type Read = (control: Element, name: string) => any

/** Reads through the prototypes: frameworks shadow `value` on the element itself. A custom element has none of it. */
const read: Read = (control, name) => {
  const prototype = PROTOTYPES[nameOf(control)]
  return prototype && Reflect.get(prototype, name, control)
}

const isRadio = (control: Element): boolean => read(control, 'type') === 'radio'

/** Pseudo-classes that only a person at this browser brings about. `:is()` forgives the ones it does not know. */
const PERSONAL = ['user-valid', 'user-invalid', 'autofill']

const NONE = 0 as NodeId

/**
 * The live state of form controls. Events and hooks say which may have changed; the audit finds what nothing tells of
 * (autofill, saved setters, restored fields). Whatever it was, the state read then is compared with what was told.
 */
export class Controls {
  readonly #page: Page
  readonly #states: States
  readonly #entries = new Map<NodeId, Entry>()
  readonly #dirty = new Set<NodeId>()
  /** On the screen when the audit last came by: looked at first. */
  readonly #visible = new Set<NodeId>()
  /** Of a list: an iterator of the map itself would keep what is deleted meanwhile. */
  #round: Iterator<NodeId> = [].values()
  #until = 0
  #focused = NONE
  /** Where a list of suggestions probably is: no browser tells. */
  #suggesting = NONE
  #popup = NONE

  constructor(page: Page, states: States) {
    this.#page = page
    this.#states = states
  }

  found(element: Element, id: NodeId, name: string): void {
    const known = Object.hasOwn(PROTOTYPES, name) && isHtml(element, name)
    // A custom element may be part of a form.
    if (!known && !(name.includes('-') && matchesOf(element, ':is(:valid,:invalid)'))) return
    this.#entries.set(id, { control: element, told: undefined })
    this.#dirty.add(id)
    if (matchesOf(element, ':focus')) this.#focused = id
  }

  gone(id: NodeId): void {
    if (!this.#entries.delete(id)) return
    this.#visible.delete(id)
    if (this.#popup === id) this.#popup = NONE
    if (this.#focused === id) this.#focused = NONE
  }

  /** A control, an option or the content of either may have changed. Gives whether that is news. */
  touched(node: Node): boolean {
    // Frameworks set what is set already, again and again: the first time is enough.
    const own = this.#page.model.idOf(node)
    if (own && this.#dirty.has(own)) return false
    const option = isElement(node) && nameOf(node).startsWith('opt')
    const at = option ? Element.prototype.closest.call(node, 'select') : node
    const id = at && this.#page.model.idOf(at)
    const entry = id && this.#entries.get(id)
    if (!entry) return false
    // Another one of its group may be out.
    if (isRadio(entry.control)) this.#all(isRadio)
    this.#dirty.add(id)
    return true
  }

  heard(event: Event): void {
    const { type, key } = event as KeyboardEvent
    const target = event.target as Node
    if (type === 'reset' || type === 'submit') this.#all(() => true)
    this.touched(target)
    const id = this.#page.model.idOf(target) ?? NONE
    if (type === 'focusin') this.#focused = id
    if (type === 'focusout') this.#focused = NONE
    const opens = type === 'input' || type === 'click' || key?.startsWith('Arrow')
    this.#suggesting = opens ? id : NONE
  }

  #all(which: (control: Element) => boolean): void {
    for (const [id, { control }] of this.#entries) if (which(control)) this.#dirty.add(id)
  }

  /** The next flush also looks at controls that nothing was heard of, until then. */
  audit(until: number): void {
    this.#until = until
  }

  flush(): void {
    for (const id of this.#dirty.add(this.#focused)) this.#compare(id)
    this.#dirty.clear()
    if (this.#until) this.#audit()
    this.#until = 0
    this.#flushPopup()
  }

  #audit(): void {
    for (const id of this.#visible) this.#compare(id)
    let left = this.#entries.size
    while (left-- > 0) {
      let { value: id } = this.#round.next()
      if (!id) {
        this.#round = [...this.#entries.keys()].values()
        id = this.#round.next().value
      }
      const control = this.#compare(id)
      if (control) {
        const { top, bottom } = boxOf(control)
        this.#visible[bottom > 0 && top < innerHeight ? 'add' : 'delete'](id)
      }
      if (performance.now() > this.#until) return
    }
  }

  #compare(id: NodeId): Element | undefined {
    const entry = this.#entries.get(id)
    if (!entry) return
    const { control } = entry
    const hidden = this.#page.hides(id)
    const state = stateOf(control, hidden, this.#page)
    if (state !== entry.told && (entry.told !== undefined || !isDefault(control, state, hidden))) {
      if (hidden || !this.#splice(id, entry.told ?? '', state))
        this.#write(id, state[0], state.slice(1), hidden)
      entry.told = state
    }
    this.#states.set(id, 'control', namesOf(control, state, hidden))
    return control
  }

  /** Of a text that is being typed only what is new in it; whether it is one. */
  #splice(id: NodeId, old: string, now: string): boolean {
    // The first letter is the kind.
    if (old[0] !== 'v' || now[0] !== 'v') return false
    let start = 0
    while (old[start] === now[start]) start++
    const most = Math.min(old.length, now.length) - start
    let end = 0
    while (end < most && old.at(-1 - end) === now.at(-1 - end)) end++
    const text = now.slice(start, now.length - end)
    // Half a surrogate pair has no UTF-8.
    if (/[\ud800-\udfff]/.test(text)) return false
    this.#page.out.splice(id, start - 1, old.length - end - start, text)
    return true
  }

  #write(id: NodeId, kind: string | undefined, state: string, hidden: boolean): void {
    const out = this.#page.out
    if (kind === 'c') tellChecked(out, id, state[0] === '1', state[1] === '1')
    else if (kind === 'f') tellFiles(out, id, Number(state))
    else if (kind === 's') {
      // The first number is how many options there are.
      out.selected(id, state.split(',').slice(1).map(Number))
    } else if (kind) out.value(id, state, hidden)
  }

  #flushPopup(): void {
    const id = this.#focused
    const control = this.#entries.get(id)?.control
    const open =
      control &&
      (matchesOf(control, ':is(:open)') || (this.#suggesting === id && read(control, 'list')))
    const popup = open ? id : NONE
    if (popup === this.#popup) return
    this.#popup = popup
    this.#page.out.popup(popup)
  }
}

/** The state that may leave: a letter for its kind, and what it is. */
function stateOf(control: Element, hidden: boolean, page: Page): string {
  const type: string = read(control, 'type')
  if (type === 'checkbox' || type === 'radio') {
    // Which is on is what is hidden; that something is, says the mark.
    if (hidden) return 'm'
    return `c${+read(control, 'checked')}${+read(control, 'indeterminate')}`
  }
  if (type === 'file') {
    const { length } = read(control, 'files')
    return `f${hidden ? Math.min(length, 1) : length}`
  }
  if (/^(button|submit|reset|image|hidden|undefined)$/.test(type)) return ''
  let value: string = read(control, 'value')
  if (type.startsWith('select')) {
    const options: HTMLOptionsCollection = read(control, 'options')
    if (!hidden) {
      const on = [...options].flatMap((option, i) => (option.selected ? i : []))
      return `s${[options.length, ...on]}`
    }
    // What a closed one shows takes room; what is lit in an open one does not.
    value =
      read(control, 'size') > 1 || type !== 'select-one'
        ? ''
        : (read(control, 'selectedOptions')[0]?.text ?? '')
  }
  return `v${hidden ? maskText(value) : page.classifier.text(control, value)}`
}

/** Whether a control that was told nothing of is in this state by its attributes and content. */
function isDefault(control: Element, state: string, hidden: boolean): boolean {
  return (
    state === '' ||
    state === 'f0' ||
    (!hidden && state === `v${read(control, 'defaultValue')}`) ||
    // A radio button that comes may put another one out.
    (!isRadio(control) && state === `c${+read(control, 'defaultChecked')}0`)
  )
}

/** The states that the replica's own control would not come to. */
function namesOf(control: Element, state: string, hidden: boolean): string[] {
  const validity: ValidityState | undefined = read(control, 'validity')
  const told = validity ? PERSONAL : [...PERSONAL, 'valid', 'invalid']
  const names = told.filter((name) => matchesOf(control, `:is(:${name})`))
  if (!validity) return names
  const { valid, customError, badInput, tooLong, tooShort } = validity
  if (badInput) names.push('bad-input')
  if (hidden ? !valid && state !== 'm' : customError || badInput || tooLong || tooShort)
    names.push('invalid')
  return names
}
