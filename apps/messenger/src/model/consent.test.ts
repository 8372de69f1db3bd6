import { expect, it } from 'vitest'
import { IN_SIGHT_FOR, isConsent } from './consent.ts'

const good = {
  isTrusted: true,
  visibility: 'visible',
  topLevel: true,
  inSightSince: 1000,
  now: 1000 + IN_SIGHT_FOR,
} as const

it("a person's press on a card that was in sight for half a second is consent", () => {
  expect(isConsent(good)).toBe(true)
})

it.each([
  ['made by a script', { isTrusted: false }],
  ['in a tab behind others', { visibility: 'hidden' }],
  ['in a frame', { topLevel: false }],
  ['on a card that something covers', { inSightSince: null }],
  ['on a card that has only just appeared', { now: 1000 + IN_SIGHT_FOR - 1 }],
] as const)('a press %s is not', (_, change) => {
  expect(isConsent({ ...good, ...change })).toBe(false)
})
