import { randomFrom } from './random-edits.ts'

const TYPES =
  'text checkbox radio radio radio range number email date password button submit hidden file color'.split(
    ' ',
  )
const MASK = 'data-alongside-mask'
const ATTRIBUTES: readonly (readonly [string, readonly string[]])[] = [
  ['type', TYPES],
  ['name', ['g', 'h', '']],
  ['value', ['1', 'two', '', '2026-01-02', '#112233']],
  ['checked', ['']],
  ['required', ['']],
  ['disabled', ['']],
  ['readonly', ['']],
  ['multiple', ['']],
  ['size', ['1', '4']],
  ['min', ['3']],
  ['max', ['7']],
  ['pattern', ['[a-z]+']],
  ['placeholder', ['here', ' ']],
  ['form', ['f0', 'f1', 'gone']],
  ['selected', ['']],
  ['label', ['L']],
  [MASK, ['']],
]
const TAGS =
  'input input input input textarea select option option optgroup fieldset form button datalist'.split(
    ' ',
  )
const MOST = 40

/** Random forms and random things done to them, by attribute, property, method and place. */
export class RandomForms {
  readonly #page: Document
  readonly #random: (below: number) => number
  readonly #attributes: typeof ATTRIBUTES
  #all: HTMLElement[] = []
  counts: Record<string, number> = {}

  /** `marks`: some of it is masked too, which makes it look different. */
  constructor(page: Document, seed: number, marks = true) {
    this.#page = page
    this.#attributes = ATTRIBUTES.filter(([name]) => marks || name !== MASK)
    this.#random = randomFrom(seed ^ 0xf0f0)
  }

  step(): void {
    const roll = this.#random(20)
    if (roll < 4 || this.#all.length < 8) this.#count('field', () => this.#insert())
    else if (roll < 7) this.#count('field moved', () => this.#move())
    else if (roll < 11) this.#count('field attribute', () => this.#attribute())
    else if (roll === 11) this.#count('form reset', () => this.#reset())
    else if (roll === 12) this.#count('validity', () => this.#validity())
    else if (roll === 13) this.#count('option text', () => this.#text())
    else this.#count('field state', () => this.#state())
    if (this.#all.length > MOST) this.#one().remove()
    this.#all = this.#all.filter((element) => element.isConnected)
  }

  #reset(): void {
    this.#any('form', (form: HTMLFormElement) => form.reset())
  }

  #validity(): void {
    this.#any('input', (input: HTMLInputElement) =>
      input.setCustomValidity(this.#pick(['', 'wrong'])),
    )
  }

  #insert(): void {
    const element = this.#page.createElement(this.#pick(TAGS))
    if (element.localName === 'form') element.id = `f${this.#random(2)}`
    for (let i = this.#random(4); i > 0; i--) this.#setOn(element)
    if (element.localName === 'select') element.append(new Option('a'), new Option('b', 'x'))
    if (/^(option|textarea)$/.test(element.localName)) element.append(this.#pick(['a', 'b c']))
    this.#place(element)
    this.#all.push(element)
  }

  #move(): void {
    this.#place(this.#one())
  }

  #place(element: HTMLElement): void {
    const isOption = /^(option|optgroup)$/.test(element.localName)
    const parents = this.#all.filter(({ localName }) =>
      isOption
        ? /^(select|optgroup|datalist)$/.test(localName)
        : /^(form|fieldset)$/.test(localName),
    )
    // A form in a form is what no parser makes, and browsers disagree with themselves on it.
    if (element.localName === 'form') parents.length = 0
    const parent = parents[this.#random(parents.length + 1)] ?? (isOption ? null : this.#page.body)
    if (!parent || element.contains(parent)) return
    parent.insertBefore(
      element,
      parent.childNodes[this.#random(parent.childNodes.length + 1)] ?? null,
    )
  }

  #attribute(): void {
    this.#setOn(this.#one())
  }

  #setOn(element: HTMLElement): void {
    const [name, values] = this.#pick(this.#attributes)
    // What was ever a password stays masked; the oracle has no memory.
    const value = this.#pick(values)
    if (name === 'type' && (value === 'password' || value === 'hidden')) return
    if (this.#random(3) === 0) element.removeAttribute(name)
    else element.setAttribute(name, value)
  }

  #text(): void {
    const element = this.#one()
    if (/^(option|textarea)$/.test(element.localName))
      element.textContent = this.#pick(['new', 'other text', ''])
  }

  #state(): void {
    const element = this.#one()
    const { localName } = element
    if (localName === 'select') {
      const select = element as HTMLSelectElement
      const option = select.options[this.#random(select.length + 1)]
      if (option) option.selected = this.#random(3) > 0
      else select.selectedIndex = this.#random(4) - 1
    } else if (localName === 'textarea') {
      ;(element as HTMLTextAreaElement).value = this.#pick(['typed', 'two\nlines', ''])
    } else if (localName === 'input') this.#input(element as HTMLInputElement)
  }

  #input(input: HTMLInputElement): void {
    if (/^(checkbox|radio)$/.test(input.type)) {
      if (this.#random(4) === 0) input.indeterminate = !input.indeterminate
      else input.checked = this.#random(3) > 0
    } else if (input.type === 'file') {
      const list = new DataTransfer()
      for (let i = this.#random(3); i > 0; i--) list.items.add(new File([], 'x'))
      input.files = list.files
    } else input.value = this.#pick(['typed', '5', '', '9', 'abc', '2026-03-04', '#abcdef'])
  }

  #any<T extends Element>(name: string, run: (element: T) => void): void {
    const found = this.#all.filter(({ localName }) => localName === name)
    const one = found[this.#random(found.length)]
    if (one) run(one as unknown as T)
  }

  #count(name: string, run: () => void): void {
    this.counts[name] = (this.counts[name] ?? 0) + 1
    run()
  }

  #one(): HTMLElement {
    return this.#all[this.#random(this.#all.length)] ?? this.#page.body
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#random(from.length)] as T
  }
}
