import { expect, it } from 'vitest'
import { Allowance, BYTES_PER_SECOND, FASTEST, Pace, SHARE, SLOWEST } from './pace.ts'

it('looks at what changes as often as it may, and ever more seldom at what does not', () => {
  const pace = new Pace()
  pace.looked(0, true, 1)
  expect(pace.due).toBe(FASTEST)
  const waits: number[] = []
  for (let i = 0; i < 5; i++) {
    const now = pace.due
    pace.looked(now, false, 1)
    waits.push(pace.due - now)
  }
  expect(waits).toEqual([200, 400, 800, SLOWEST, SLOWEST])
  const now = pace.due - 500
  pace.stir(now)
  expect(pace.due).toBe(now)
  pace.looked(now, true, 1)
  expect(pace.due).toBe(now + FASTEST)
})

it('takes no more than its share of the page, whatever happens there', () => {
  const pace = new Pace()
  pace.looked(0, true, 30)
  expect(pace.due).toBe(30 / SHARE)
  pace.stir(1)
  expect(pace.due).toBe(30 / SHARE)
  for (let i = 0; i < 4; i++) pace.looked(pace.due, false, 100)
  const now = pace.due - 100 / SHARE
  pace.stir(now + 1)
  expect(pace.due - now).toBeGreaterThanOrEqual(100 / SHARE - SLOWEST)
})

it('allows so many bytes a second, and has what was sent above it paid back', () => {
  const allowance = new Allowance(0)
  expect(allowance.wait(0)).toBe(0)
  allowance.spend(100_000 + BYTES_PER_SECOND / 2)
  expect(allowance.wait(0)).toBe(501)
  expect(allowance.wait(250)).toBe(251)
  expect(allowance.wait(501)).toBe(0)
  // What was not used is not saved up for ever.
  allowance.wait(60_000)
  allowance.spend(100_001)
  expect(allowance.wait(60_000)).toBeGreaterThan(0)
})

it('sends no more than that over a long time', () => {
  const allowance = new Allowance(0)
  let sent = 0
  for (let now = 0; now < 60_000; now += 100) {
    if (allowance.wait(now) > 0) continue
    allowance.spend(50_000)
    sent += 50_000
  }
  expect(sent / 60).toBeLessThan(BYTES_PER_SECOND * 1.02)
})
