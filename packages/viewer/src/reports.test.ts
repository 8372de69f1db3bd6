import type { CheckCounts } from '@alongside/protocol/api'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { REPORT_EVERY_MS, startReports } from './reports.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Counts that grow, and a server that can be told not to answer. */
function open() {
  const stats = { rounds: 0, mismatches: 0, layouts: 0, heals: 0, epochs: 0 }
  const reports: CheckCounts[] = []
  const server = { isDown: false }
  const stop = startReports(
    () => stats,
    async (counts) => {
      if (server.isDown) throw new Error('no answer')
      reports.push(counts)
    },
  )
  return { stats, reports, server, stop, pass: () => vi.advanceTimersByTimeAsync(REPORT_EVERY_MS) }
}

it('tells by how much the counts have grown, and nothing where they have not', async () => {
  const { stats, reports, pass, stop } = open()
  await pass()
  Object.assign(stats, { rounds: 5, mismatches: 2, heals: 3 })
  await pass()
  await pass()
  Object.assign(stats, { rounds: 7, layouts: 1, epochs: 1 })
  await pass()
  expect(reports).toEqual([
    { rounds: 5, differences: 2, heals: 3, epochs: 0 },
    { rounds: 2, differences: 1, heals: 0, epochs: 1 },
  ])
  stop()
})

it('tells again what was not taken, and what is too much for one report in the next', async () => {
  const { stats, reports, server, pass, stop } = open()
  server.isDown = true
  stats.heals = 9_999
  await pass()
  server.isDown = false
  stats.heals = 12_000
  await pass()
  await pass()
  expect(reports.map(({ heals }) => heals)).toEqual([10_000, 2_000])
  stop()
})

it('tells the rest at the end, and nothing after it', async () => {
  const { stats, reports, pass, stop } = open()
  stats.rounds = 1
  stop()
  stats.rounds = 2
  await pass()
  expect(reports.map(({ rounds }) => rounds)).toEqual([1])
})
