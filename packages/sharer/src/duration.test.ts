import { expect, test } from 'vitest'
import { formatDuration } from './duration.ts'

test.each([
  [-5000, '0:00'],
  [7_999, '0:07'],
  [754_000, '12:34'],
  [3_723_000, '1:02:03'],
])('%i ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})
