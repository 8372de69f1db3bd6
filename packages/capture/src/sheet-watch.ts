import type { SheetId } from '@alongside/protocol'
import { type Container, rulesOf, rulesText } from './containers.ts'
import type { Known } from './known-sheet.ts'
import { documentOf } from './natives.ts'
import type { Root } from './part.ts'
import { isContainer, isKeyframes, type Rules } from './rules.ts'
import { isChosen } from './sheet-choice.ts'
import type { Sheets } from './sheets.ts'

/** Text up to this length is compared with the rules that are there at once, longer text when there is time. */
const SHORT = 4000
/** As much text as the browser parses in half a millisecond. */
const CHUNK = 8000
/** So many rules that were changed before are looked at in each flush; more of them in audits. */
const FEW = 64
/** What an audit takes at most, four times a second. Milliseconds. */
const TURN = 1

/**
 * Finds what became of sheets without anyone having said so: rules changed through what the page has got hold of, edits from
 * before the share, sheets switched and adopted by ways that no hook is on.
 */
export class SheetWatch {
  readonly #sheets: Sheets
  readonly #rules: Rules
  readonly #roots: Iterable<Root>
  readonly #sums = new WeakMap<CSSRule, number>()
  /** Rules that the page may be changing: something that can change them was asked for. */
  #suspects = new Set<CSSRule>()
  /** Whoever got hold of something once may use it again. */
  readonly #watched = new Set<CSSRule>()
  /** `insertRule` with hooks. A window that came and went before anyone saw it has none; what was made there may live on. */
  readonly #hooked = new WeakSet<object>()
  /** Sheets of elements that were looked at once. */
  readonly #seen = new WeakSet<Known>()
  /** Their first text was compared; of an element, in this document. */
  readonly #verified = new WeakMap<Element | CSSStyleSheet, Document | null>()
  /** By what the content of a constructed sheet is being replaced. */
  readonly #replacing = new WeakMap<CSSStyleSheet, unknown>()
  #reading = false
  #round: Iterator<void> | undefined

  constructor(sheets: Sheets, rules: Rules, roots: Iterable<Root>) {
    this.#sheets = sheets
    this.#rules = rules
    this.#roots = roots
  }

  hook(prototype: object | undefined): void {
    if (prototype) this.#hooked.add((prototype as Container).insertRule)
  }

