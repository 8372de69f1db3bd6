import { LIMITS } from '@alongside/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, Joiner, split, type Whole } from './fragments.ts'

const join = (fragments: readonly Uint8Array[]): (Whole | null)[] => {
  const joiner = new Joiner()
  return fragments.map((fragment) => joiner.add(fragment))
}

test('a payload comes together again, in the fewest fragments', () => {
  const size = LIMITS.fragmentBytes
  for (const length of [0, 1, size - 1, size, size + 1, 3 * size, 3 * size + 1]) {
    const bytes = Uint8Array.from({ length }, (_, i) => i % 251)
    const fragments = cut({ bytes, inflated: length * 2 })
    expect(fragments.length).toBe(Math.max(1, Math.ceil(length / size)))
    const whole = join(fragments).at(-1)
    expect(whole?.inflated).toBe(length * 2)
    expect(Buffer.compare(whole?.bytes ?? new Uint8Array(), bytes)).toBe(0)
    for (const fragment of fragments) expect(fragment.length).toBeLessThan(LIMITS.frameBytes)
  }
})

test('a fragment in pieces comes together again', () => {
  for (const length of [0, 1, 9, 10, 11, 1000, LIMITS.fragmentBytes + 5]) {
    const bytes = Uint8Array.from({ length }, (_, i) => i % 251)
    const pieces: Uint8Array[] = []
    for (const fragment of cut({ bytes, inflated: 0 })) {
      let rest = fragment
      for (let two = split(rest, 100); two; two = split(rest, 100)) {
        expect(two[0]).toHaveLength(100)
        pieces.push(two[0])
        rest = two[1]
      }
      pieces.push(rest)
    }
    const joined = join(pieces)
    expect(joined.slice(0, -1).every((whole) => whole === null)).toBe(true)
    expect(Buffer.compare(joined.at(-1)?.bytes ?? new Uint8Array(), bytes)).toBe(0)
  }
})

test.each([
  ['nothing', [[]], 'truncated'],
  ['flags of the future', [[7]], 'bad_value'],
  ['an end without a beginning', [[2, 1]], 'bad_value'],
  [
    'two beginnings',
    [
      [1, 0, 9],
      [1, 0, 9],
    ],
    'bad_value',
  ],
  ['empty pieces for ever', [[1, 0, 9], [0]], 'bad_value'],
])('%s is refused with a code', (_, fragments, code) => {
  expect(() => join(fragments.map((bytes) => Uint8Array.from(bytes)))).toThrow(
    expect.objectContaining({ code }),
  )
})

test('a payload that never ends is refused at the limit', () => {
  const joiner = new Joiner()
  const more = new Uint8Array(LIMITS.fragmentBytes + 1)
  const first = new Uint8Array(LIMITS.fragmentBytes + 2)
  first[0] = 1
  joiner.add(first)
  let accepted = 1
  expect(() => {
    for (; accepted < 1000; accepted++) joiner.add(more)
  }).toThrow(expect.objectContaining({ code: 'too_large' }))
  expect(accepted * LIMITS.fragmentBytes).toBeLessThanOrEqual(
    LIMITS.payloadBytes + LIMITS.fragmentBytes,
  )
})

test('random bytes give a payload or a coded error', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 12 }), { maxLength: 6 }), (fragments) => {
      try {
        join(fragments)
      } catch (error) {
        expect(error).toMatchObject({ name: 'ProtocolError' })
      }
    }),
    { numRuns: 2000 },
  )
})
