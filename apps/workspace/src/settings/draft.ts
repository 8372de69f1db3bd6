import type { AssetPolicy, CobrowseConfig, Deployment, RuleChange } from '@alongside/protocol/api'
import { firstBadSelector, linesOf } from './lines.ts'

/** A deployment's settings as they stand in the form; lists as text, one entry per line. */
export type Draft = {
  readonly domains: string
  readonly mode: CobrowseConfig['privacy']['mode']
  readonly masks: string
  readonly unmasks: string
  readonly readonlys: string
  readonly pauses: CobrowseConfig['pauseCriteria']
  readonly assets: AssetPolicy
}

export function draftOf({ domains, config: { cobrowse } }: Deployment): Draft {
  return {
    domains: domains.join('\n'),
    mode: cobrowse.privacy.mode,
    masks: cobrowse.maskSelectors.join('\n'),
    unmasks: cobrowse.privacy.unmaskSelectors.join('\n'),
    readonlys: cobrowse.readonlySelectors.join('\n'),
    pauses: cobrowse.pauseCriteria,
    assets: cobrowse.assets ?? 'sharer+direct',
  }
}

/** What would be published; rows without an address say nothing and are left out. */
export function configOf(draft: Draft, { config: { cobrowse } }: Deployment): CobrowseConfig {
  return {
    ...cobrowse,
    maskSelectors: linesOf(draft.masks),
    readonlySelectors: linesOf(draft.readonlys),
    pauseCriteria: draft.pauses
      .map(({ condition, urlFragment }) => ({ condition, urlFragment: urlFragment.trim() }))
      .filter(({ urlFragment }) => urlFragment),
    assets: draft.assets,
    privacy: { mode: draft.mode, unmaskSelectors: linesOf(draft.unmasks) },
  }
}

export function isChanged(draft: Draft, deployment: Deployment): boolean {
  const said = (one: Draft): string =>
    JSON.stringify([linesOf(one.domains), configOf(one, deployment)])
  return said(draft) !== said(draftOf(deployment))
}

export function isReadable({ masks, unmasks, readonlys }: Draft): boolean {
  return [masks, unmasks, readonlys].every((text) => !firstBadSelector(text))
}

/** What was chosen on a page in test mode, as if it were typed here. */
export function withChanges(draft: Draft, changes: readonly RuleChange[]): Draft {
  const lists = { maskSelectors: linesOf(draft.masks), unmaskSelectors: linesOf(draft.unmasks) }
  for (const { list, selector, on } of changes) {
    const others = lists[list].filter((it) => it !== selector)
    lists[list] = on ? [...others, selector] : others
  }
  return {
    ...draft,
    masks: lists.maskSelectors.join('\n'),
    unmasks: lists.unmaskSelectors.join('\n'),
  }
}
