import { type Capture, type PrivacyRules, PrivacyRulesError } from '@alongside/capture/core'
import { writeRequests } from '@alongside/protocol'
import type { CobrowseConfig } from '@alongside/protocol/api'

/** What of a deployment's configuration says what may leave. */
export type RulesConfig = Pick<
  CobrowseConfig,
  'maskSelectors' | 'readonlySelectors' | 'pauseCriteria' | 'privacy'
>
type Criteria = CobrowseConfig['pauseCriteria']
type Criterion = Criteria[number]
type Condition = Criterion['condition']

const CONDITIONS: Readonly<Record<Condition, (url: string, part: string) => boolean>> = {
  Includes: (url, part) => url.includes(part),
  DoesNotInclude: (url, part) => !url.includes(part),
  StartsWith: (url, part) => url.startsWith(part),
  EndsWith: (url, part) => url.endsWith(part),
  Equals: (url, part) => url === part,
}

/** Letters outside ASCII are found as addresses have them, in UTF-8. */
const isOf =
  (url: string) =>
  ({ condition, urlFragment }: Criterion): boolean =>
    CONDITIONS[condition](url, urlFragment.replace(/[^\0-\x7f\p{Cs}]+/gu, encodeURIComponent))

/** Whether nothing may leave a page of this address (all of it, as `location.href` has it). */
export function isPaused(criteria: Criteria, url: string): boolean {
  return criteria.some(isOf(url))
}

/**
 * What the deployment says of privacy on a page of this address: its rules, and those for such pages, of which the last has the last
 * word on the mode. It came over the network: whatever of it is not as it must be is a PrivacyRulesError, so that no rule is passed
 * over.
 */
export function readRules(config: RulesConfig, url: string): PrivacyRules {
  let why: unknown = 'rules that are none'
  try {
    const { maskSelectors, pauseCriteria, privacy, readonlySelectors } = config
    const { mode, unmaskSelectors, pageRules = [] } = privacy
    const all = [{ mode, maskSelectors, unmaskSelectors }, ...pageRules]
    const lists = [
      readonlySelectors,
      ...all.flatMap((it) => [it.maskSelectors, it.unmaskSelectors]),
    ]
    const criteria = [...pauseCriteria, ...pageRules]
    for (const selector of lists.flat()) new DocumentFragment().querySelector(selector)
    const read =
      all.every((it) => /^(strict|balanced|open)$/.test(it.mode ?? mode)) &&
      lists.every(Array.isArray) &&
      [...lists.flat(), ...criteria.map((it) => it.urlFragment)].every(
        (it) => typeof it === 'string',
      ) &&
      criteria.every(({ condition }) => condition in CONDITIONS)
    if (read) {
      const here = [...all.slice(0, 1), ...pageRules.filter(isOf(url))]
      return {
        mode: here.reduce((before, it) => it.mode ?? before, mode),
        maskSelectors: here.flatMap((it) => it.maskSelectors),
        unmaskSelectors: here.flatMap((it) => it.unmaskSelectors),
      }
    }
  } catch (error) {
    why = error
  }
  throw new PrivacyRulesError(`${why}`)
}

type Renewed = Pick<Capture, 'receive'>

/** All of the page is written anew, as it is now and by the rules of now. */
export function renew(capture: Renewed | null): void {
  capture?.receive(writeRequests([{ request: 'epoch' }]))
}

export type Rules = {
  now(): PrivacyRules
  /** Whether the page has another address, and so other rules, than when this was asked last. */
  changed(): boolean
}

/** A change begins a new epoch of the capture. Throws as `readRules` does, at once and not later. */
export function followRules(config: RulesConfig, capture: () => Renewed | null): Rules {
  let url = location.href
  let rules = readRules(config, url)
  return {
    now: () => rules,
    changed() {
      if (location.href === url) return false
      url = location.href
      const before = JSON.stringify(rules)
      rules = readRules(config, url)
      if (JSON.stringify(rules) === before) return false
      renew(capture())
      return true
    },
  }
}