  /** The page gets hold of something that can change this rule, in a moment; `altered`: it has changed it. */
  suspect(rule: CSSRule, altered?: boolean): void {
    if (this.#reading) return
    // Keyframes have no place: the browser can only append them.
    const whole = rule.parentRule && isKeyframes(rule.parentRule) ? rule.parentRule : rule
    if (altered) this.#sums.set(whole, -1)
    else if (!this.#sums.has(whole)) this.#sums.set(whole, this.#sum(whole))
    this.#suspects.add(whole)
    this.#sheets.changed()
  }

  /** A rule was inserted into a container, or deleted. */
  edited(container: Container, index: number, added: 0 | 1, text?: unknown): void {
    this.#rules.edited(container, index, added, text)
    this.#sheets.changed()
  }

  /** The whole content of a constructed sheet was replaced; `by`: by a call that is not settled yet. */
  replaced(sheet: CSSStyleSheet, text: unknown, by?: unknown): void {
    const sheets = this.#sheets
    this.#replacing.set(sheet, by)
    this.#rules.forget(sheet)
    sheets.given.delete(sheet)
    if (typeof text === 'string') sheets.given.set(sheet, text)
    const known = sheets.known(sheet)
    if (known) sheets.again(known)
  }

  /** That call is settled. What was edited or replaced since is no longer what its text makes. */
  settled(sheet: CSSStyleSheet, text: unknown, by: unknown): void {
    if (this.#replacing.get(sheet) === by)
      this.replaced(sheet, this.#rules.isText(sheet) ? text : null)
  }

  /** Whether it is one of a choice, and not the one that was chosen. */
  isOff(known: Known): boolean {
    return !isChosen(known.sheet, this.#sheets.ownerOf(known), this.#sheets.chosen)
  }

  /** The sheet of this id, if the token of an address stands in it. */
  naming(id: SheetId, token: string): Known | null {
    const known = [...this.#sheets.all].find((it) => it.id === id)
    if (!known || token === '') return null
    const { sheet } = known
    const leaving = (css: string): string => this.#sheets.leaving(known, css)
    const text = known.flat ? rulesText(sheet) : this.#sheets.textOf(known)
    const stands = leaving(text ?? '').includes(token) || this.#rules.names(sheet, token, leaving)
    return stands ? known : null
  }

  /** Finds what has changed since it was suspected. */
  flush(spent: () => boolean): void {
    for (const known of this.#sheets.all) {
      if (!known.home || this.#seen.has(known)) continue
      if (spent()) break
      this.#seen.add(known)
      if ((this.#sheets.textOf(known)?.length ?? 0) > SHORT) continue
      run(this.#verify(known))
      if (!this.#hears(known.sheet)) run(this.#look(known.sheet))
    }
    const suspects = this.#suspects
    this.#suspects = new Set()
    if (this.#watched.size <= FEW) for (const rule of this.#watched) suspects.add(rule)
    for (const rule of suspects) {
      // Where one change was, the next may follow.
      if (this.#check(rule)) this.#sheets.changed()
      const sheet = rule.parentStyleSheet
      if (sheet && this.#sheets.known(sheet)) this.#watched.add(rule)
      else this.#watched.delete(rule)
    }
  }

  /** Looks at a part of everything, or at all when there is no deadline. */
  audit(deadline: number): void {
    let until = deadline
    if (until === Number.POSITIVE_INFINITY) this.#round = undefined
    else until = Math.min(until, performance.now() + TURN)
    if (this.#watched.size > FEW) {
      for (const rule of this.#watched) this.#suspects.add(rule)
      this.#watched.clear()
    }
    do {
      this.#round ??= this.#everything()
      if (!this.#round.next().done) continue
      this.#round = undefined
      return
    } while (performance.now() < until)
  }

  stop(): void {
    this.#round = undefined
    this.#suspects.clear()
    this.#watched.clear()
  }

  *#everything(): Generator<void> {
    for (const known of this.#sheets.all) {
      this.#sheets.look(known)
      yield
      yield* this.#verify(known)
      yield* this.#look(known.sheet)
    }
    for (const root of this.#roots) {
      this.#sheets.adopting(root)
      yield
    }
  }

  /** Each rule, one a step: whether it is the one that was told, and as it was. */
  *#look(container: Container): Generator<void> {
    const rules = rulesOf(container)
    if (!this.#hears(container)) this.#rules.baseOf(container)
    for (let i = 0; rules && i < rules.length; i++) {
      const rule = rules[i] as CSSRule
      this.#rules.compare(container, i)
      if (this.#sums.has(rule)) this.#check(rule)
      else this.#sums.set(rule, this.#sum(rule))
      yield
      if (isContainer(rule)) yield* this.#look(rule)
    }
    if (rules?.length === 0) this.#rules.compare(container, 0)
  }

  /** Whether a sheet is what its text makes, one step at a time: scripts may have edited it before anyone watched. */
  *#verify(known: Known): Generator<void> {
    const { sheet } = known
    // An element once in a document: what comes after its first text is heard of, where anything is.
    const owner = this.#hears(sheet) ? this.#sheets.ownerOf(known) : null
    const first = owner ?? sheet
    const within = owner ? documentOf(owner) : null
    const text = known.home && this.#verified.get(first) !== within && this.#sheets.textOf(known)
    if (!text || !rulesOf(sheet)) return
    const rules = this.#rules
    const base = rules.baseOf(sheet)
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
      const isImport = rule?.type === CSSRule.IMPORT_RULE
      if (isImport) made.splice(had.length, 0, 0)
      had.push(isImport ? 0 : hash(rule?.cssText ?? ''))
      yield
    }
    // Replaced meanwhile: the next round begins again.
    if (rules.baseOf(sheet) !== base) return
    this.#verified.set(first, within)
    const more = had.length - made.length
    const differ = made.findIndex((sum, i) => sum !== had[i])
    const head = more && differ >= 0 ? differ : made.length
    const most = Math.min(made.length, had.length) - head
    let tail = 0
    while (tail < most && made.at(-1 - tail) === had.at(-1 - tail)) tail++
    if (!more && differ < 0) return
    const is = made.map((sum, i) => {
      const at = i < head ? i : i < made.length - tail ? -1 : i + more
      return (sum === had[at] && base[at]) || null
    })
    rules.rebase(sheet, is)
    this.#sheets.again(known)
  }

  #check(rule: CSSRule): boolean {
    const sum = this.#sum(rule)
    if (sum === this.#sums.get(rule)) return false
    this.#sums.set(rule, sum)
    this.#rules.changed(rule)
    return true
  }

  #hears({ insertRule }: Container): boolean {
    return this.#hooked.has(insertRule)
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

function run(work: Iterator<void>): void {
  while (!work.next().done);
}
