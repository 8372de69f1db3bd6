// `npm run bench`: every suite, and docs/BENCHMARK.md. `npm run bench -- snapshot storms`: only these, printed.
// BENCH_ROUNDS says how often each engine runs (3); BENCH_ENGINES=none,alongside leaves the others out; BENCH_SHOW=1
// shows what differs where a copy is wrong.

import { openLab } from './lab/lab.ts'
import { printVerdicts, writeReport } from './lab/report.ts'
import { markdownOf } from './lab/table.ts'
import { applications } from './suites/applications.ts'
import { firstPicture } from './suites/first-picture.ts'
import { flow } from './suites/flow.ts'
import { fullPicture } from './suites/full-picture.ts'
import { latency } from './suites/latency.ts'
import { memory } from './suites/memory.ts'
import { pages } from './suites/pages.ts'
import { pixels } from './suites/pixels.ts'
import { recognition } from './suites/recognition.ts'
import { size } from './suites/size.ts'
import { slowLink } from './suites/slow-link.ts'
import { snapshot } from './suites/snapshot.ts'
import { storms } from './suites/storms.ts'
import type { Findings, Suite } from './suites/suite.ts'

/** In the order of the report; the slowest last. */
const SUITES: Readonly<Record<string, Suite>> = {
  size,
  storms,
  applications,
  latency,
  'slow-link': slowLink,
  'first-picture': firstPicture,
  'full-picture': fullPicture,
  flow,
  pixels,
  recognition,
  memory,
  pages,
  snapshot,
}

const named = process.argv.slice(2)
const unknown = named.filter((name) => !SUITES[name])
if (unknown.length > 0) {
  console.error(`bench: no suite "${unknown}": one of ${Object.keys(SUITES).join(', ')}`)
  process.exit(1)
}

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3)
const findings: Findings[] = []
for (const [name, suite] of Object.entries(SUITES)) {
  if (named.length > 0 && !named.includes(name)) continue
  // A browser of its own for each, and a report after each: one that fails takes no other with it.
  const lab = await openLab(rounds, name, process.env['BENCH_ENGINES']?.split(','))
  try {
    const found = await suite(lab)
    findings.push(found)
    for (const table of found.tables) console.log(`\n${markdownOf(table)}`)
    if (named.length === 0) writeReport(lab, findings)
  } catch (error) {
    console.error(`bench: ${name} failed:`, error)
    process.exitCode = 1
  } finally {
    await lab.stop()
  }
}
printVerdicts(findings)
