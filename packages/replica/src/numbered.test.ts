import { expect, test } from 'vitest'
import { Numbered } from './numbered.ts'

test('holds what a Map holds, of numbers near and far', () => {
  const numbered = new Numbered<string>()
  const map = new Map<number, string>()
  const numbers = [0, 1, 31, 32, 33, 1000, 1001, 2 ** 31, 2 ** 40 + 5, Number.MAX_SAFE_INTEGER]
  const check = () => {
    expect(numbered.size).toBe(map.size)
    for (const number of [...numbers, 2, 30, 64, 999])
      expect(numbered.get(number)).toBe(map.get(number))
  }
  for (const number of numbers) {
    numbered.add(number, `item ${number}`)
    map.set(number, `item ${number}`)
    check()
  }
  for (const number of [5, 33, 33, 1001, 1000, ...numbers]) {
    numbered.delete(number)
    map.delete(number)
    check()
  }
  numbered.add(32, 'again')
  map.set(32, 'again')
  check()
})
