import type { Verdict } from '../suites/suite.ts'
import { markdownOf } from './table.ts'

/** Every budget that was measured, met or missed. */
export function printVerdicts(verdicts: readonly Verdict[]): void {
  console.log(`\n${verdictTable(verdicts)}`)
  const missed = verdicts.filter(({ met }) => !met).length
  console.log(`\nbench: ${verdicts.length - missed} budgets met, ${missed} missed`)
}

export function verdictTable(verdicts: readonly Verdict[]): string {
  const head = ['budget', 'at most', 'ours', 'peers', '']
  const rows = verdicts.map(({ what, budget, ours, peers, met }) => [
    what,
    budget,
    ours,
    peers || '-',
    met ? 'met' : 'MISSED',
  ])
  return markdownOf({ title: 'Budgets', rows: [head, ...rows] })
}
