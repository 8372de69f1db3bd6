import type { CobrowseConfig } from '@alongside/protocol/api'
import { expect, test } from 'vitest'
import { CONFIG } from '../test/no-network.ts'
import { isPaused, readRules } from './rules.ts'

const URL = 'https://shop.example/payment?step=2#card'

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
])('%s is refused with a code', (_what, change) => {
  expect(() => readRules({ ...CONFIG, ...change })).toThrow(
    expect.objectContaining({ code: 'rules_invalid' }),
  )
})

test('what is as it must be is read', () => {
  expect(readRules(CONFIG)).toEqual({
    mode: 'balanced',
    maskSelectors: ['.secret'],
    unmaskSelectors: [],
  })
})
