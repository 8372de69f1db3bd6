import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { markdownOf } from '../../bench/lab/table.ts'
import { REAL } from './bundle.ts'
import type { Findings } from './operate.ts'
import { share } from './pictures.ts'
import type { Tried } from './try-test-page.ts'

export interface Results {
  readonly findings: readonly Findings[]
  readonly tried: readonly Tried[]
  /** Of the browser. */
  readonly version: string
}

export function printResults({ findings, tried }: Results): void {
  if (findings.length > 0) console.log(`\n${tableOf(findings)}`)
  if (tried.length > 0) console.log(`\n${testTableOf(tried)}`)
}

/** The results, into docs/APPLICATIONS.md below what explains them. */
export function writeReport({ findings, tried, version }: Results): void {
  const about = readFileSync(join(REAL, 'lab', 'report.md'), 'utf8')
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: REAL })
  const equal = findings.filter(({ differences }) => differences.length === 0).length
  const parts = [
    `## This run: ${equal} of ${findings.length} applications equal after every step`,
    `Chromium ${version}; ${new Date().toISOString().slice(0, 10)}; commit ${commit.toString().trim()}`,
    tableOf(findings),
    testTableOf(tried),
    listOf(
      'Differences',
      findings.map(({ name, differences }) => [name, differences]),
    ),
    listOf(
      'Known limits',
      findings.map(({ name, limits }) => [name, limits]),
    ),
    listOf(
      'Steps',
      findings.map(({ name, steps }) => [name, [steps.join('; ')]]),
    ),
  ]
  const file = join(REAL, '..', 'docs', 'APPLICATIONS.md')
  writeFileSync(file, `${about}\n${parts.filter((part) => part !== '').join('\n\n')}\n`)
}

function tableOf(findings: readonly Findings[]): string {
  const head = ['application', 'packages', 'steps', 'nodes', 'differences', 'pixels', 'in canvases']
  return markdownOf({
    title: 'Every application',
    rows: [
      [...head, 'the replica notes'],
      ...findings.map(({ name, versions, steps, nodes, differences, outside, inside, notes }) => [
        name,
        versions,
        String(steps.length),
        String(nodes),
        differences.length === 0 ? '0' : `**${differences.length}**`,
        share(outside),
        inside === null ? '-' : share(inside),
        notes.join(', ') || '-',
      ]),
    ],
  })
}

function testTableOf(tried: readonly Tried[]): string {
  const count = (results: Tried['on']): string =>
    [...Map.groupBy(results, ({ state }) => state)]
      .map(([state, those]) => `${those.length} ${state}`)
      .join(', ')
  return markdownOf({
    title: 'Every page of tests',
    rows: [
      ['tests of', 'packages', 'capture off', 'capture on', 'frames sent', 'other results'],
      ...tried.map(({ name, versions, off, on, frames, differences }) => [
        name,
        versions,
        count(off),
        count(on),
        String(frames),
        String(differences.length),
      ]),
    ],
  })
}

/** Empty when nothing is listed. */
function listOf(title: string, all: readonly (readonly [string, readonly string[]])[]): string {
  const lines = all.flatMap(([name, entries]) =>
    entries.map((entry) => `- ${name}: ${entry.replaceAll(/\s*\n\s*/g, ' ⏎ ').slice(0, 1000)}`),
  )
  return lines.length === 0 ? '' : `### ${title}\n\n${lines.join('\n')}`
}
