// `npm run fuzz`: random operations on a page in Chromium, its replica compared after every flush.
// FUZZ_OPERATIONS says how many (1,000,000); FUZZ_SEED replays one seed.

import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { EditsRun } from '../test/mirror/run-edits.ts'
import { launchChromium } from '../test/support/chromium.ts'

/** Operations of one seed: small enough to replay, large enough for a crowded page. */
const PER_SEED = 5_000
const MOST_PAGES = 4

const replayed = wholeNumber('FUZZ_SEED')
const operations = wholeNumber('FUZZ_OPERATIONS') ?? (replayed === undefined ? 1_000_000 : PER_SEED)
const perSeed = replayed === undefined ? Math.min(PER_SEED, operations) : operations
// Other seeds each time: the tests run the same ones each time.
const firstSeed = replayed ?? randomInt(1, 2 ** 31)
const seeds = Array.from(
  { length: Math.ceil(operations / perSeed) },
  (_, index) => firstSeed + index,
)
const total = { operations: 0, flushes: 0, unknown: 0, differences: 0 }
const started = performance.now()

const script = await bundle()
const browser = await launchChromium()
try {
  console.log(
    `fuzz: ${operations} operations, seeds ${firstSeed} to ${firstSeed + seeds.length - 1}, ${perSeed} each`,
  )
  const pages = Math.min(availableParallelism(), MOST_PAGES, seeds.length)
  await Promise.all(Array.from({ length: pages }, () => work()))
} finally {
  await browser.close()
}
console.log(
  `fuzz: ${total.operations} operations, ${total.flushes} flushes, ${total.unknown} unknown ids, ` +
    `${total.differences} differences, in ${seconds()} s`,
)
process.exitCode = total.unknown + total.differences === 0 ? 0 : 1

/** Takes seeds until none is left; a page of its own for each, so that a replay starts the same. */
async function work(): Promise<void> {
  for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.addScriptTag({ content: script })
    const { problem, ...run } = await page.evaluate<EditsRun>(`runEdits(${perSeed}, ${seed})`)
    await context.close()
    total.operations += run.operations
    total.flushes += run.flushes
    if (problem) report(seed, problem)
    console.log(
      `fuzz: seed ${seed} ${problem ? 'FAILED' : 'ok'}, ${total.operations} operations, ${seconds()} s`,
    )
  }
}

function report(seed: number, problem: string): void {
  if (problem.includes('unknown_node')) total.unknown++
  else total.differences++
  console.log(problem)
  console.log(`replay: FUZZ_SEED=${seed} npm run fuzz`)
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../test/mirror/fuzz-page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@alongside/source'],
  })
  return outputFiles[0]?.text ?? ''
}

function wholeNumber(name: string): number | undefined {
  const text = process.env[name]
  if (!text) return undefined
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new Error(`${name} must be a whole number above 0.`)
  return Number(text)
}

function seconds(): string {
  return ((performance.now() - started) / 1000).toFixed(1)
}
