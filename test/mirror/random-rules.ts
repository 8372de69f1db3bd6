import { elementsIn, type Root, rootsOf } from '../support/roots.ts'
import { randomFrom } from './random-edits.ts'
import { runStep } from './random-step.ts'

const RULES = [
  'p{color:red}',
  '.a{padding-left:7px}',
  'div>span{font-weight:bold}',
  '@media (min-width:100px){b{color:blue}i{top:1px}}',
  '@layer base{p{margin-top:3px}}',
  '@layer one, base;',
  '@supports (color:red){em{color:olive}@media print{em{top:2px}}}',
  '@container (min-width:1px){li{left:1px}}',
  '@scope (section){b{letter-spacing:2px}}',
  'li{padding-right:2px;& b{letter-spacing:1px}color:teal}',
  '@keyframes k{from{opacity:0}to{opacity:1}}',
  '@font-face{font-family:F;src:local("nothing at all")}',
  'x-tile::before{content:"~"}',
  'x-1:state(on),x-3:invalid{outline:2px dotted red}',
  '[data-state=open]{outline:1px solid green}',
  ':host{display:block}::slotted(b){color:navy}',
  'u{border:var(--w) solid}',
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
const MEDIA = ['', 'screen', 'print', '(min-width: 10px)', '(max-width: 1px), screen']
const MOST = 8

type Container = CSSStyleSheet | CSSGroupingRule

/** Random changes of style sheets by script, in every document and shadow root: rules at any depth, media, adopted lists. */
export class RandomRules {
  readonly #page: Document
  readonly #random: (below: number) => number
  /** Of each window, as a sheet belongs to one document. */
  readonly #constructed = new WeakMap<Window, CSSStyleSheet[]>()
  readonly #frames: boolean
  counts: Record<string, number> = {}

  /** `frames`: shadow roots may come into another document. */
  constructor(page: Document, seed: number, frames: boolean) {
    this.#page = page
    this.#frames = frames
    this.#random = randomFrom(seed ^ 0x5ee7)
  }

  step(): void {
    const kinds = [
      ['rule', this.#rule],
      ['rule', this.#rule],
      ['rule', this.#rule],
      ['rule style', this.#ruleStyle],
      ['rule style', this.#ruleStyle],
      ['rule media', this.#ruleMedia],
      ['keyframes', this.#keyframes],
      ['sheet state', this.#sheetState],
      ['adopted', this.#adopted],
      ['adopted', this.#adopted],
      ['style element', this.#styleElement],
      ['style element', this.#styleElement],
    ] as const
    runStep(this, kinds, this.#random)
  }

  #rule(): void {
    const into = this.#container()
    const { length } = into.cssRules
    if (length > MOST || this.#random(3) === 0) into.deleteRule(this.#random(length))
    else into.insertRule(this.#pick(RULES), this.#random(length + 1))
  }

  #ruleStyle(): void {
    const rule = this.#ruleIn(this.#container()) as Partial<CSSStyleRule> | undefined
    if (!rule?.style) return
    const [name, value] = this.#pick(DECLARATIONS)
    const roll = this.#random(8)
    if (roll < 2) rule.selectorText = this.#pick(SELECTORS)
    else if (roll === 2) rule.style.cssText = `${name}:${value}`
    else if (roll === 3) rule.style.removeProperty(name)
    else if (roll === 4) rule.styleMap?.set('top', `${this.#random(9)}px`)
    else rule.style.setProperty(name, value, this.#pick(['', 'important']))
  }

  #ruleMedia(): void {
    const rules = [...this.#container().cssRules].filter((rule) => 'media' in rule)
    const { media } = this.#pick(rules as CSSMediaRule[])
    if (this.#random(3) === 0) media.appendMedium('print')
    else media.mediaText = this.#pick(MEDIA)
  }

  #keyframes(): void {
    const rules = [...this.#container().cssRules].filter((rule) => 'appendRule' in rule)
    const frames = this.#pick(rules as CSSKeyframesRule[])
    const frame = frames.cssRules[0] as CSSKeyframeRule | undefined
    const roll = this.#random(5)
    if (roll === 0) frames.name = this.#pick(['k', 'l'])
    else if (roll === 1) frames.appendRule(`${this.#random(99)}%{left:1px}`)
    else if (roll === 2) frames.deleteRule(frame?.keyText ?? '')
    else if (roll === 3 && frame) frame.keyText = `${this.#random(99)}%`
    else frame?.style.setProperty('opacity', `0.${this.#random(9)}`)
  }

  #sheetState(): void {
    const sheet = this.#sheet()
    const roll = this.#random(5)
    const owner = sheet.ownerNode as HTMLStyleElement | null
    if (roll < 2) sheet.disabled = !sheet.disabled
    else if (roll === 2 && owner) owner.media = this.#pick(MEDIA)
    else if (roll === 3) sheet.media.appendMedium('screen')
    else sheet.media.mediaText = this.#pick(MEDIA)
  }

  #adopted(): void {
    const root = this.#root()
    // Chromium 156 may crash by itself when a sheet is edited that some root had adopted in another document.
    if (root !== this.#page && (this.#frames || root.ownerDocument !== this.#page)) return
    const view = (root.ownerDocument ?? (root as Document)).defaultView as Window &
      typeof globalThis
    const made = this.#constructed.get(view) ?? []
    this.#constructed.set(view, made)
    const list = root.adoptedStyleSheets
    const roll = this.#random(9)
    if (roll === 0 || made.length === 0) {
      const fresh = new view.CSSStyleSheet()
      fresh.replaceSync(this.#pick(RULES))
      made.push(fresh)
      if (made.length > 4) made.shift()
    }
    const sheet = this.#pick(made)
    if (roll === 1) root.adoptedStyleSheets = []
    else if (roll === 2) list.pop()
    else if (roll === 3) sheet.replaceSync(`${this.#pick(RULES)} ${this.#pick(RULES)}`)
    else if (roll === 4) void sheet.replace(this.#pick(RULES)).catch(() => {})
    else if (roll === 5 && list.length > 0) list[this.#random(list.length)] = sheet
    else if (roll === 6) list.splice(this.#random(list.length + 1), this.#random(2), sheet)
    else if (roll === 7) root.adoptedStyleSheets = [...list].reverse()
    else if (list.length < 4) list.push(sheet)
  }

  #styleElement(): void {
    const root = this.#root()
    const styles = [...rootsOf(this.#page)].flatMap((each) => [...elementsIn(each, 'style')])
    const style = this.#pick(styles) as HTMLStyleElement | undefined
    const roll = this.#random(8)
    if (styles.length < 6 && roll < 3) {
      const owner = root.ownerDocument ?? (root as Document)
      const namespace = `http://www.w3.org/${roll === 0 ? '2000/svg' : '1999/xhtml'}`
      const fresh = owner.createElementNS(namespace, 'style')
      fresh.append(this.#pick(RULES), this.#pick(RULES))
      this.#into(root).append(fresh)
    } else if (!style) return
    else if (roll === 0 && styles.length > 3) style.remove()
    else if (roll === 1) this.#into(root).append(style)
    else if (roll === 2) style.firstChild?.remove()
    else if (roll === 3) style.replaceChildren(this.#pick(RULES))
    else if (roll === 4) style.type = this.#pick(['', 'text/css', 'text/plain'])
    else if (roll === 5) style.disabled = !style.disabled
    else if (style.firstChild?.nodeType === 3) (style.firstChild as Text).data = this.#pick(RULES)
    else style.append(this.#pick(RULES))
    if (style && (style.textContent ?? '').length > 400) style.textContent = this.#pick(RULES)
  }

  #root(): Root {
    return this.#random(2) === 0 ? this.#page : this.#pick([...rootsOf(this.#page)])
  }

  #into(root: Root): ParentNode {
    return root.nodeType === 9 ? ((root as Document).body ?? root) : root
  }

  #sheet(): CSSStyleSheet {
    const root = this.#root()
    return this.#pick([...root.styleSheets, ...root.adoptedStyleSheets])
  }

  /** A sheet or a rule in it, at any depth. */
  #container(): Container {
    let at: Container = this.#sheet()
    while (this.#random(2) === 0) {
      const inner = this.#ruleIn(at)
      if (!inner || !('insertRule' in inner)) break
      at = inner as CSSGroupingRule
    }
    return at
  }

  #ruleIn({ cssRules }: Container): CSSRule | undefined {
    return cssRules[this.#random(cssRules.length)]
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#random(from.length)] as T
  }
}
