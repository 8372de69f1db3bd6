import { expect, it } from 'vitest'
import { geometricMean, percentile, spreadOf } from './statistics.ts'

it('the median of an even number of values lies between the middle two', () => {
  expect(percentile([4, 1, 3, 2], 50)).toBe(2.5)
})

it('percentiles interpolate and do not depend on the order', () => {
  expect(percentile([30, 10, 20], 95)).toBeCloseTo(29)
  expect(percentile([30, 10, 20], 0)).toBe(10)
  expect(percentile([], 50)).toBeNaN()
})

it('few values show their extremes, many their quartiles', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, low: 1, high: 3, count: 3 })
  expect(spreadOf([1, 2, 3, 4, 100])).toEqual({ median: 3, low: 2, high: 4, count: 5 })
})

it('twice as slow and twice as fast cancel out', () => {
  expect(geometricMean([2, 0.5])).toBeCloseTo(1)
})
