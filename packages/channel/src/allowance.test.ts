import { expect, it } from 'vitest'
import { Allowance } from './allowance.ts'

const RATE = 1_000_000
const CHUNK = 16 << 10

/** A sender that always has more: when each chunk went, in milliseconds. */
function run(allowance: Allowance, from: number, to: number): number[] {
  const sent: number[] = []
  for (let now = from; now < to; ) {
    const wait = allowance.wait(now)
    now += wait
    if (wait > 0 || now >= to) continue
    allowance.spend(CHUNK)
    sent.push(now)
  }
  return sent
}

it('lets no window of time have more than its rate, and a tenth of a second and a chunk besides', () => {
  const sent = run(new Allowance(RATE, 0), 0, 10_000)
  for (const width of [1, 50, 250, 1000, 5000]) {
    for (const from of sent) {
      const bytes = sent.filter((at) => at >= from && at < from + width).length * CHUNK
      expect(bytes).toBeLessThanOrEqual((width / 1000 + 0.1) * RATE + CHUNK)
    }
  }
})

it('wastes nothing of it', () => {
  const sent = run(new Allowance(RATE, 0), 0, 10_000)
  expect((sent.length * CHUNK) / 10).toBeGreaterThan(RATE * 0.95)
})

it('saves up no more, however long nothing is sent', () => {
  const allowance = new Allowance(RATE, 0)
  run(allowance, 0, 1000)
  const burst = run(allowance, 60_000, 60_001)
  expect(burst.length * CHUNK).toBeLessThanOrEqual(0.1 * RATE + CHUNK)
})
