import { expect, it } from 'vitest'
import { equal, withFlow } from '../faults/flow-lag.ts'
import { measureNeighbours } from '../faults/flow-neighbours.ts'

// `npm run faults -- flow` does this for long, with times; here is what has to hold however busy the machine is.

it('a page that changes with every frame, over 256 kbit/s: equal whenever it rests, and never healed into an older one', async () => {
  await withFlow({ bytesPerSecond: 32_000, delay: 150 }, async (session) => {
    for (let rest = 0; rest < 4; rest++) {
      await session.customer.page.evaluate(() => {
        globalThis.flowing = true
      })
      await new Promise((done) => setTimeout(done, 4_000))
      expect(await equal(session)).not.toBeNull()
    }
  })
}, 180_000)

it('an agent who reads 1 KB/s: nothing piles up, its session goes on, and so do the others', async () => {
  const { turns, slow } = await measureNeighbours({
    sessions: 2,
    turns: 1,
    seconds: 5,
    bytesPerSecond: 1_000,
  })
  expect(slow.state).toBe('open')
  expect(slow.ages.length).toBeGreaterThan(0)
  expect(slow.kept).toBeLessThan(48 << 10)
  for (const { without, beside } of turns) {
    expect(without.length).toBeGreaterThan(0)
    expect(beside.length).toBeGreaterThan(0)
  }
}, 120_000)
