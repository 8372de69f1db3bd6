import type { Explanation } from '@alongside/capture/explain'
import type { CobrowseConfig, RuleChange } from '@alongside/protocol/api'

type Lists = Readonly<Record<RuleChange['list'], readonly string[]>>

/** The rules with what was chosen since, in its order. */
export function changed(config: CobrowseConfig, changes: readonly RuleChange[]): CobrowseConfig {
  const lists = { ...listsOf(config) }
  for (const { list, selector, on } of changes) {
    const others = lists[list].filter((it) => it !== selector)
    lists[list] = on ? [...others, selector] : others
  }
  return {
    ...config,
    maskSelectors: [...lists.maskSelectors],
    privacy: { ...config.privacy, unmaskSelectors: [...lists.unmaskSelectors] },
  }
}

/** What is other than it was, however many changes it took. */
export function differences(before: CobrowseConfig, after: CobrowseConfig): RuleChange[] {
  const [was, is] = [listsOf(before), listsOf(after)]
  return (['maskSelectors', 'unmaskSelectors'] as const).flatMap((list) => [
    ...is[list].filter((it) => !was[list].includes(it)).map((selector) => at(list, selector, true)),
    ...was[list]
      .filter((it) => !is[list].includes(it))
      .map((selector) => at(list, selector, false)),
  ])
}

/** What hides an element of this selector; null: it is hidden. */
export function hiding(
  { leaves }: Explanation,
  selector: string,
  config: CobrowseConfig,
): RuleChange[] | null {
  if (leaves !== 'all' && leaves !== 'parts') return null
  const shown = config.privacy.unmaskSelectors.includes(selector)
  const off = shown ? [at('unmaskSelectors', selector, false)] : []
  return [...off, at('maskSelectors', selector, true)]
}

/** What shows an element of this selector; null: nothing of it is hidden, or no rule of the deployment can show it. */
export function showing(
  element: Element,
  { leaves, why }: Explanation,
  selector: string,
): RuleChange[] | null {
  if (leaves !== 'shape') return null
  switch (why.by) {
    case 'mask':
      // A mask counts more than what unmasks the same element.
      return why.at === element
        ? [at('maskSelectors', why.selector, false)]
        : [at('unmaskSelectors', selector, true)]
    case 'markedMask':
      return why.at === element ? null : [at('unmaskSelectors', selector, true)]
    case 'mode':
    case 'personal':
      return [at('unmaskSelectors', selector, true)]
    default:
      return null
  }
}

export function opposite({ list, selector, on }: RuleChange): RuleChange {
  return at(list, selector, !on)
}

function listsOf({ maskSelectors, privacy: { unmaskSelectors } }: CobrowseConfig): Lists {
  return { maskSelectors, unmaskSelectors }
}

function at(list: RuleChange['list'], selector: string, on: boolean): RuleChange {
  return { list, selector, on }
}
