// `npm test`: the check, then every test, then one line with the count of both. Arguments go to
// Vitest, so `npm test -- channel` runs the check and the tests with "channel" in their path.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Counts, countTests } from './test/count-tests.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

const check = runCheck()
const tests = runVitest(process.argv.slice(2))
const passed = check.passed + tests.passed
const failed = check.failed + tests.failed
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/** The check counts as one entry. */
function runCheck(): Counts {
  const ok = runNode([join(ROOT, 'scripts', 'check.ts')]) === 0
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
}

function runVitest(args: readonly string[]): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-test-'))
  try {
    const report = join(folder, 'report.json')
    const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const code = runNode([vitest, 'run', ...reporters, ...args])
    return countTests(code, existsSync(report) ? readFileSync(report, 'utf8') : undefined)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runNode(args: readonly string[]): number | null {
  return spawnSync(process.execPath, ['--conditions=@alongside/source', ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  }).status
}
