// `npm run model`: random sequences of what customer, agents, network and server do, on the product's own code in one process with
// a clock of its own. MODEL_SEQUENCES says how many (100,000); MODEL_SEED replays from a seed. Before that it proves that it would
// find something: planted bugs, each of which it must find and make short.

import { randomInt } from 'node:crypto'
import '../test/model/stand-ins.ts'
import { PLANTS, type Plant } from '../test/model/plants.ts'

const { runModel } = await import('../test/model/run.ts')

/** Sequences of one seed: few enough to replay. */
const PER_SEED = 500
const hrtime = process.hrtime.bigint
const started = hrtime()
const replayed = wholeNumber('MODEL_SEED')
const wanted = wholeNumber('MODEL_SEQUENCES') ?? (replayed === undefined ? 100_000 : PER_SEED)
const firstSeed = replayed ?? randomInt(1, 2 ** 31)
let sequences = 0
let violations = 0
let unfound = 0
const reached: Record<string, number> = {}

if (replayed === undefined) {
  for (const [plant, what] of Object.entries(PLANTS)) {
    const { problem, ...run } = await runModel({ count: PER_SEED, seed: 1, plant: plant as Plant })
    if (!problem) unfound++
    console.log(
      `model: planted, ${what}: ${problem ? `found after ${run.sequences}` : 'NOT FOUND'}`,
    )
    if (problem) console.log(problem.replaceAll(/^/gm, '  '))
  }
}
for (let seed = firstSeed; sequences < wanted; seed++) {
  const { problem, ...run } = await runModel({
    count: Math.min(PER_SEED, wanted - sequences),
    seed,
  })
  sequences += run.sequences
  for (const [what, times] of Object.entries(run.reached)) {
    reached[what] = (reached[what] ?? 0) + times
  }
  if (problem) {
    violations++
    console.log(`${problem}\nreplay: MODEL_SEED=${seed} npm run model`)
  }
  if (sequences % 5000 < PER_SEED) console.log(`model: ${told()}`)
}
console.log(`model: ${told()}, seeds from ${firstSeed}`)
console.log(`model: ${JSON.stringify(reached)}`)
process.exitCode = violations + unfound === 0 ? 0 : 1

function told(): string {
  const seconds = Number(hrtime() - started) / 1e9
  return `${sequences} sequences, ${violations} violations, in ${seconds.toFixed(1)} s`
}

function wholeNumber(name: string): number | undefined {
  const text = process.env[name]
  if (!text) return undefined
  if (!/^[1-9][0-9]{0,9}$/.test(text)) throw new Error(`${name} must be a whole number above 0.`)
  return Number(text)
}
