import { expect, test } from 'vitest'
import { createFreshness } from './freshness.ts'

function open() {
  const clock = { now: 1000 }
  const freshness = createFreshness(() => clock.now)
  freshness.stream()
  freshness.connection('open')
  freshness.applied()
  freshness.shown(true)
  return { clock, freshness }
}

test('a picture is live once something of the stream is applied and seen', () => {
  const freshness = createFreshness(() => 1000)
  freshness.stream()
  freshness.connection('open')
  expect(freshness.frozenSince).toBe(1000)
  freshness.shown(true)
  expect(freshness.frozenSince).toBe(1000)
  freshness.applied()
  freshness.shown(false)
  expect(freshness.frozenSince).toBe(1000)
  freshness.shown(true)
  expect(freshness.frozenSince).toBeNull()
})

test('a lost connection freezes the picture since then, until it is back', () => {
  const { clock, freshness } = open()
  clock.now = 5000
  freshness.connection('interrupted')
  clock.now = 9000
  freshness.connection('waiting')
  expect(freshness.frozenSince).toBe(5000)
  freshness.connection('open')
  expect(freshness.frozenSince).toBeNull()
})

test('a customer who left is gone until the next page is seen', () => {
  const { freshness } = open()
  freshness.leaving()
  // What the old page still had on its way.
  freshness.applied()
  freshness.shown(true)
  expect(freshness.gone).toBe(true)
  freshness.connection('waiting')
  freshness.stream()
  freshness.connection('open')
  expect(freshness.gone).toBe(true)
  freshness.applied()
  freshness.shown(true)
  expect(freshness.gone).toBe(false)
})

test('a page that comes back from the page cache is there again', () => {
  const { freshness } = open()
  freshness.leaving()
  freshness.connection('waiting')
  freshness.connection('open')
  expect(freshness.gone).toBe(false)
  expect(freshness.frozenSince).toBeNull()
})

test('where a customer goes is known until they are back, or another page is there', () => {
  const { freshness } = open()
  freshness.away('site')
  freshness.leaving()
  freshness.connection('waiting')
  expect([freshness.gone, freshness.at]).toEqual([true, 'site'])
  freshness.connection('open')
  expect([freshness.gone, freshness.at]).toEqual([false, null])
  freshness.away('tab')
  freshness.stream()
  expect(freshness.at).toBe(null)
})
