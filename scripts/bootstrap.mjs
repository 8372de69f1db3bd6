// Every command of package.json begins here, on whatever Node the machine has (18 or later), so
// this file and ./bootstrap/ use Node's built-ins only. Each step does nothing when there is
// nothing to do: the second run goes straight to the command. docs/adr/0001 says why.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBrowsers } from './bootstrap/browsers.mjs'
import { ensureDependencies } from './bootstrap/dependencies.mjs'
import { ensureNode } from './bootstrap/node-runtime.mjs'
import { SetupError } from './bootstrap/report.mjs'
import { runHere } from './bootstrap/run.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/**
 * `packages` is a folder with a lockfile of its own, installed only for this command.
 * @type {Record<string, { program?: string, build: boolean, browsers: boolean, packages?: string }>}
 */
const COMMANDS = {
  start: { program: 'start.ts', build: true, browsers: false },
  test: { program: 'test.ts', build: true, browsers: true },
  check: { program: 'check.ts', build: true, browsers: false },
  build: { build: true, browsers: false },
  fuzz: { program: 'fuzz.ts', build: false, browsers: true },
  model: { program: 'model.ts', build: false, browsers: false },
  faults: { program: 'faults.ts', build: false, browsers: true },
  bench: { program: 'bench.ts', build: false, browsers: true, packages: 'bench' },
  apps: { program: 'apps.ts', build: false, browsers: true, packages: 'real' },
  navigations: { program: 'navigations.ts', build: true, browsers: true },
  screenshots: { program: 'screenshots.ts', build: true, browsers: true },
}

/** @param {string[]} args */
async function main([name = '', ...rest]) {
  const command = COMMANDS[name]
  if (!command) {
    throw new SetupError(`Unknown command "${name}": one of ${Object.keys(COMMANDS).join(', ')}.`)
  }
  const started = Date.now()
  const runtime = await ensureNode()
  await ensureDependencies(ROOT, runtime)
  if (command.packages) await ensureDependencies(join(ROOT, command.packages), runtime)
  const env = command.browsers ? await ensureBrowsers(runtime.env) : runtime.env
  const run = (/** @type {string} */ program, /** @type {string[]} */ programArgs) => {
    const path = join(ROOT, 'scripts', program)
    if (!existsSync(path)) throw new SetupError(`scripts/${program} does not exist yet.`)
    return runHere(runtime.node, ['--conditions=@alongside/source', path, ...programArgs], {
      cwd: ROOT,
      env: { ...env, BOOTSTRAP_STARTED_AT: String(started) },
    })
  }
  if (command.build) {
    const code = await run('build.mjs', [])
    if (code !== 0) return code
  }
  return command.program ? run(command.program, rest) : 0
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  console.error(`alongside: ${error.message}`)
  process.exitCode = 1
}
