import { expect, test } from 'vitest'
import { BACK_OFF, backOff } from './back-off.ts'

test('each failure doubles the bound, from 250 ms to 5 s', () => {
  const bounds = Array.from({ length: 8 }, (_, failures) => backOff(failures, BACK_OFF, () => 1))
  expect(bounds).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000, 5000])
  expect(backOff(10_000, BACK_OFF, () => 1)).toBe(5000)
})

test('ten thousand ends that lost their server together do not come back together', () => {
  // The third attempt and those after it, when a restart takes a while: no 100 ms holds more than 3 % of the ends.
  for (const failures of [5, 6, 20]) {
    const buckets = new Map<number, number>()
    for (let i = 0; i < 10_000; i++) {
      const bucket = Math.floor(backOff(failures) / 100)
      buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1)
    }
    expect(buckets.size).toBe(50)
    expect(Math.max(...buckets.values())).toBeLessThan(300)
  }
})
