import { describe, expect, it } from 'vitest'
import { Pace } from './pace.ts'
import { FLOW } from './timing.ts'

/** A link that takes `perMs` bytes a millisecond and tells of it `late` ms later, under a sender that always has more. */
function run(
  pace: Pace,
  perMs: number,
  late: number,
  ms: number,
  budget: 'budget' | 'assetBudget' = 'budget',
): { lag: number; taken: number } {
  let inFlight = 0
  let taken = 0
  let lag = 0
  const news: { at: number; bytes: number }[] = []
  for (let now = 1; now <= ms; now++) {
    while (inFlight < pace[budget]) {
      inFlight += 1000
      pace.sent(inFlight, now)
    }
    news.push({ at: now + late, bytes: Math.min(perMs, inFlight) })
    while (news[0] && news[0].at <= now) {
      const bytes = Math.min(news.shift()?.bytes ?? 0, inFlight)
      inFlight -= bytes
      taken += bytes
      pace.acknowledged(bytes, inFlight, now)
    }
    if (now > ms / 2) lag = Math.max(lag, inFlight / perMs)
  }
  return { lag, taken }
}

describe('how much may be under way', () => {
  it('is about half a second of a slow link (256 kbit/s), whatever there is to send', () => {
    const { lag, taken } = run(new Pace(), 32, 50, 10_000)
    expect(lag).toBeLessThan(700)
    // The link is never idle for it.
    expect(taken).toBeGreaterThan(32 * 10_000 * 0.9)
  })

  it('opens up on a fast link within a second, also over a long way', () => {
    const pace = new Pace()
    run(pace, 5000, 100, 1000)
    expect(pace.budget).toBe(FLOW.window)
  })

  it('follows a link that becomes slow', () => {
    const pace = new Pace()
    run(pace, 5000, 20, 500)
    const { lag } = run(pace, 32, 50, 60_000)
    expect(lag).toBeLessThan(700)
  })

  it('does not shrink because there is little to say', () => {
    const pace = new Pace()
    run(pace, 5000, 20, 500)
    const before = pace.budget
    for (let now = 1000; now < 10_000; now += 100) {
      pace.sent(200, now)
      pace.acknowledged(200, 0, now + 50)
    }
    expect(pace.budget).toBe(before)
  })

  it('lets assets use a fast link, and a change of the page find little before it', () => {
    for (const late of [2, 30, 80]) {
      const pace = new Pace()
      const { lag, taken } = run(pace, 4000, late, 4000, 'assetBudget')
      expect(lag - late, `${late} ms away`).toBeLessThan(FLOW.assetAheadMs * 2)
      expect(taken, `${late} ms away`).toBeGreaterThan(4000 * 4000 * 0.8)
    }
  })

  it('is not taken in by answers that come all at once after a moment without any', () => {
    const pace = new Pace()
    run(pace, 32, 150, 10_000)
    const before = pace.budget
    let inFlight = 16_000
    for (let now = 20_000; inFlight > 0; now += 2) {
      pace.sent(inFlight, now)
      inFlight -= 1000
      pace.acknowledged(1000, inFlight, now + 1)
    }
    expect(pace.budget).toBeLessThanOrEqual(before * FLOW.growth)
  })

  it('says within half a second beyond the way that the link has become slower', () => {
    const pace = new Pace()
    pace.sent(1000, 0)
    pace.acknowledged(1000, 0, 20)
    pace.sent(1000, 1000)
    expect(pace.late(1000 + FLOW.aheadMs)).toBe(false)
    expect(pace.late(1000 + FLOW.aheadMs + 200)).toBe(true)
    pace.renewed()
    expect(pace.late(10_000)).toBe(false)
  })

  it('gives pieces of an asset that hold a slow link for a moment', () => {
    const pace = new Pace()
    run(pace, 32, 150, 10_000)
    expect(pace.piece / 32).toBeLessThan(100)
    const fast = new Pace()
    run(fast, 5000, 20, 2000)
    expect(fast.piece).toBeGreaterThan(16 << 10)
  })
})
