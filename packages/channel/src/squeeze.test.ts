import { constants, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { Deflate } from 'pako'
import { expect, test } from 'vitest'
import { randomNumbers } from '../test/open-ends.ts'
import { bestCode } from './huffman.ts'
import { Squeezer } from './squeeze.ts'

/** Squeezes each, inflates what there is after each, and gives the size of all. */
function roundTrip(inputs: readonly Uint8Array[], squeezer = new Squeezer()): number {
  let stream = Buffer.alloc(0)
  let said = Buffer.alloc(0)
  for (const input of inputs) {
    stream = Buffer.concat([stream, squeezer.squeeze(input)])
    said = Buffer.concat([said, input])
    const inflated = inflateRawSync(stream, { finishFlush: constants.Z_SYNC_FLUSH })
    expect(inflated.equals(said)).toBe(true)
  }
  return stream.length
}

test('every sequence of inputs inflates to itself, each as soon as it is there', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat({ max: 900 }))
      .map(([bytes, times]) =>
        Uint8Array.from({ length: bytes.length * times }, (_, i) => bytes[i % bytes.length] ?? 0),
      ),
    fc.string({ maxLength: 400 }).map((text) => new TextEncoder().encode(text)),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      roundTrip(pieces)
    }),
    { numRuns: 400 },
  )
})

test.each([0, 1, 2, 3, 257, 258, 259, 32_767, 32_768, 32_769, 65_536, 98_305, 300_000])(
  'an input of %i bytes, all alike, like words, and like noise',
  (length) => {
    const random = randomNumbers(length)
    const words = ['div', 'class="price"', 'text ', '12,90 €', '\n']
    let text = ''
    while (text.length < length) text += words[random(words.length)]
    roundTrip([
      new Uint8Array(length).fill(7),
      new TextEncoder().encode(text).subarray(0, length),
      Uint8Array.from({ length }, () => random(256)),
      new TextEncoder().encode(text).subarray(0, length),
    ])
  },
)

test.each([7, 15])('a code of at most %i bits, for symbols however unevenly frequent', (limit) => {
  const counts = [1, 1]
  while (counts.length < 19) counts.push((counts.at(-1) ?? 0) + (counts.at(-2) ?? 0))
  for (const weights of [counts, [0, 9], [0, 0], [5, 5, 0, 5]]) {
    const { lengths, bits } = bestCode(Uint32Array.from(weights), limit)
    const used = [...lengths.keys()].filter((symbol) => lengths[symbol])
    const room = used.reduce((sum, symbol) => sum + 2 ** -(lengths[symbol] ?? 0), 0)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(limit)
    expect(room).toBe(1)
    expect(new Set(used.map((symbol) => `${lengths[symbol]} ${bits[symbol]}`)).size).toBe(
      used.length,
    )
  }
})

test('goes on where its counting of positions starts over', () => {
  const random = randomNumbers(9)
  const input = Uint8Array.from({ length: 40_000 }, () => 97 + random(4))
  roundTrip([input, input, input, input], new Squeezer((1 << 30) - 60_000))
})

test('is as small as zlib on the same level, within a hundredth', () => {
  const random = randomNumbers(3)
  const inputs = Array.from({ length: 300 }, (_, i) => {
    let text = ''
    const length = i % 30 === 0 ? 20_000 : 200
    while (text.length < length) text += `<li class="row c${random(20)}">item ${random(1000)}</li>`
    return new TextEncoder().encode(text)
  })
  let zlib = 0
  const deflate = new Deflate({ raw: true, level: 5 })
  deflate.onData = (chunk) => {
    zlib += chunk.length
  }
  for (const input of inputs) deflate.push(input, 2)
  expect(roundTrip(inputs)).toBeLessThan(zlib * 1.01)
})
