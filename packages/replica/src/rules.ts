import type { Op } from '@alongside/protocol'

export type RuleOp = Extract<Op, { op: 'insertRule' | 'deleteRule' }>

/** A rule of no effect: it keeps the indices of the others right where this browser cannot parse one. */
const PLACEHOLDER = '@media not all{}'
/** The same before an `@import`, where only this may stand. */
const EARLY_PLACEHOLDER = '@layer alongside-nothing;'
/** Rules that are kept of one sheet. */
const MOST = 200_000

type Container = {
  readonly cssRules: CSSRuleList
  insertRule(text: string, index: number): number
  deleteRule(index: number): void
}
type Rewrite = (text: string) => string

/** A rule as it is to be there. */
type Entry = {
  /** Which one it is of those that the text of its container makes; -1: it has a text of its own. */
  readonly base: number
  readonly text: string
  /** The text with what there is of its assets. */
  live: string
  /** The rules in it, once one was edited. */
  inner: Entry[] | null
}

/**
 * The rules of a sheet that scripts have edited, as they are to be: the state that edits lead to and not their history, so
 * that it is as large as the sheet however long the page goes on. The same edits make it true in a sheet parsed anew.
 */
export class RuleList {
  readonly #top: Entry[]
  #size: number

  constructor(count: number) {
    this.#top = entries(count)
    this.#size = count
  }

  /** How many rules there are to be at the top. */
  get length(): number {
    return this.#top.length
  }

  /** An edit, here and in the sheets that show it (one at least). false: it has no place. */
  apply(op: RuleOp, sheets: readonly CSSStyleSheet[], rewrite: Rewrite): boolean {
    let list = this.#top
    let shown: Container[] = [...sheets]
    for (const index of op.path) {
      const entry = list[index]
      shown = shown.flatMap((container) => innerOf(container, index) ?? [])
      const [first] = shown
      if (!entry || !first) return false
      entry.inner ??= entries(first.cssRules.length)
      list = entry.inner
    }
    if (op.op === 'deleteRule') {
      if (op.index >= list.length) return false
      list.splice(op.index, 1)
      this.#size--
      for (const container of shown) remove(container, op.index)
      return true
    }
    if (this.#size >= MOST || op.index > list.length) return false
    const live = rewrite(op.text)
    list.splice(op.index, 0, { base: -1, text: op.text, live, inner: null })
    this.#size++
    for (const container of shown) put(container, op.index, live)
    return true
  }

  /** Makes a sheet that was just parsed what it is to be. */
  replay(sheet: CSSStyleSheet, rewrite: Rewrite): void {
    replay(sheet, this.#top, rewrite)
  }

  /** Writes those rules anew that assets have changed. */
  refresh(sheets: readonly CSSStyleSheet[], rewrite: Rewrite): void {
    refresh(sheets, this.#top, rewrite)
  }
}

/** A sheet without any rules. */
export function clear(sheet: CSSStyleSheet): void {
  while (sheet.cssRules.length > 0) sheet.deleteRule(sheet.cssRules.length - 1)
}

function entries(count: number): Entry[] {
  return Array.from({ length: count }, (_, base) => ({ base, text: '', live: '', inner: null }))
}

function replay(container: Container, list: readonly Entry[], rewrite: Rewrite): void {
  let base = 0
  for (const [at, entry] of list.entries()) {
    if (entry.base < 0) {
      entry.live = rewrite(entry.text)
      put(container, at, entry.live)
    } else {
      for (; base < entry.base; base++) remove(container, at)
      base++
    }
    replayInner(container, at, entry, rewrite)
  }
  for (let at = container.cssRules.length - 1; at >= list.length; at--) remove(container, at)
}

function replayInner(container: Container, at: number, entry: Entry, rewrite: Rewrite): void {
  const inner = entry.inner && innerOf(container, at)
  if (inner && entry.inner) replay(inner, entry.inner, rewrite)
}

function refresh(shown: readonly Container[], list: readonly Entry[], rewrite: Rewrite): void {
  for (const [at, entry] of list.entries()) {
    const live = entry.base < 0 ? rewrite(entry.text) : ''
    if (live !== entry.live) {
      entry.live = live
      for (const container of shown) {
        remove(container, at)
        put(container, at, live)
        replayInner(container, at, entry, rewrite)
      }
    } else if (entry.inner) {
      const inner = shown.flatMap((container) => innerOf(container, at) ?? [])
      refresh(inner, entry.inner, rewrite)
    }
  }
}

/** The rule at an index, if rules can be put into it. */
function innerOf(container: Container, index: number): Container | null {
  const rule = container.cssRules[index]
  return rule && 'insertRule' in rule ? (rule as CSSGroupingRule) : null
}

export function put(container: Container, index: number, text: string): void {
  if (text === '' && putEmpty(container, index)) return
  for (const each of [text, PLACEHOLDER, EARLY_PLACEHOLDER]) {
    try {
      container.insertRule(each, index)
      return
    } catch {
      // This browser does not know it, or it may not stand here.
    }
  }
}

/** Declarations between nested rules that a script has taken all from: no text makes them. */
function putEmpty(container: Container, index: number): boolean {
  try {
    container.insertRule('top:0', index)
    ;(container.cssRules[index] as CSSStyleRule).style.cssText = ''
    return true
  } catch {
    return false
  }
}

function remove(container: Container, index: number): void {
  if (index < container.cssRules.length) container.deleteRule(index)
}
