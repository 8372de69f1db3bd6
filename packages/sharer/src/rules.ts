import { type PrivacyRules, PrivacyRulesError } from '@alongside/capture/core'
import type { CobrowseConfig } from '@alongside/protocol/api'

type Criteria = CobrowseConfig['pauseCriteria']
type Condition = Criteria[number]['condition']

const CONDITIONS: Readonly<Record<Condition, (url: string, part: string) => boolean>> = {
  Includes: (url, part) => url.includes(part),
  DoesNotInclude: (url, part) => !url.includes(part),
  StartsWith: (url, part) => url.startsWith(part),
  EndsWith: (url, part) => url.endsWith(part),
  Equals: (url, part) => url === part,
}

/** Whether nothing may leave a page of this address (all of it, as `location.href` has it). */
export function isPaused(criteria: Criteria, url: string): boolean {
  return criteria.some(({ condition, urlFragment }) => CONDITIONS[condition](url, urlFragment))
}

/**
 * What the deployment says of privacy. It came over the network: whatever is not as it must be is a PrivacyRulesError, so that
 * no rule is passed over. Selectors of masks are read by the capture, which throws the same.
 */
export function readRules(config: CobrowseConfig): PrivacyRules {
  try {
    const { maskSelectors, pauseCriteria, privacy, readonlySelectors } = config
    const { mode, unmaskSelectors } = privacy
    const selectors = [maskSelectors, unmaskSelectors, readonlySelectors]
    const texts = [...selectors.flat(), ...pauseCriteria.map(({ urlFragment }) => urlFragment)]
    for (const selector of readonlySelectors) new DocumentFragment().querySelector(selector)
    const read =
      /^(strict|balanced|open)$/.test(mode) &&
      selectors.every(Array.isArray) &&
      texts.every((it) => typeof it === 'string') &&
      pauseCriteria.every(({ condition }) => condition in CONDITIONS)
    if (read) return { mode, maskSelectors, unmaskSelectors }
  } catch {}
  throw new PrivacyRulesError('rules that are none')
}
