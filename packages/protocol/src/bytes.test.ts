import { describe, expect, test } from 'vitest'
import { ByteReader, ByteWriter } from './bytes.ts'

function written(text: string): Uint8Array {
  const out = new ByteWriter()
  out.string(text)
  return out.take()
}

describe('strings', () => {
  test('come back as they were, whatever their length and wherever they are not ASCII', () => {
    for (let length = 0; length < 100; length++) {
      const plain = 'x'.repeat(length)
      expect(new ByteReader(written(plain)).string()).toBe(plain)
      for (let at = 0; at < length; at++) {
        const text = `${plain.slice(0, at)}é${plain.slice(at)}`
        expect(new ByteReader(written(text)).string()).toBe(text)
      }
    }
  })

  test('past the end, of a broken encoding or too long, are refused by their codes', () => {
    for (const length of [1, 4, 5, 30, 60]) {
      const bytes = written('x'.repeat(length))
      const read = (input: Uint8Array, limit?: number) => () => new ByteReader(input).string(limit)
      expect(read(bytes.subarray(0, length))).toThrow(
        expect.objectContaining({ code: 'truncated' }),
      )
      expect(read(bytes, length - 1)).toThrow(expect.objectContaining({ code: 'too_large' }))
      bytes[length] = 0xff
      expect(read(bytes)).toThrow(expect.objectContaining({ code: 'bad_utf8' }))
    }
  })

  test('leave the reader behind them', () => {
    const out = new ByteWriter()
    for (const text of ['', 'abc', 'abcd', 'ab\u00e9', 'x'.repeat(90)]) out.string(text)
    const input = new ByteReader(out.take())
    expect(Array.from({ length: 5 }, () => input.string().length)).toEqual([0, 3, 4, 3, 90])
    expect(input.done).toBe(true)
  })
})
