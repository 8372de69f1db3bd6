// `npm run check`: everything that can be said about the code without running it.

import { checkLayers } from './check/layers.ts'
import { checkLockfile } from './check/lockfile.ts'
import { checkSizes } from './check/sizes.ts'
import { type CheckResult, runTool } from './check/tool.ts'

const ROOT = new URL('..', import.meta.url).pathname

const STEPS: readonly (readonly [name: string, run: () => Promise<CheckResult>])[] = [
  ['format and lint', () => runTool(ROOT, 'biome', ['check', '--error-on-warnings'])],
  ['layers', () => checkLayers(ROOT)],
  ['types', () => runTool(ROOT, 'tsc', ['-b'])],
  ['unused code', () => runTool(ROOT, 'knip', ['--no-progress', '--no-config-hints'])],
  ['sizes', () => checkSizes(ROOT)],
  ['lockfile', () => checkLockfile(ROOT)],
  ['bench lockfile', () => checkLockfile(`${ROOT}bench`)],
  ['real lockfile', () => checkLockfile(`${ROOT}real`)],
]

const started = performance.now()
let failed = 0
for (const [name, run] of STEPS) {
  const stepStarted = performance.now()
  const { ok, notes } = await run()
  if (!ok) failed++
  const seconds = ((performance.now() - stepStarted) / 1000).toFixed(1)
  console.log(`check: ${name.padEnd(16)} ${ok ? 'ok' : 'FAILED'} (${seconds} s)`)
  for (const note of notes) console.log(`  ${note}`)
}
const total = ((performance.now() - started) / 1000).toFixed(1)
console.log(
  failed === 0 ? `check: passed in ${total} s` : `check: ${failed} failed, after ${total} s`,
)
process.exitCode = failed === 0 ? 0 : 1
