/** What holds rules: a sheet, or a rule with rules in it. */
export type Container = CSSStyleSheet | CSSGroupingRule

/** null: of another origin, it may not be read. */
export function rulesOf(container: Container): CSSRuleList | null {
  try {
    return container.cssRules
  } catch {
    return null
  }
}

/** What a text would have to be to make the rules that are there. */
export function rulesText(sheet: CSSStyleSheet): string {
  return Array.from(rulesOf(sheet) ?? [], ({ cssText }) => cssText).join('\n')
}
