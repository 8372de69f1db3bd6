import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { versionOf } from '../engines/list.ts'
import type { Findings } from '../suites/suite.ts'
import { BENCH } from './bundle.ts'
import type { Lab } from './lab.ts'
import { markdownOf, short, type Table } from './table.ts'

/** Every budget that was measured, met or missed. */
export function printVerdicts(findings: readonly Findings[]): void {
  console.log(`\n${markdownOf(verdictTable(findings))}\n\nbench: ${score(findings)}`)
}

/** The results, into docs/BENCHMARK.md between what explains them. */
export function writeReport(lab: Lab, findings: readonly Findings[]): void {
  const file = join(BENCH, '..', 'docs', 'BENCHMARK.md')
  const about = readFileSync(join(BENCH, 'lab', 'report.md'), 'utf8')
  const results = [
    `## This run\n\n${conditions(lab)}`,
    `## Budgets: ${score(findings)}\n\n${markdownOf(verdictTable(findings))}`,
    `## All results\n\n${findings
      .flatMap(({ tables }) => tables)
      .map(markdownOf)
      .join('\n\n')}`,
  ]
  writeFileSync(file, `${about}\n${results.join('\n\n')}\n`)
}

function score(findings: readonly Findings[]): string {
  const verdicts = findings.flatMap((found) => found.verdicts)
  const missed = verdicts.filter(({ met }) => !met).length
  return `${verdicts.length - missed} met, ${missed} missed`
}

function verdictTable(findings: readonly Findings[]): Table {
  const rows = findings
    .flatMap(({ verdicts }) => verdicts)
    .map(({ what, budget, ours, peers, met }) => [
      what,
      budget,
      ours,
      peers || '-',
      met ? 'met' : 'MISSED',
    ])
  return { title: 'Every row', rows: [['what', 'budget', 'ours', 'peers', ''], ...rows] }
}

function conditions(lab: Lab): string {
  const [processor] = cpus()
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: BENCH })
  return [
    `- ${lab.contenders.map(versionOf).join(', ')}; commit ${commit.toString().trim()}`,
    `- Chromium ${lab.browser.version()}, headless; Node ${process.version}`,
    `- ${processor?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB; ${process.platform} ${release()}`,
    `- ${new Date().toISOString().slice(0, 10)}; ${lab.rounds} rounds; load of the machine at the end ${loadavg().map(short).join(', ')}`,
  ].join('\n')
}
