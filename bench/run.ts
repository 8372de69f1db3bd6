// `npm run bench`: every suite; `npm run bench -- snapshot storms`: these. BENCH_ROUNDS says how often each engine runs
// (5); BENCH_ENGINES=none,alongside leaves the others out. See README.md.

import { openLab } from './lab/lab.ts'
import { markdownOf } from './lab/table.ts'
import { snapshot } from './suites/snapshot.ts'
import { storms } from './suites/storms.ts'
import type { Suite } from './suites/suite.ts'

const SUITES: Record<string, Suite> = { snapshot, storms }

const named = process.argv.slice(2)
const unknown = named.find((name) => !SUITES[name])
if (unknown) throw new Error(`no suite "${unknown}": one of ${Object.keys(SUITES).join(', ')}`)

const lab = await openLab(
  Number(process.env['BENCH_ROUNDS'] ?? 5),
  process.env['BENCH_ENGINES']?.split(','),
)
try {
  for (const [name, suite] of Object.entries(SUITES)) {
    if (named.length > 0 && !named.includes(name)) continue
    const { tables } = await suite(lab)
    for (const table of tables) console.log(`\n${markdownOf(table)}`)
  }
} finally {
  await lab.stop()
}
