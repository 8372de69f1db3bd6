import type { OpWriter } from '@alongside/protocol'
import { type Container, rulesOf } from './containers.ts'
import type { Sheets } from './sheets.ts'

/** The rules of a container that has been edited. Rules are known by their objects, which live as long as they. */
type List = {
  /** What the container's own text makes; null stands for a rule that is no longer as in the text. */
  base: readonly (CSSRule | null)[]
  /** What the replica has. */
  told: (CSSRule | null)[]
  /** So many rules at the start and at the end are surely as told. */
  head: number
  tail: number
}

type Mark = {
  /** The text it was inserted with: serialised, a shorthand with `var()` beside a longhand is lost. */
  text?: string | undefined
  /** It is not what the text of its container makes. */
  changed?: boolean
  /** Something of it has an address. */
  loads?: boolean
}

/** Of so few rules the objects are kept from the start: edits may come before anyone hears of them. */
const FEW = 200
const LOADS = /url\(|image-set\(/i

/**
 * Rules as state: which rule objects the replica has in each edited container, compared with those that are there. What the
 * hooks say are hints of where to look; however many edits there were in between, what is told is the difference.
 */
export class Rules {
  readonly #out: OpWriter
  readonly #lists = new WeakMap<Container, List>()
  readonly #marks = new WeakMap<CSSRule, Mark>()
  readonly #dirty = new Set<Container>()

  constructor(out: OpWriter) {
    this.#out = out
  }

  get behind(): boolean {
    return this.#dirty.size > 0
  }

  /** After a rule was inserted or deleted. */
  edited(container: Container, index: number, added: 0 | 1, text?: unknown): void {
    const rules = container.cssRules
    const known = this.#lists.get(container)
    const list = known ?? this.#list(container)
    if (!known) {
      const { told } = list
      if (added) told.splice(index, 1)
      else told.splice(index, 0, null)
      list.base = [...told]
    }
    const rule = rules[index]
    if (added && rule && typeof text === 'string') this.#mark(rule).text = text
    this.#touch(container, list, index, rules.length - index - added)
  }

  /** How many rules the text of a sheet makes. */
  count(sheet: CSSStyleSheet): number {
    return (this.#lists.get(sheet)?.base ?? rulesOf(sheet))?.length ?? 0
  }

  /** Whether all that is known to differ has been told. */
  isTold(sheet: CSSStyleSheet): boolean {
    return !this.#dirty.has(sheet)
  }

  /** Whether the text of a sheet, or those of its rules, make these rules: nothing was edited, and nothing would merge. */
  isText(sheet: CSSStyleSheet): boolean {
    const merges = (rule: CSSRule): boolean => isContainer(rule) && mergesWhenRead(rule)
    return !this.#lists.has(sheet) && ![...sheet.cssRules].some(merges)
  }

  /** All of it was replaced: the text is what is there. */
  forget(container: Container): void {
    this.#lists.delete(container)
    this.#dirty.delete(container)
    for (const rule of container.cssRules) {
      if (isContainer(rule)) {
        this.#marks.delete(rule)
        this.forget(rule)
      }
    }
  }

  /** The replica gets the text of this sheet; `bare`: none of it, so that every rule is to be told. */
  begin(sheet: CSSStyleSheet, bare: boolean): void {
    // Of another origin: its text could be read, the rules may not.
    if (!rulesOf(sheet)) return
    if (bare) this.#list(sheet).base = []
    else if (this.count(sheet) <= FEW) this.#list(sheet)
    this.#again(sheet)
  }

  /** The rules that the text of a container is thought to make; from now on it can be compared. */
  baseOf(container: Container): readonly (CSSRule | null)[] {
    return this.#list(container).base
  }

  /** The rules that it makes in truth; the sheet is to be told again. */
  rebase(sheet: CSSStyleSheet, base: readonly (CSSRule | null)[]): void {
    this.#list(sheet).base = base
  }

  /** A rule is not what it was. */
  changed(rule: CSSRule): void {
    Object.assign(this.#mark(rule), { text: undefined, changed: true })
    const up = upOf(rule)
    const list = up && this.#list(up)
    const at = list?.told.indexOf(rule) ?? -1
    if (!list || at < 0) return
    list.told[at] = null
    this.#touch(up, list, at, list.told.length - at - 1)
  }

  /** Whether the rule at an index is the one that was told there; if not, the container is compared. */
  compare(container: Container, index: number): void {
    const list = this.#lists.get(container)
    const rules = container.cssRules
    if (list && (list.told[index] !== rules[index] || list.told.length !== rules.length))
      this.#touch(container, list, 0, 0)
  }

  #again(container: Container): void {
    const list = this.#lists.get(container)
    if (!list) return
    list.told = list.base.map((rule) => (rule && this.#marks.get(rule)?.changed ? null : rule))
    this.#touch(container, list, 0, 0)
    for (const rule of container.cssRules) if (isContainer(rule)) this.#again(rule)
  }

  /** Tells what differs in the sheets with ids, until time is up. */
  flush(sheets: Pick<Sheets, 'known' | 'leaving'>, spent: () => boolean): void {
    for (const container of this.#dirty) {
      if (!this.#tell(container, sheets, spent)) return
    }
  }

  /** Whether an address stands in the rules that were told besides the text; `leaving`: in which form. */
  names(container: Container, token: string, leaving: (css: string) => string): boolean {
    const list = this.#lists.get(container)
    if (!list) return false
    for (const rule of container.cssRules) {
      if (this.#marks.get(rule)?.loads && leaving(rule.cssText).includes(token)) return true
      if (isContainer(rule) && this.names(rule, token, leaving)) return true
    }
    return false
  }

  #tell(
    container: Container,
    sheets: Pick<Sheets, 'known' | 'leaving'>,
    spent: () => boolean,
  ): boolean {
    const list = this.#list(container)
    const up = upOf(container)
    if (up && this.#dirty.has(up) && !this.#tell(up, sheets, spent)) return false
    // It may be done with: told as a part of what it is in.
    if (!this.#dirty.has(container)) return true
    const path: number[] = []
    let sheet: Container | null = container
    for (let above = up; above; above = upOf(sheet)) {
      path.unshift(this.#list(above).told.indexOf(sheet as CSSRule))
      sheet = above
    }
    const known = sheets.known(sheet as CSSStyleSheet)
    if (!known || path.includes(-1)) {
      this.#dirty.delete(container)
      return true
    }
    const { id } = known
    const { told } = list
    const rules = container.cssRules
    const tail = Math.min(list.tail, told.length, rules.length)
    let at = Math.min(list.head, told.length - tail, rules.length - tail)
    for (;;) {
      const isNew = at < rules.length - tail
      const isOld = at < told.length - tail
      if (!isNew && !isOld) break
      if (spent()) {
        list.head = at
        return false
      }
      const rule = rules[at] as CSSRule
      const old = told[at]
      if (isOld && isNew && old === rule) at++
      else if (isOld && (!isNew || !old?.parentStyleSheet)) {
        this.#out.deleteRule(id, path, at)
        told.splice(at, 1)
      } else {
        this.#out.insertRule(id, path, at, sheets.leaving(known, this.#textOf(rule)))
        told.splice(at++, 0, rule)
      }
    }
    list.head = list.tail = Number.POSITIVE_INFINITY
    this.#dirty.delete(container)
    return true
  }

  #textOf(rule: CSSRule): string {
    const mark = this.#mark(rule)
    let text = mark.text ?? rule.cssText
    if (mark.text === undefined && isContainer(rule)) {
      if (mergesWhenRead(rule)) {
        const { selectorText, style } = rule as Partial<CSSStyleRule>
        text = `${selectorText ?? text.slice(0, text.indexOf('{'))}{${style?.cssText ?? ''}}`
        this.#list(rule).base = []
        this.#again(rule)
      }
      // Its text has all that is in it.
      else this.forget(rule)
    }
    mark.loads = LOADS.test(text)
    return text
  }

  #touch(container: Container, list: List, head: number, tail: number): void {
    list.head = Math.min(list.head, head)
    list.tail = Math.min(list.tail, tail)
    this.#dirty.add(container)
  }

  #list(container: Container): List {
    let list = this.#lists.get(container)
    if (!list) {
      const up = upOf(container)
      if (up) this.#list(up)
      const base = Array.from(rulesOf(container) ?? [])
      const clean = Number.POSITIVE_INFINITY
      list = { base, told: [...base], head: clean, tail: clean }
      this.#lists.set(container, list)
    }
    return list
  }

  #mark(rule: CSSRule): Mark {
    const mark = this.#marks.get(rule) ?? {}
    this.#marks.set(rule, mark)
    return mark
  }
}

/** What a container stands in; null for a sheet, and for a rule that is no longer in one. */
function upOf(container: Container | CSSRule): Container | null {
  return 'cssText' in container
    ? ((container.parentRule as CSSGroupingRule | null) ?? container.parentStyleSheet)
    : null
}

/**
 * Whether the text of a rule makes other rules in it than there are: of declarations between rules those that stand first,
 * follow others like them, or are none.
 */
function mergesWhenRead({ cssRules }: CSSGroupingRule): boolean {
  let between = true
  for (const rule of cssRules) {
    if (isContainer(rule) ? mergesWhenRead(rule) : between || !rule.cssText) return true
    between = !isContainer(rule)
  }
  return false
}

export function isKeyframes(rule: CSSRule): boolean {
  return 'appendRule' in rule
}

export function isContainer(rule: CSSRule): rule is CSSGroupingRule {
  return 'cssRules' in rule && !isKeyframes(rule)
}
