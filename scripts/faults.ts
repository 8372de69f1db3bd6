// `npm run faults -- session`: running co-browses are cut in every way, and each has to go on by itself. First with all windows
// FAULTS_SCALE (20) times shorter, FAULTS_CUTS (2000) cuts; then at full length, FAULTS_LONG_CUTS (60). FAULTS_SEED repeats a run.
// Before that it proves that it would find something: with each of the planted bugs (FAULTS_PLANT: only that one) it must fail.
// `npm run faults -- flow`: a page that never rests over a slow link, and an agent that hardly reads; see test/faults/flow.ts.

import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CutKind } from '../test/faults/cuts.ts'
import { runFaults } from '../test/faults/faults.ts'
import { BOUNDS, report } from '../test/faults/figures.ts'
import { runFlow } from '../test/faults/flow.ts'
import type { Measured } from '../test/faults/measure.ts'
import { openNamespace } from '../test/faults/namespace.ts'
import { PLANTS, type Plant } from '../test/faults/plants.ts'
import { buildChanged } from '../test/faults/scaled-bundles.ts'

if (process.argv[2] === 'flow') {
  const holds = await runFlow({
    seconds: number('FLOW_SECONDS', 600),
    turns: number('FLOW_TURNS', 10),
  })
  process.exit(holds ? 0 : 1)
}

const sessions = number('FAULTS_SESSIONS', 20)
const cuts = number('FAULTS_CUTS', 2_000)
const longCuts = number('FAULTS_LONG_CUTS', 60)
const scale = number('FAULTS_SCALE', 20)
const seed = number('FAULTS_SEED', randomInt(1, 2 ** 31))
const kinds = process.env['FAULTS_KINDS']?.split(';') as CutKind[] | undefined
const planted = process.env['FAULTS_PLANT']
/** ms at full length: of what is survived without asking again (120 s) so much that there is time to come back. */
const LONGEST = 80_000
const BROWSERS = number('FAULTS_BROWSERS', 4)
/** Where each of the planted bugs shows. */
const PLANTED = { sessions: 4, cuts: 48 }

const folder = mkdtempSync(join(tmpdir(), 'alongside-faults-'))
const namespace = openNamespace('alongside', 77)
let done = 0
let all = true
try {
  if (process.argv[2] !== 'session') throw new Error('npm run faults -- session, or flow')
  console.log(`faults: seed ${seed}`)
  if (!namespace)
    console.log('faults: no network namespaces here; black holes are those of the proxy alone')
  const plants = planted === undefined ? Object.keys(PLANTS) : planted === '' ? [] : [planted]
  for (const plant of plants) await findPlanted(plant as Plant)
  if (cuts > 0) {
    const roots = await buildChanged(join(folder, 'scaled'), scale, null)
    all = report(`1:${scale}`, await runFaults({ ...given(), cuts, scale, roots })) && all
  }
  if (longCuts > 0) {
    const roots = await buildChanged(join(folder, 'full'), 1, null)
    all =
      report('full length', await runFaults({ ...given(), cuts: longCuts, scale: 1, roots })) && all
  }
} finally {
  namespace?.remove()
  rmSync(folder, { recursive: true, force: true })
}
console.log(
  all
    ? 'faults: every bound holds'
    : `faults: NOT every bound holds; replay with FAULTS_SEED=${seed}`,
)
// What was cut may leave timers behind.
process.exit(all ? 0 : 1)

function given() {
  return {
    seed,
    sessions,
    browsers: BROWSERS,
    longest: LONGEST,
    namespace,
    onCut,
    ...(kinds && { kinds }),
  }
}

async function findPlanted(plant: Plant): Promise<void> {
  const roots = await buildChanged(join(folder, plant), scale, plant)
  const run = await runFaults({
    ...given(),
    ...PLANTED,
    browsers: 1,
    scale,
    roots,
    namespace: null,
    onCut() {},
    kinds: ['reset', 'answers lost', 'black hole, forgotten', 'server killed'],
  })
  // Not by times: a busy machine would find it too.
  const found =
    run.messages.length > 0 ||
    run.measured.some(({ resumed, equal }) => resumed === null || equal === null)
  console.log(`faults: with the planted bug "${plant}": ${found ? 'found' : 'NOT FOUND'}`)
  all &&= found
}

function onCut(one: Measured): void {
  done++
  const bad =
    one.problem !== null ||
    (one.resumed ?? Number.POSITIVE_INFINITY) > BOUNDS.resumeP99 ||
    (one.equal ?? Number.POSITIVE_INFINITY) > BOUNDS.equal
  const { trace, ...told } = one
  if (bad) console.log(`faults: ${done}: ${JSON.stringify(told)}\n${trace}`)
  else if (done % 100 === 0)
    console.log(`faults: ${done} cuts, ${Math.round(performance.now() / 1000)} s`)
}

function number(name: string, standard: number): number {
  const text = process.env[name]
  if (text === undefined || text === '') return standard
  if (!/^[0-9]{1,10}$/.test(text)) throw new Error(`${name} must be a whole number.`)
  return Number(text)
}
