import { elementsIn, rootsOf } from '../support/roots.ts'
import { randomFrom } from './random-edits.ts'
import { runStep } from './random-step.ts'

const DECLARATIONS: readonly (readonly [string, string])[] = [
  ['color', 'green'],
  ['padding-top', '4px'],
  ['--gap', '3px'],
  ['margin-left', 'var(--gap)'],
  ['--w', ' 1px'],
  ['border', 'var(--w) solid'],
  ['font-style', 'italic'],
  ['display', 'none'],
  ['opacity', ''],
]
const CONTROLS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['input', { value: 'given' }],
  ['input', { type: 'checkbox', checked: '' }],
  ['input', { type: 'radio', name: 'group' }],
  ['input', { type: 'range' }],
  ['input', { type: 'password' }],
  ['input', { type: 'file', multiple: '' }],
  ['input', { type: 'number', min: '3' }],
  ['textarea', {}],
  ['select', {}],
  ['select', { multiple: '' }],
]

/** Elements in play beyond this number leave as others come. */
const MOST = 24

/**
 * Random changes of what the tree does not tell: form state, scroll positions, the top layer; and of inline styles. Each call
 * of `step` is one operation. What the browser refuses is refused for the page too, and is no change.
 */
export class RandomState {
  readonly #page: Document
  readonly #view: Window & typeof globalThis
  readonly #random: (below: number) => number
  readonly #controls: Element[] = []
  readonly #scrollers: HTMLElement[] = []
  readonly #layered: HTMLElement[] = []
  counts: Record<string, number> = {}

  constructor(page: Document, seed: number) {
    this.#page = page
    this.#view = page.defaultView as Window & typeof globalThis
    this.#random = randomFrom(seed ^ 0x57a7e)
  }

  step(): void {
    const kinds = [
      ['control', this.#control],
      ['form state', this.#formState],
      ['form state', this.#formState],
      ['scroller', this.#scroller],
      ['scroll', this.#scroll],
      ['scroll', this.#scroll],
      ['top layer', this.#topLayer],
      ['top layer', this.#topLayer],
      ['inline style', this.#inlineStyle],
    ] as const
    runStep(this, kinds, this.#random)
  }

  #control(): void {
    const [name, attributes] = this.#pick(CONTROLS)
    const control = this.#page.createElement(name)
    for (const [key, value] of Object.entries(attributes)) control.setAttribute(key, value)
    for (let i = 0; name === 'select' && i < 3; i++) control.append(this.#option())
    this.#take(this.#controls, control)
  }

  #formState(): void {
    const control = this.#pick(this.#controls) as HTMLInputElement & HTMLSelectElement
    const roll = this.#random(8)
    if (roll === 0) this.#page.querySelector('form')?.reset()
    else if (roll === 1) control.setAttribute('value', this.#word())
    else if (control.localName === 'select') this.#select(control, roll)
    else if (control.localName === 'textarea' && roll === 2) control.textContent = this.#word()
    else if (/checkbox|radio/.test(control.type)) {
      if (roll < 5) control.checked = !control.checked
      else control.indeterminate = !control.indeterminate
    } else if (control.matches('[type=file]')) {
      const list = new this.#view.DataTransfer()
      for (let i = this.#random(3); i > 0; i--) list.items.add(new this.#view.File([], 'x'))
      control.files = list.files
    } else control.value = roll === 3 ? '' : String(this.#random(99))
  }

  #select(select: HTMLSelectElement, roll: number): void {
    const option = select.options[this.#random(select.options.length)]
    if (roll === 2) select.append(this.#option())
    else if (roll === 3) option?.remove()
    else if (roll === 4) select.selectedIndex = -1
    else if (roll === 5) option?.toggleAttribute('selected')
    else if (option) option.selected = !option.selected
  }

  #option(): HTMLOptionElement {
    return Object.assign(this.#page.createElement('option'), { textContent: this.#word() })
  }

  #scroller(): void {
    const scroller = this.#page.createElement('div')
    scroller.style.cssText = `width:90px;height:60px;overflow:${this.#pick(['scroll', 'auto', 'hidden'])}`
    const tall = this.#page.createElement('div')
    tall.style.cssText = 'width:300px;height:400px'
    scroller.append(tall)
    this.#take(this.#scrollers, scroller)
    // One in another.
    if (this.#random(4) === 0) this.#pick(this.#scrollers).firstElementChild?.append(scroller)
  }

  #scroll(): void {
    const roll = this.#random(8)
    const scroller = this.#pick(this.#scrollers)
    if (roll === 0) this.#view.scrollTo(0, this.#random(200))
    else if (roll === 1) {
      const frame = this.#page.querySelector('iframe')
      frame?.contentWindow?.scrollTo(0, this.#random(40))
    } else if (roll === 2) scroller.style.overflow = this.#pick(['scroll', 'hidden', 'visible'])
    else if (roll === 3) scroller.style.display = this.#pick(['none', 'block', ''])
    else scroller.scrollTo(this.#random(150), this.#random(250))
  }

  #topLayer(): void {
    const roll = this.#random(4)
    if (roll === 0 || this.#layered.length === 0) {
      const layered = this.#page.createElement(this.#random(2) === 0 ? 'dialog' : 'div')
      if (layered.localName === 'div') layered.popover = this.#pick(['manual', 'auto'])
      layered.textContent = this.#word()
      this.#take(this.#layered, layered)
      if (this.#random(4) === 0) this.#pick(this.#layered).append(layered)
      return
    }
    const layered = this.#pick(this.#layered)
    if (layered.localName === 'div') {
      if (roll === 1) layered.popover = this.#pick(['manual', 'auto', null])
      else layered.togglePopover()
      return
    }
    const dialog = layered as HTMLDialogElement
    if (dialog.open) dialog.close()
    else if (roll === 1) dialog.show()
    else dialog.showModal()
  }

  #inlineStyle(): void {
    const roots = [...rootsOf(this.#page)]
    const all = elementsIn(this.#pick(roots), 'p, div, li, i, u, section')
    const element = all[this.#random(all.length)] as HTMLElement | undefined
    const [name, value] = this.#pick(DECLARATIONS)
    const roll = this.#random(6)
    if (!element?.style || this.#scrollers.includes(element)) return
    if (roll === 0) element.style.cssText += `;${name}:${value}`
    else if (roll === 1) element.removeAttribute('style')
    else if (roll === 2) element.attributeStyleMap.set('padding-right', `${this.#random(9)}px`)
    else if (roll === 3) element.style.removeProperty(name)
    else element.style.setProperty(name, value)
  }

  /** Onto the page, and the oldest of its kind off it when there are many. */
  #take(all: Element[], element: Element): void {
    this.#root().append(element)
    all.push(element)
    if (all.length > MOST) all.shift()?.remove()
  }

  /** Mostly the body, sometimes a form or a shadow root that hangs on the body. */
  #root(): HTMLElement | ShadowRoot {
    const roll = this.#random(6)
    if (roll === 0) return this.#page.querySelector('form') ?? this.#page.body
    if (roll > 1) return this.#page.body
    for (const element of this.#page.body.children) {
      if (element.shadowRoot && this.#random(2) === 0) return element.shadowRoot
    }
    return this.#page.body
  }

  #word(): string {
    return `${this.#pick(['one', 'zwei', '三'])}${this.#random(50)}`
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#random(from.length)] as T
  }
}
