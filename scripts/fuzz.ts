// `npm run fuzz`: random operations on a page in Chromium, its replica compared after every flush.
// FUZZ_OPERATIONS says how many (1,000,000); FUZZ_SEED replays one seed. Before that it proves that it would find something:
// a replica that never gets one kind of op must be found wrong, for each kind. Last comes silent damage (FUZZ_SABOTAGES, 200), which the
// mirror itself has to find and heal.

import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { EditsOptions, EditsRun } from '../test/mirror/run-edits.ts'
import type { SabotageRun } from '../test/mirror/run-sabotage.ts'
import { launchChromium } from '../test/support/chromium.ts'

/** Operations of one seed: small enough to replay, large enough for a crowded page. */
const PER_SEED = 5_000
const MOST_PAGES = 4
/** What Playwright says when the page's process is gone. */
const CRASHED = 'Target crashed'
const PLANTED_RUNS = 4

const replayed = wholeNumber('FUZZ_SEED')
const operations = wholeNumber('FUZZ_OPERATIONS') ?? (replayed === undefined ? 1_000_000 : PER_SEED)
const perSeed = replayed === undefined ? Math.min(PER_SEED, operations) : operations
const sabotages = wholeNumber('FUZZ_SABOTAGES') ?? (replayed === undefined ? 200 : 0)
// Other seeds each time: the tests run the same ones each time.
const firstSeed = replayed ?? randomInt(1, 2 ** 31)
const seeds = Array.from(
  { length: Math.ceil(operations / perSeed) },
  (_, index) => firstSeed + index,
)
/** Instead of one whose operations cannot be done. */
let spare = firstSeed + seeds.length
/**
 * Kinds of ops that a planted bug withholds: all but those that tell of the browser itself, of what is loaded, and of where
 * something cannot be shown.
 */
const PLANTED: readonly NonNullable<EditsOptions['without']>[] = [
  'insert',
  'detach',
  'attach',
  'move',
  'free',
  'text',
  'attribute',
  'removeAttribute',
  'sheet',
  'insertRule',
  'deleteRule',
  'sheetState',
  'freeSheet',
  'adopt',
  'value',
  'checked',
  'selected',
  'files',
  'states',
  'scroll',
  'topLayer',
  'define',
  'assign',
  'viewport',
]
const total = {
  operations: 0,
  flushes: 0,
  unknown: 0,
  differences: 0,
  crashes: 0,
  /** Of the browser, which goes down at the same place without a mirror. */
  ownCrashes: 0,
  unfound: 0,
}
const kinds: Record<string, number> = {}
const started = performance.now()

const script = await bundle(new URL('../test/mirror/fuzz-page.ts', import.meta.url))
const capture = await bundle(
  new URL('../packages/capture/src/index.ts', import.meta.url),
  'capture',
)
const browser = await launchChromium()
try {
  console.log(
    `fuzz: ${operations} operations, seeds ${firstSeed} to ${firstSeed + seeds.length - 1}, ${perSeed} each`,
  )
  const pages = Math.min(availableParallelism(), MOST_PAGES, seeds.length)
  if (replayed === undefined) for (const op of PLANTED) await plant(op)
  await Promise.all(Array.from({ length: pages }, () => work()))
  const each = Math.ceil(sabotages / MOST_PAGES)
  if (sabotages > 0)
    await Promise.all(
      Array.from({ length: MOST_PAGES }, (_, page) => damage(each, firstSeed + page)),
    )
} finally {
  await browser.close()
}
console.log(
  `fuzz: ${total.operations} operations, ${total.flushes} flushes, ${total.unknown} unknown ids, ` +
    `${total.differences} differences, ${total.crashes} crashes of the browser ` +
    `(and ${total.ownCrashes} that it has without a mirror too), in ${seconds()} s`,
)
console.log(`fuzz: ${JSON.stringify(kinds)}`)
const { unknown, differences, crashes, unfound } = total
process.exitCode = unknown + differences + crashes + unfound === 0 ? 0 : 1

