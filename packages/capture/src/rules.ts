import type { OpWriter, SheetId } from '@alongside/protocol'
import { type Container, rulesOf } from './containers.ts'

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
  /** What it was when it was last looked at. */
  sum?: number
  /** It is not what the text of its container makes. */
  changed?: boolean
  /** Something of it has an address. */
  loads?: boolean
}

/** As much text as the browser parses in half a millisecond. */
const CHUNK = 8000
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
  /** Rules that the page may be changing: something that can change them was asked for. */
  #suspects = new Set<CSSRule>()
  /** Whoever got hold of something once may use it again. */
  readonly #watched = new Set<CSSRule>()
  #reading = false

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

  /** Whether it is known what the text of a sheet makes, and what edits made of it. */
  knows(sheet: CSSStyleSheet): boolean {
    return this.#lists.has(sheet)
  }

  /** All of it was replaced: the text is what is there. */
  forget(container: Container): void {
    this.#lists.delete(container)
    this.#dirty.delete(container)
    for (const rule of container.cssRules) {
      if (isContainer(rule)) this.forget(rule)
    }
  }

  /** The page gets hold of something that can change this rule, in a moment; `altered`: it has changed it. */
  suspect(rule: CSSRule, altered?: boolean): void {
    if (this.#reading) return
    // Keyframes have no place: the browser can only append them.
    const whole = rule.parentRule && isKeyframes(rule.parentRule) ? rule.parentRule : rule
    const mark = this.#mark(whole)
    if (altered) mark.sum = -1
    else mark.sum ??= this.#sum(whole)
    this.#suspects.add(whole)
  }

  /** The replica gets the text of this sheet; `bare`: none of it, so that every rule is to be told. */
  begin(sheet: CSSStyleSheet, bare: boolean): void {
    if (bare) this.#list(sheet).base = []
    this.#again(sheet)
  }

  #again(container: Container): void {
    const list = this.#lists.get(container)
    if (!list) return
    list.told = list.base.map((rule) => (rule && this.#marks.get(rule)?.changed ? null : rule))
    this.#touch(container, list, 0, 0)
    for (const rule of container.cssRules) if (isContainer(rule)) this.#again(rule)
  }

  /** Finds what has changed since it was suspected. Whether something had. */
  check(known: (sheet: CSSStyleSheet) => boolean, all: boolean): boolean {
    const suspects = this.#suspects
    this.#suspects = new Set()
    let found = false
    if (all) for (const rule of this.#watched) suspects.add(rule)
    for (const rule of suspects) {
      found = this.#check(rule) || found
      const sheet = rule.parentStyleSheet
      if (sheet && known(sheet)) this.#watched.add(rule)
      else this.#watched.delete(rule)
    }
    return found
  }

  /** Few enough to be looked at every time. */
  get fewWatched(): boolean {
    return this.#watched.size < 65
  }

  /** Tells what differs in the sheets with ids, until time is up. */
  flush(idOf: (sheet: CSSStyleSheet) => SheetId | undefined, spent: () => boolean): void {
    for (const container of this.#dirty) {
      if (!this.#tell(container, idOf, spent)) return
    }
  }

  /** Where in the sheet an address may stand besides its text. */
  names(container: Container, token: string): boolean {
    const list = this.#lists.get(container)
    if (!list) return false
    for (const rule of container.cssRules) {
      if (this.#marks.get(rule)?.loads && rule.cssText.includes(token)) return true
      if (isContainer(rule) && this.names(rule, token)) return true
    }
    return false
  }

  /** Looks at each rule, one a step, and remembers what it was. */
  *round(container: Container): Generator<void> {
    const list = this.#lists.get(container)
    const rules = rulesOf(container)
    if (!rules) return
    if (list && (list.told.length !== rules.length || list.told.at(-1) !== rules[rules.length - 1]))
      this.#touch(container, list, 0, 0)
    for (let i = 0; i < rules.length; i++) {
      const rule = rules[i] as CSSRule
      const mark = this.#mark(rule)
      if (mark.sum === undefined) mark.sum = this.#sum(rule)
      else this.#check(rule)
      yield
      if (isContainer(rule)) yield* this.round(rule)
    }
  }

  /**
   * Whether a sheet is what its text makes, one step at a time: scripts may have edited it before anyone watched. `differs`
   * is called when it is not; it is to be told again then.
   */
  *verify(sheet: CSSStyleSheet, text: string, differs: () => void): Generator<void> {
    const list = this.#list(sheet)
    const { base } = list
    const made: number[] = []
    for (const part of chunksOf(text)) {
      const parsed = new CSSStyleSheet()
      parsed.replaceSync(part)
      yield
      for (const rule of parsed.cssRules) {
        made.push(hash(rule.cssText))
        yield
      }
    }
    const had: number[] = []
    for (const rule of base) {
      // A constructed sheet has no imports, whatever its text says.
      if (rule?.type === CSSRule.IMPORT_RULE) made.splice(had.length, 0, 0)
      had.push(rule?.type === CSSRule.IMPORT_RULE ? 0 : hash(rule?.cssText ?? ''))
      yield
    }
    if (this.#lists.get(sheet) !== list) return
    const more = had.length - made.length
    const differ = made.findIndex((sum, i) => sum !== had[i])
    const first = more && differ >= 0 ? differ : made.length
    let tail = 0
    while (
      tail < Math.min(made.length, had.length) - first &&
      made.at(-1 - tail) === had.at(-1 - tail)
    )
      tail++
    list.base = made.map((sum, i) => {
      const at = i < first ? i : i < made.length - tail ? -1 : i + more
      return (sum === had[at] && base[at]) || null
    })
    if (more || differ >= 0) differs()
  }

  #tell(
    container: Container,
    idOf: (sheet: CSSStyleSheet) => SheetId | undefined,
    spent: () => boolean,
  ): boolean {
    const list = this.#list(container)
    const up = upOf(container)
    if (up && this.#dirty.has(up) && !this.#tell(up, idOf, spent)) return false
    // It may be done with: told as a part of what it is in.
    if (!this.#dirty.has(container)) return true
    const path: number[] = []
    let sheet: Container | null = container
    for (let above = up; above; above = upOf(sheet)) {
      path.unshift(this.#list(above).told.indexOf(sheet as CSSRule))
      sheet = above
    }
    const id = idOf(sheet as CSSStyleSheet)
    if (!id || path.includes(-1)) {
      this.#dirty.delete(container)
      return true
    }
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
        this.#out.insertRule(id, path, at, this.#textOf(rule))
        told.splice(at++, 0, rule)
      }
    }
    list.head = list.tail = Number.POSITIVE_INFINITY
    this.#dirty.delete(container)
    return true
  }

  #textOf(rule: CSSRule): string {
    const mark = this.#mark(rule)
    // Its text has all that is in it.
    if (mark.text === undefined && isContainer(rule)) this.forget(rule)
    const text = mark.text ?? rule.cssText
    mark.loads = LOADS.test(text)
    return text
  }

  #check(rule: CSSRule): boolean {
    const mark = this.#mark(rule)
    const sum = this.#sum(rule)
    if (sum === mark.sum) return false
    mark.sum = sum
    mark.text = undefined
    mark.changed = true
    const up = upOf(rule)
    if (!up) return false
    const list = this.#list(up)
    const at = list.told.indexOf(rule)
    if (at >= 0) {
      list.told[at] = null
      this.#touch(up, list, at, list.told.length - at - 1)
    }
    return true
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

  /** What can change of a rule besides the rules in it. */
  #sum(rule: CSSRule): number {
    if (!isContainer(rule)) return hash(rule.cssText)
    this.#reading = true
    const { conditionText, name, selectorText, style } = rule as Partial<
      CSSMediaRule & CSSLayerBlockRule & CSSStyleRule
    >
    const text = [conditionText, name, selectorText, style?.cssText].join()
    this.#reading = false
    return hash(text)
  }
}

/** What a container stands in; null for a sheet, and for a rule that is no longer in one. */
function upOf(container: Container | CSSRule): Container | null {
  return 'cssText' in container
    ? ((container.parentRule as CSSGroupingRule | null) ?? container.parentStyleSheet)
    : null
}

function isKeyframes(rule: CSSRule): boolean {
  return 'appendRule' in rule
}

function isContainer(rule: CSSRule): rule is CSSGroupingRule {
  return 'cssRules' in rule && !isKeyframes(rule)
}

function hash(text: string): number {
  let sum = 0
  for (let i = 0; i < text.length; i++) sum = (Math.imul(sum, 31) + text.charCodeAt(i)) >>> 0
  return sum
}

/** CSS in parts that end where a rule does. */
function* chunksOf(text: string): Generator<string> {
  // Runs, not single characters: a data: URL of megabytes must not fill the backtracking stack.
  const token =
    /\/\*[\s\S]*?\*\/|"[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*"|'[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*'|\\[\s\S]|[{};]/g
  let from = 0
  let depth = 0
  for (let found = token.exec(text); found; found = token.exec(text)) {
    if (found[0] === '{') depth++
    else if (found[0] === '}') depth--
    else if (found[0] !== ';') continue
    if (depth > 0 || token.lastIndex - from < CHUNK) continue
    yield text.slice(from, token.lastIndex)
    from = token.lastIndex
    depth = 0
  }
  yield text.slice(from)
}
