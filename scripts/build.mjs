// Builds the browser bundles that are stale. Everything else runs from its sources.

import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { SetupError, step } from './bootstrap/report.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/**
 * Each target is an app with a `build.mjs` that exports `build()`, which writes `dist/`, and
 * `inputs`: the files and folders that decide what it writes, from the root of the repository.
 */
const TARGETS = ['messenger', 'workspace', 'playground', 'audit']

/** Changes to these make every target stale. */
const SHARED_INPUTS = ['package-lock.json', 'tsconfig.base.json']

try {
  for (const target of TARGETS) await buildIfStale(target)
} catch (error) {
  if (error instanceof SetupError) console.error(`alongside: ${error.message}`)
  else console.error(error)
  process.exitCode = 1
}

/** @param {string} target */
async function buildIfStale(target) {
  const script = join(ROOT, 'apps', target, 'build.mjs')
  if (!existsSync(script)) return
  const { build, inputs } = await import(pathToFileURL(script).href)
  if (typeof build !== 'function' || !Array.isArray(inputs)) {
    throw new SetupError(`apps/${target}/build.mjs must export build() and inputs.`)
  }
  const stampFile = join(ROOT, 'apps', target, 'dist', '.stamp')
  const stamp = contentStamp([...SHARED_INPUTS, relative(ROOT, script), ...inputs])
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  await step(`apps/${target}`, 'building', async () => {
    try {
      await build()
    } catch (error) {
      console.error(error instanceof Error ? error.message : error)
      throw new SetupError(`apps/${target} could not be built: see the lines above.`)
    }
    mkdirSync(dirname(stampFile), { recursive: true })
    writeFileSync(stampFile, stamp)
  })
}

/**
 * A digest of what the inputs contain. Not of their times: a fresh clone and a switch of branches
 * give every file a new time.
 * @param {string[]} inputs
 * @returns {string}
 */
function contentStamp(inputs) {
  const digest = createHash('sha256')
  for (const input of inputs) {
    const path = resolve(ROOT, input)
    if (!existsSync(path)) throw new SetupError(`The build input ${input} does not exist.`)
    for (const file of filesIn(path)) {
      digest
        .update(`${relative(ROOT, file)}\0`)
        .update(readFileSync(file))
        .update('\0')
    }
  }
  return digest.digest('hex')
}

/** @param {string} path */
function filesIn(path) {
  if (statSync(path).isFile()) return [path]
  return globSync('**/*', {
    cwd: path,
    withFileTypes: true,
    exclude: (entry) =>
      ['node_modules', 'dist'].includes(entry.name) || /\.test\.tsx?$/.test(entry.name),
  })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
