import type { Op } from '@alongside/protocol'

export type RuleOp = Extract<Op, { op: 'insertRule' | 'deleteRule' }>

/** A rule of no effect: it keeps the indices of the others right where this browser cannot parse one. */
const PLACEHOLDER = '@media not all{}'

type Container = {
  readonly cssRules: CSSRuleList
  insertRule(text: string, index: number): number
  deleteRule(index: number): void
}

/** Applies one CSSOM edit. An edit that has no place here (a rule parsed differently) is left out, never an error. */
export function applyRule(sheet: CSSStyleSheet, op: RuleOp, text: string): void {
  let target: CSSStyleSheet | CSSRule | undefined = sheet
  for (const index of op.path) target = target && rulesOf(target)?.[index]
  const rules = target && rulesOf(target)
  if (!target || !rules) return
  if (op.op === 'deleteRule') {
    if (op.index >= rules.length) return
    if ('deleteRule' in target && !('appendRule' in target))
      (target as Container).deleteRule(op.index)
    else deleteKeyframe(target as CSSKeyframesRule, op.index)
    return
  }
  if ('appendRule' in target) {
    ;(target as CSSKeyframesRule).appendRule(text)
    return
  }
  const container = target as Container
  const index = Math.min(op.index, rules.length)
  try {
    container.insertRule(text, index)
  } catch {
    try {
      container.insertRule(PLACEHOLDER, index)
    } catch {
      // Not even that: an @import or @namespace has to stand before others. Nothing can take its place.
    }
  }
}

/** Gives a sheet that belongs to an element the rules of this text: only a constructed one can be told so at once. */
export function replaceRules(sheet: CSSStyleSheet, text: string): void {
  const parsed = new CSSStyleSheet()
  parsed.replaceSync(text)
  while (sheet.cssRules.length > 0) sheet.deleteRule(sheet.cssRules.length - 1)
  for (const rule of parsed.cssRules) {
    try {
      sheet.insertRule(rule.cssText, sheet.cssRules.length)
    } catch {
      sheet.insertRule(PLACEHOLDER, sheet.cssRules.length)
    }
  }
}

function rulesOf(target: CSSStyleSheet | CSSRule): CSSRuleList | null {
  return 'cssRules' in target ? (target.cssRules as CSSRuleList) : null
}

/** Keyframes are deleted by key: the last rule with this key goes. */
function deleteKeyframe(rule: CSSKeyframesRule, index: number): void {
  const frame = rule.cssRules[index]
  if (frame && 'keyText' in frame) rule.deleteRule(String(frame.keyText))
}
