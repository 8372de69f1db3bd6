import { expect, test, vi } from 'vitest'
import { Tally } from './tally.ts'

test('what stays wrong is asked for in larger and larger parts, and then no more', () => {
  const tally = new Tally()
  const steps = Array.from({ length: 6 }, () => {
    const step = tally.step(7)
    // Again in the same round: that is no further.
    expect(tally.step(7)).toBe(step)
    tally.round()
    return step
  })
  expect(steps).toEqual(['node', 'node', 'parent', 'page', 'nothing', 'nothing'])
})

test('what was right for a while begins with the smallest part again', () => {
  const tally = new Tally()
  for (let round = 0; round < 3; round++) {
    tally.step(7)
    tally.round()
  }
  for (let round = 0; round < 3; round++) tally.round()
  expect(tally.step(7)).toBe('node')
})

test('a difference that nothing helps is not asked about for ever', () => {
  const tally = new Tally()
  let asked = 0
  for (let round = 0; round < 100; round++) {
    if (tally.differs('nodes 3 1 2')) asked++
    tally.round()
  }
  expect(asked).toBe(5)
  expect(tally.stats.mismatches).toBe(100)
  // Another one is another matter.
  expect(tally.differs('nodes 3 1 4')).toBe(true)
})

test('the page begins anew once a minute at most', () => {
  vi.useFakeTimers()
  try {
    const tally = new Tally()
    expect(tally.epoch()).toBe(true)
    vi.advanceTimersByTime(59_000)
    expect(tally.epoch()).toBe(false)
    vi.advanceTimersByTime(2000)
    expect(tally.epoch()).toBe(true)
    expect(tally.stats.epochs).toBe(2)
  } finally {
    vi.useRealTimers()
  }
})
