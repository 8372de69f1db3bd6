import { readRequests } from '@alongside/protocol'
import type { CobrowseConfig } from '@alongside/protocol/api'
import { expect, test } from 'vitest'
import { CONFIG } from '../test/no-network.ts'
import { followRules, isPaused, readRules } from './rules.ts'

const URL = 'https://shop.example/payment?step=2#card'

/** A configuration with a rule for pages of an address, which is not the one here unless it is said. */
function pageRules(...changes: object[]): Pick<CobrowseConfig, 'privacy'> {
  const rule = {
    urlFragment: '/elsewhere',
    condition: 'Includes',
    maskSelectors: [],
    unmaskSelectors: [],
  }
  const privacy = { ...CONFIG.privacy, pageRules: changes.map((it) => ({ ...rule, ...it })) }
  return { privacy: privacy as CobrowseConfig['privacy'] }
}

test.each<[CobrowseConfig['pauseCriteria'][number]['condition'], string, boolean]>([
  ['Includes', '/payment', true],
  ['Includes', '/basket', false],
  ['DoesNotInclude', '/payment', false],
  ['DoesNotInclude', '/basket', true],
  ['StartsWith', 'https://shop.example/pay', true],
  ['StartsWith', '/payment', false],
  ['EndsWith', '#card', true],
  ['EndsWith', '/payment', false],
  ['Equals', URL, true],
  ['Equals', 'https://shop.example/payment', false],
])('%s %s', (condition, urlFragment, paused) => {
  expect(isPaused([{ condition, urlFragment }], URL)).toBe(paused)
})

test('letters outside ASCII are found as addresses have them, and half a letter is no error', () => {
  const url = new window.URL('https://宿.example/お支払い/カード#名').href
  const paused = (urlFragment: string): boolean =>
    isPaused([{ condition: 'Includes', urlFragment }], url)
  expect(['/お支払い', 'カード#名', '%E6', '/お届け', '\ud800'].map(paused)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
})

test('any of several is enough, and none pauses nothing', () => {
  const criteria: CobrowseConfig['pauseCriteria'] = [
    { condition: 'Includes', urlFragment: '/basket' },
    { condition: 'EndsWith', urlFragment: '#card' },
  ]
  expect(isPaused(criteria, URL)).toBe(true)
  expect(isPaused([], URL)).toBe(false)
})

test.each<[string, object]>([
  ['no rules at all', { privacy: undefined }],
  ['one selector for a list of them', { maskSelectors: 'main' }],
  ['a list that is missing', { privacy: { mode: 'balanced' } }],
  ['something else than text', { privacy: { mode: 'balanced', unmaskSelectors: [null] } }],
  ['a mode that nobody knows', { privacy: { mode: 'opened', unmaskSelectors: [] } }],
  ['a condition that nobody knows', { pauseCriteria: [{ urlFragment: '/', condition: 'Has' }] }],
  ['a criterion without a fragment', { pauseCriteria: [{ condition: 'Includes' }] }],
  ['a read-only selector that is none', { readonlySelectors: ['p:sometime('] }],
  ['a selector for other pages that is none', pageRules({ maskSelectors: ['p:sometime('] })],
  ['a rule for other pages without its lists', pageRules({ unmaskSelectors: undefined })],
  ['a rule for pages of no address', pageRules({ urlFragment: undefined })],
  ['a mode of pages that nobody knows', pageRules({ mode: 'opened' })],
])('%s is refused with a code', (_what, change) => {
  expect(() => readRules({ ...CONFIG, ...change }, URL)).toThrow(
    expect.objectContaining({ code: 'rules_invalid' }),
  )
})

test('what is as it must be is read', () => {
  expect(readRules(CONFIG, URL)).toEqual({
    mode: 'balanced',
    maskSelectors: ['.secret'],
    unmaskSelectors: [],
  })
})

test('rules of pages of some addresses are said beside the others, the last of them for the mode', () => {
  const config = {
    ...CONFIG,
    ...pageRules(
      { urlFragment: '/payment', mode: 'strict', maskSelectors: ['.total'] },
      { urlFragment: 'step=2', mode: 'open', unmaskSelectors: ['.step'] },
      { urlFragment: '#card', maskSelectors: ['.name'] },
      { urlFragment: '/basket', mode: 'strict', maskSelectors: ['*'] },
    ),
  }
  expect(readRules(config, URL)).toEqual({
    mode: 'open',
    maskSelectors: ['.secret', '.total', '.name'],
    unmaskSelectors: ['.step'],
  })
  expect(readRules(config, 'https://shop.example/')).toEqual(readRules(CONFIG, URL))
})

test('an address changes the rules where they are others for it, and is told once', () => {
  const before = location.href
  const requests: Uint8Array[] = []
  const capture = { receive: (frame: Uint8Array) => requests.push(frame) }
  const rules = followRules({ ...CONFIG, ...pageRules({ mode: 'strict' }) }, () => capture)
  try {
    expect(rules.changed()).toBe(false)
    history.replaceState(null, '', '#other')
    expect(rules.changed()).toBe(false)
    history.replaceState(null, '', '#/elsewhere')
    expect(rules.changed()).toBe(true)
    expect(rules.changed()).toBe(false)
    expect(rules.now().mode).toBe('strict')
    expect(requests.map(readRequests)).toEqual([[{ request: 'epoch' }]])
  } finally {
    history.replaceState(null, '', before)
  }
})
