import { LIMITS } from '@alongside/protocol'
import { Deflate } from 'pako'
import { expect, test } from 'vitest'
import { Deflater, Inflater } from '../src/deflate.ts'
import { randomNumbers } from './open-ends.ts'

/** Payloads as a page makes them: mostly small and alike, now and then large, now and then incompressible. */
function payloads(count: number, seed: number): Uint8Array[] {
  const random = randomNumbers(seed)
  const words = [
    'class',
    'price',
    'cart-item',
    'div',
    'aria-label',
    'hidden',
    'In den Warenkorb',
    '12,90 €',
  ]
  return Array.from({ length: count }, (_, i) => {
    if (i % 97 === 96) return Uint8Array.from({ length: random(400_000) }, () => random(256))
    const length = i % 50 === 49 ? random(200_000) : random(300)
    let said = ''
    while (said.length < length) said += `${words[random(words.length)]}=${random(100)};`
    return new TextEncoder().encode(said.slice(0, length))
  })
}

/** The same suite for every engine that has to inflate: Node, and browsers. */
export function deflateCases(): void {
  test('each payload comes out without waiting for the next one, over one shared context', async () => {
    const deflater = new Deflater()
    const inflater = new Inflater()
    let deflated = 0
    let total = 0
    for (const payload of payloads(500, 42)) {
      const whole = deflater.deflate(payload)
      deflated += whole.bytes.length
      total += payload.length
      const out = await inflater.inflate(whole)
      expect(out.length).toBe(payload.length)
      expect(out.every((byte, i) => byte === payload[i])).toBe(true)
    }
    expect(deflated).toBeLessThan(total)
    inflater.stop()
  })

  test('what was said before costs next to nothing', async () => {
    const deflater = new Deflater()
    const [payload] = payloads(1, 3).map((bytes) => bytes.slice(0, 200))
    if (!payload) throw new Error('a payload')
    const first = deflater.deflate(payload).bytes.length
    expect(deflater.deflate(payload).bytes.length).toBeLessThan(first / 3)
  })

  test('an honest payload that repeats itself endlessly stays within the receiver’s bound', async () => {
    const deflater = new Deflater()
    const inflater = new Inflater()
    for (const payload of [new Uint8Array(8 << 20).fill(32), new Uint8Array(10).fill(7)]) {
      const whole = deflater.deflate(payload)
      if (payload.length > LIMITS.inflateFreeBytes) {
        expect(payload.length / whole.bytes.length).toBeLessThanOrEqual(LIMITS.inflateRatio)
      }
      const out = await inflater.inflate(whole)
      expect(out.length).toBe(payload.length)
      expect(out.every((byte) => byte === payload[0])).toBe(true)
    }
    inflater.stop()
  })

  test('a bomb is refused before it is inflated, whether it declares its size or not', async () => {
    for (const inflated of [64 << 20, 30 << 20, 4 << 20]) {
      const inflater = new Inflater()
      await expect(
        inflater.inflate({ bytes: new Uint8Array(10_000), inflated }),
      ).rejects.toMatchObject({ code: 'too_large' })
      inflater.stop()
    }
    const chunks: Uint8Array[] = []
    const silent = new Deflate({ raw: true, level: 9 })
    silent.onData = (chunk) => {
      chunks.push(chunk)
    }
    silent.push(new Uint8Array(16 << 20), 2)
    const inflater = new Inflater()
    const all = new Uint8Array(await new Blob(chunks.map((chunk) => chunk.slice())).arrayBuffer())
    await expect(inflater.inflate({ bytes: all, inflated: 1000 })).rejects.toMatchObject({
      code: 'too_large',
    })
    inflater.stop()
  })

  test('bytes that are not deflate are refused with a code', async () => {
    const inflater = new Inflater()
    await expect(
      inflater.inflate({ bytes: new Uint8Array(100).fill(0xff), inflated: 100 }),
    ).rejects.toMatchObject({ code: 'bad_value' })
    inflater.stop()
  })

  test('a payload that inflates to less than it promised is refused in the end', async () => {
    const inflater = new Inflater()
    const whole = new Deflater().deflate(new Uint8Array(100))
    await expect(inflater.inflate({ ...whole, inflated: 101 })).rejects.toMatchObject({
      code: 'bad_value',
    })
    inflater.stop()
  })
}
