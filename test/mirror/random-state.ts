import { randomFrom } from './random-edits.ts'

const RULES = [
  'p{color:red}',
  '.a{padding-left:7px}',
  'div>span{font-weight:bold}',
  '@media (min-width:100px){b{color:blue}i{top:1px}}',
  '@layer base{p{margin-top:3px}}',
  'li{text-indent:2px;& b{letter-spacing:1px}}',
  '@keyframes k{from{opacity:0}to{opacity:1}}',
  'x-tile::before{content:"~"}',
  '[data-state=open]{outline:1px solid green}',
  'not a rule {',
]
const DECLARATIONS: readonly (readonly [string, string])[] = [
  ['color', 'green'],
  ['padding-top', '4px'],
  ['--gap', '3px'],
  ['margin-left', 'var(--gap)'],
  ['font-style', 'italic'],
  ['opacity', ''],
]
const SELECTORS = ['p', '.a', 'b, i', 'section > *', 'x-tile:first-child']
const CONTROLS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['input', { value: 'given' }],
  ['input', { type: 'checkbox', checked: '' }],
  ['input', { type: 'radio', name: 'group' }],
  ['input', { type: 'range' }],
  ['input', { type: 'password' }],
  ['input', { type: 'number', min: '3' }],
  ['textarea', {}],
  ['select', {}],
  ['select', { multiple: '' }],
]

/** Elements in play beyond this number leave as others come. */
const MOST = 24

/**
 * Random changes of what the tree does not tell: rules and sheets, form state, scroll positions, the top layer. Each call
 * of `step` is one operation. What the browser refuses is refused for the page too, and is no change.
 */
export class RandomState {
  readonly #page: Document
  readonly #view: Window & typeof globalThis
  readonly #random: (below: number) => number
  readonly #controls: Element[] = []
  readonly #scrollers: Element[] = []
  readonly #layered: HTMLElement[] = []
  readonly #constructed: CSSStyleSheet[] = []
  counts: Record<string, number> = {}

  constructor(page: Document, seed: number) {
    this.#page = page
    this.#view = page.defaultView as Window & typeof globalThis
    this.#random = randomFrom(seed ^ 0x57a7e)
  }

