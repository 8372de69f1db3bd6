import { Layout } from './layout.ts'
import type { CaptureStats, Host, MakePart } from './part.ts'
import { Verification } from './verification.ts'

export type Counts = { -readonly [name in keyof CaptureStats]: CaptureStats[name] }

/** What checks the mirror: node by node and sheet by sheet, and by where things stand. */
export function checks(host: Host): readonly MakePart[] {
  const counts: Counts = { nodes: 0, rounds: 0, missed: 0, heals: 0, boxes: 0, checkedAt: null }
  host.stats = counts
  return [() => new Verification(host, counts), () => new Layout(host, counts)]
}
