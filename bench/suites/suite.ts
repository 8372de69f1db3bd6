import type { Lab } from '../lab/lab.ts'
import type { Table } from '../lab/table.ts'

/** A row of DESIGN.md section 9, judged by this run. */
export interface Verdict {
  readonly what: string
  readonly budget: string
  readonly ours: string
  readonly peers: string
  readonly met: boolean
}

export interface Findings {
  readonly tables: readonly Table[]
  readonly verdicts: readonly Verdict[]
}

export type Suite = (lab: Lab) => Promise<Findings>
