import type { AssetPolicy, CobrowseConfig, Deployment, RuleChange } from '@alongside/protocol/api'
import { firstBadSelector, linesOf } from './lines.ts'

type Config = CobrowseConfig['privacy']
export const MODES = ['strict', 'balanced', 'open'] as const

/** Rules of pages of an address; no mode: that of all pages. */
export type PageDraft = {
  readonly condition: CobrowseConfig['pauseCriteria'][number]['condition']
  readonly urlFragment: string
  readonly mode: Config['mode'] | ''
  readonly masks: string
  readonly unmasks: string
}

/** A deployment's settings as they stand in the form; lists as text, one entry per line. */
export type Draft = {
  readonly domains: string
  readonly mode: Config['mode']
  readonly emails: boolean
  readonly pages: readonly PageDraft[]
  readonly masks: string
  readonly unmasks: string
  readonly readonlys: string
  readonly pauses: readonly CobrowseConfig['pauseCriteria'][number][]
  readonly assets: AssetPolicy
  /** Customers may type a join code. */
  readonly voice: boolean
}

export function draftOf({ domains, config: { cobrowse } }: Deployment): Draft {
  return {
    domains: domains.join('\n'),
    mode: cobrowse.privacy.mode,
    emails: cobrowse.privacy.emails ?? false,
    pages: (cobrowse.privacy.pageRules ?? []).map((rule) => ({
      condition: rule.condition,
      urlFragment: rule.urlFragment,
      mode: rule.mode ?? '',
      masks: rule.maskSelectors.join('\n'),
      unmasks: rule.unmaskSelectors.join('\n'),
    })),
    masks: cobrowse.maskSelectors.join('\n'),
    unmasks: cobrowse.privacy.unmaskSelectors.join('\n'),
    readonlys: cobrowse.readonlySelectors.join('\n'),
    pauses: cobrowse.pauseCriteria,
    assets: cobrowse.assets ?? 'sharer+direct',
    voice: cobrowse.channels.includes('Voice'),
  }
}

/** What would be published; rows without an address say nothing and are left out. */
export function configOf(draft: Draft, { config: { cobrowse } }: Deployment): CobrowseConfig {
  return {
    ...cobrowse,
    maskSelectors: linesOf(draft.masks),
    readonlySelectors: linesOf(draft.readonlys),
    pauseCriteria: addressed(draft.pauses),
    assets: draft.assets,
    channels: [
      ...cobrowse.channels.filter((each) => each !== 'Voice'),
      ...(draft.voice ? ['Voice' as const] : []),
    ],
    privacy: {
      mode: draft.mode,
      unmaskSelectors: linesOf(draft.unmasks),
      emails: draft.emails,
      pageRules: addressed(draft.pages).map(({ mode, masks, unmasks, ...address }) => ({
        ...address,
        ...(mode && { mode }),
        maskSelectors: linesOf(masks),
        unmaskSelectors: linesOf(unmasks),
      })),
    },
  }
}

function addressed<Row extends { readonly urlFragment: string }>(rows: readonly Row[]): Row[] {
  return rows
    .map((row) => ({ ...row, urlFragment: row.urlFragment.trim() }))
    .filter(({ urlFragment }) => urlFragment)
}

export function isChanged(draft: Draft, deployment: Deployment): boolean {
  const said = (one: Draft): string =>
    JSON.stringify([linesOf(one.domains), configOf(one, deployment)])
  return said(draft) !== said(draftOf(deployment))
}

export function isReadable({ masks, unmasks, readonlys, pages }: Draft): boolean {
  const ofPages = pages.flatMap((page) => [page.masks, page.unmasks])
  return [masks, unmasks, readonlys, ...ofPages].every((text) => !firstBadSelector(text))
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
