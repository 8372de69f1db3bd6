import { LIMITS } from '@alongside/protocol'
import type { CheckCounts } from '@alongside/protocol/api'
import type { ReplicaStats } from '@alongside/replica'
import type { Stop } from './attempt.ts'

export const REPORT_EVERY_MS = 15_000

/** Tells from time to time, and once more at the end, by how much the counts have grown; what was not taken is told again. */
export function startReports(
  stats: () => Pick<ReplicaStats, 'rounds' | 'mismatches' | 'layouts' | 'heals' | 'epochs'>,
  report: (counts: CheckCounts) => Promise<void>,
): Stop {
  let told: CheckCounts = { rounds: 0, differences: 0, heals: 0, epochs: 0 }
  let busy = false

  const tell = async (): Promise<void> => {
    const { rounds, mismatches, layouts, heals, epochs } = stats()
    const more: CheckCounts = {
      rounds: atMost(rounds - told.rounds),
      differences: atMost(mismatches + layouts - told.differences),
      heals: atMost(heals - told.heals),
      epochs: atMost(epochs - told.epochs),
    }
    if (busy || Object.values(more).every((count) => count === 0)) return
    busy = true
    try {
      await report(more)
      told = {
        rounds: told.rounds + more.rounds,
        differences: told.differences + more.differences,
        heals: told.heals + more.heals,
        epochs: told.epochs + more.epochs,
      }
    } catch {
      // Counts are no reason to disturb the agent.
    } finally {
      busy = false
    }
  }
  const timer = setInterval(tell, REPORT_EVERY_MS)
  return () => {
    clearInterval(timer)
    void tell()
  }
}

const atMost = (count: number): number => Math.min(count, LIMITS.checkCount)