  step(): void {
    const kinds = [
      ['style element', this.#styleElement],
      ['rule', this.#rule],
      ['rule', this.#rule],
      ['rule style', this.#ruleStyle],
      ['sheet state', this.#sheetState],
      ['adopted', this.#adopted],
      ['control', this.#control],
      ['form state', this.#formState],
      ['form state', this.#formState],
      ['scroller', this.#scroller],
      ['scroll', this.#scroll],
      ['top layer', this.#topLayer],
      ['inline style', this.#inlineStyle],
    ] as const
    const [name, run] = this.#pick(kinds)
    this.counts[name] = (this.counts[name] ?? 0) + 1
    try {
      run.call(this)
    } catch {
      // Refused by the browser: a rule that does not parse, a dialog that is not on the page.
    }
  }

  #styleElement(): void {
    const styles = this.#page.querySelectorAll('style')
    const roll = this.#random(4)
    const style = styles[this.#random(styles.length)]
    if (styles.length < 4 && roll < 2) {
      const fresh = this.#page.createElement('style')
      fresh.textContent = this.#pick(RULES)
      this.#root().append(fresh)
    } else if (roll === 2) style?.remove()
    else style?.append(this.#pick(RULES))
  }

  #rule(): void {
    const sheet = this.#sheet()
    const { cssRules } = sheet
    const inner = cssRules[this.#random(cssRules.length)]
    const into = inner && 'insertRule' in inner && this.#random(3) === 0 ? inner : sheet
    const list = (into as CSSStyleSheet).cssRules
    if (list.length > 8 || this.#random(3) === 0)
      (into as CSSStyleSheet).deleteRule(this.#random(list.length))
    else (into as CSSStyleSheet).insertRule(this.#pick(RULES), this.#random(list.length + 1))
  }

  #ruleStyle(): void {
    const { cssRules } = this.#sheet()
    const rule = cssRules[this.#random(cssRules.length)] as CSSStyleRule | undefined
    if (!rule?.style) return
    const [name, value] = this.#pick(DECLARATIONS)
    if (this.#random(4) === 0) rule.selectorText = this.#pick(SELECTORS)
    else if (this.#random(6) === 0) rule.style.cssText = `${name}:${value}`
    else rule.style.setProperty(name, value)
  }

  #sheetState(): void {
    const sheet = this.#sheet()
    if (this.#random(2) === 0) sheet.disabled = !sheet.disabled
    else sheet.media.mediaText = this.#pick(['', 'screen', 'print', '(min-width: 10px)'])
  }

  #adopted(): void {
    const root = this.#root() as ShadowRoot
    const into = this.#random(2) === 0 && root.adoptedStyleSheets ? root : this.#page
    const list = into.adoptedStyleSheets
    const roll = this.#random(5)
    if (roll === 0 || this.#constructed.length === 0) {
      const sheet = new this.#view.CSSStyleSheet()
      sheet.replaceSync(this.#pick(RULES))
      this.#constructed.push(sheet)
      if (this.#constructed.length > 4) this.#constructed.shift()
    }
    const sheet = this.#pick(this.#constructed)
    if (roll === 1) into.adoptedStyleSheets = []
    else if (roll === 2) list.pop()
    else if (roll === 3) sheet.replaceSync(`${this.#pick(RULES)} ${this.#pick(RULES)}`)
    else if (list.length < 4) list.push(sheet)
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
    if (roll === 0) control.form?.reset()
    else if (roll === 1) control.setAttribute('value', this.#word())
    else if (control.localName === 'select') this.#select(control, roll)
    else if (control.localName === 'textarea' && roll === 2) control.textContent = this.#word()
    else if (/checkbox|radio/.test(control.type)) {
      if (roll < 5) control.checked = !control.checked
      else control.indeterminate = !control.indeterminate
    } else control.value = roll === 3 ? '' : String(this.#random(99))
  }

  #select(select: HTMLSelectElement, roll: number): void {
    const option = select.options[this.#random(select.options.length)]
    if (roll === 2) select.append(this.#option())
    else if (roll === 3) option?.remove()
    else if (roll === 4) select.selectedIndex = -1
    else if (option) option.selected = !option.selected
  }

  #option(): HTMLOptionElement {
    return Object.assign(this.#page.createElement('option'), { textContent: this.#word() })
  }

  #scroller(): void {
    const scroller = this.#page.createElement('div')
    scroller.style.cssText = 'width:90px;height:60px;overflow:scroll'
    const tall = this.#page.createElement('div')
    tall.style.cssText = 'width:300px;height:400px'
    scroller.append(tall)
    this.#take(this.#scrollers, scroller)
  }

  #scroll(): void {
    if (this.#random(3) === 0) this.#view.scrollTo(0, this.#random(200))
    else this.#pick(this.#scrollers).scrollTo(this.#random(150), this.#random(250))
  }

  #topLayer(): void {
    const roll = this.#random(4)
    if (roll === 0 || this.#layered.length === 0) {
      const layered = this.#page.createElement(this.#random(2) === 0 ? 'dialog' : 'div')
      if (layered.localName === 'div') layered.popover = 'manual'
      layered.textContent = this.#word()
      this.#take(this.#layered, layered)
      return
    }
    const layered = this.#pick(this.#layered)
    if (layered.localName === 'div') layered.togglePopover()
    else if ((layered as HTMLDialogElement).open) (layered as HTMLDialogElement).close()
    else (layered as HTMLDialogElement).showModal()
  }

  #inlineStyle(): void {
    const all = this.#page.body.querySelectorAll<HTMLElement>('p, div, li')
    const [name, value] = this.#pick(DECLARATIONS)
    all[this.#random(all.length)]?.style.setProperty(name, value)
  }

  /** Onto the page, and the oldest of its kind off it when there are many. */
  #take(all: Element[], element: Element): void {
    this.#root().append(element)
    all.push(element)
    if (all.length > MOST) all.shift()?.remove()
  }

  #sheet(): CSSStyleSheet {
    const own = Array.from(this.#page.styleSheets)
    return this.#pick([...own, ...this.#constructed])
  }

  /** Mostly the body, sometimes a shadow root that hangs on it. */
  #root(): HTMLElement | ShadowRoot {
    if (this.#random(4) > 0) return this.#page.body
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
