import { expect, it } from 'vitest'
import { caretAfter, digitsOf, grouped } from './join-code.ts'

it.each([
  ['123456789', '123456789'],
  ['123 456 789', '123456789'],
  ['Code: 123-456-789.', '123456789'],
  ['１２３　４５６　７８９', '123456789'],
  ['١٢٣٤٥٦٧٨٩', '123456789'],
  ['۰۱۲۳۴۵۶۷۸', '012345678'],
  ['1234567890123', '123456789'],
  ['nothing', ''],
])('%s holds the digits %s', (text, digits) => {
  expect(digitsOf(text)).toBe(digits)
})

it('digits stand three by three, and the caret stays behind the same one', () => {
  expect(['', '1', '123', '1234', '123456789'].map(grouped)).toEqual([
    '',
    '1',
    '123',
    '123 4',
    '123 456 789',
  ])
  expect([0, 3, 4, 9].map((before) => caretAfter('123456789', before))).toEqual([0, 3, 5, 11])
})
