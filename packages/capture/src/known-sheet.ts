import type { NodeId, SheetId } from '@alongside/protocol'
import { rulesOf } from './containers.ts'
import type { Rules } from './rules.ts'

/** A style sheet object that the replica knows. */
export type Known = {
  readonly id: SheetId
  readonly sheet: CSSStyleSheet
  readonly owner: NodeId
  /** The element that it came with, itself or by `@import`, or the root that adopted it first: it is masked as that is. */
  readonly scope: Node
  /** What `url()` tokens of this sheet resolve against. */
  readonly baseUrl: string
  media: string
  disabled: boolean
  /** The element that it came with, itself or by `@import`. */
  readonly home: NodeId
  /** How many roots have adopted it; 1 where it has a home. */
  uses: number
  /** Its rules are told one by one: the replica's browser makes others of its text. */
  listed: boolean
  /** Its rules went as one text: nobody followed them yet, or they were few and nobody knew its text. */
  flat: boolean
  /** The replica waits for its rules. */
  more: boolean
  readonly imports: Known[]
}

/** The `@import` rules of a sheet: they stand before all other rules but statements of layers. */
export function* importsOf(sheet: CSSStyleSheet): Generator<CSSImportRule> {
  for (const rule of rulesOf(sheet) ?? []) {
    if (rule.type === CSSRule.IMPORT_RULE) yield rule as CSSImportRule
    else if (!('nameList' in rule)) return
  }
}

/** What sheets ask of their rules. */
export type RuleState = Pick<Rules, 'behind' | 'begin' | 'flush' | 'isText' | 'isTold' | 'count'>

/** Until rules are followed one by one, a sheet is its text, or else the rules that are there as one text. */
export const UNFOLLOWED: RuleState = {
  behind: false,
  begin() {},
  flush() {},
  isText: () => true,
  isTold: () => false,
  count: (sheet) => rulesOf(sheet)?.length ?? 0,
}