/** Takes seeds until none is left; a page of its own for each, so that a replay starts the same. */
async function work(): Promise<void> {
  for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
    // One seed in four has no time at all per slice; in one of three parts are masked and blocked.
    const options = { all: true, holds: true, sliced: seed % 4 === 0, marks: seed % 3 === 0 }
    const { problem, ...run } = await runSeed(perSeed, seed, options)
    if (problem?.includes(CRASHED)) {
      const bare = await runSeed(perSeed, seed, { ...options, alone: true })
      if (bare.problem?.includes(CRASHED)) {
        total.ownCrashes++
        console.log(`fuzz: seed ${seed} takes the browser down without a mirror too`)
        if (replayed === undefined) seeds.push(spare++)
        continue
      }
    }
    total.operations += run.operations
    total.flushes += run.flushes
    for (const [kind, count] of Object.entries(run.counts)) kinds[kind] = (kinds[kind] ?? 0) + count
    if (problem) report(seed, problem)
    console.log(
      `fuzz: seed ${seed} ${problem ? 'FAILED' : 'ok'}, ${total.operations} operations, ${seconds()} s`,
    )
  }
}

async function runSeed(count: number, seed: number, options: EditsOptions): Promise<EditsRun> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.addScriptTag({ content: script })
    const given = [capture, count, seed, options].map((each) => JSON.stringify(each))
    return await page.evaluate(`fuzz(${given})`)
  } catch (error) {
    // The browser itself went down: whoever did that, it is found.
    return { problem: `seed ${seed}: ${error}`, operations: 0, flushes: 0, counts: {} }
  } finally {
    await context.close()
  }
}

/** A bug that the fuzz must find: else its silence says nothing. */
async function plant(op: (typeof PLANTED)[number]): Promise<void> {
  let problem: string | null = null
  let after = 0
  // Some kinds are rare, and not every run has one that shows.
  for (let seed = 1; !problem && seed <= PLANTED_RUNS; seed++) {
    const run = await runSeed(PER_SEED, seed, { all: true, without: op })
    problem = run.operations > 0 ? run.problem : null
    after += run.operations
  }
  console.log(`fuzz: without ${op}: ${problem ? `found after ${after} operations` : 'NOT FOUND'}`)
  if (!problem) total.unfound++
}

/** Silent damage, one after the other, and how long the mirror took to find and heal it. */
async function damage(count: number, seed: number): Promise<void> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.addScriptTag({ content: script })
    const { problem, times, counts }: SabotageRun = await page.evaluate(
      `sabotage(${count}, ${seed})`,
    )
    const sorted = times.toSorted((a, b) => a - b)
    const at = (part: number): number =>
      Math.round(sorted[Math.floor(part * (times.length - 1))] ?? 0)
    console.log(
      `fuzz: ${times.length} silent damages found and healed, after ${at(0.5)} ms at the median, ${at(1)} at most: ` +
        JSON.stringify(counts),
    )
    if (problem) {
      total.differences++
      console.log(problem)
    }
  } finally {
    await context.close()
  }
}

function report(seed: number, problem: string): void {
  if (problem.includes('unknown_node')) total.unknown++
  else if (problem.includes(CRASHED)) total.crashes++
  else total.differences++
  console.log(problem)
  console.log(`replay: FUZZ_SEED=${seed} npm run fuzz`)
}

/** A script; what the module exports is kept in `as`. */
async function bundle(module: URL, as = ''): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(module)],
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@alongside/source'],
    ...(as ? { globalName: as } : {}),
    // A module's address has no meaning here, and is not asked for.
    define: { 'import.meta.url': '""' },
  })
  return outputFiles[0]?.text ?? ''
}

function wholeNumber(name: string): number | undefined {
  const text = process.env[name]
  if (!text) return undefined
  if (!/^[1-9][0-9]{0,9}$/.test(text)) throw new Error(`${name} must be a whole number above 0.`)
  return Number(text)
}

function seconds(): string {
  return ((performance.now() - started) / 1000).toFixed(1)
}
