import { expect, test } from 'vitest'
import { attributeSum, nodeSum, sheetSum, textSum, total } from './sums.ts'

test('half a surrogate pair has the sum of what arrives of it', () => {
  const arrives = (text: string): string => new TextDecoder().decode(new TextEncoder().encode(text))
  for (const text of ['a\ud83d', '\ude00b', '\ude00\ud83d', 'x\ud83d\ud83d\ude00y'])
    expect(textSum(text)).toBe(textSum(arrives(text)))
  expect(textSum('\ud83d\ude00')).not.toBe(textSum('\ufffd\ufffd'))
})

test('an attribute has the same sum however its name is spelt, and none where the replica cannot tell', () => {
  expect(attributeSum('svg', 'viewBox', '0 0 1 1')).toBe(attributeSum('svg', 'viewbox', '0 0 1 1'))
  expect(attributeSum('p', 'title', 'a')).not.toBe(attributeSum('p', 'title', 'b'))
  expect(attributeSum('p', 'title', 'a')).not.toBe(attributeSum('p', 'lang', 'a'))
  for (const name of ['data-alongside-mask', 'inline', 'is-open'])
    expect(attributeSum('p', name, 'a')).toBe(0)
  expect(attributeSum('iframe', 'tabindex', '0')).toBe(0)
  expect(attributeSum('p', 'tabindex', '0')).not.toBe(0)
})

test('a node has another sum in another place', () => {
  const sums = [
    nodeSum(5, 2, 6, 0, 7),
    nodeSum(5, 3, 6, 0, 7),
    nodeSum(5, 2, 7, 0, 7),
    nodeSum(5, 2, 6, 8, 7),
    nodeSum(5, 2, 6, 0, 8),
    nodeSum(6, 2, 5, 0, 7),
  ]
  expect(new Set(sums).size).toBe(sums.length)
})

test('the sums of two nodes that have swapped are not those of before', () => {
  const before = total([nodeSum(5, 2, 6, 0, 1), nodeSum(6, 2, 0, 0, 1)])
  const after = total([nodeSum(6, 2, 5, 0, 1), nodeSum(5, 2, 0, 0, 1)])
  expect(before).not.toBe(after)
})

test('a total is never that of nothing', () => {
  expect(total([0])).toBe(1)
  expect(total([2 ** 31, 2 ** 31])).toBe(1)
})

test('a sheet has another sum for other media, when it is off, and with other rules', () => {
  const sheet = { id: 3, owner: 9, rules: 4, media: '', disabled: false }
  const sums = [
    sheet,
    { ...sheet, media: 'print' },
    { ...sheet, disabled: true },
    { ...sheet, rules: 5 },
    { ...sheet, owner: 8 },
  ].map(sheetSum)
  expect(new Set(sums).size).toBe(sums.length)
})
