import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { SetupError, step } from './report.mjs'
import { runQuietly } from './run.mjs'

/**
 * @typedef {{ name: string, variable: string, commands: string[], places: string[], aptPackages: string[] }} Browser
 *   `variable` overrides the search; `commands` are looked up in PATH, `places` are whole paths.
 */

/** @type {Browser} */
const CHROMIUM = {
  name: 'Chromium',
  variable: 'CHROMIUM_PATH',
  commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
  places: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
  // The fonts make screenshots the same on every machine, Japanese included.
  aptPackages: ['chromium', 'fonts-liberation', 'fonts-noto-core', 'fonts-noto-cjk'],
}

const BROWSERS = [CHROMIUM]

/**
 * Finds the browsers that the tests drive, and installs the missing ones where that is possible
 * without asking. Returns the variables that tell the tests where they are.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function ensureBrowsers(env) {
  /** @type {NodeJS.ProcessEnv} */
  const paths = {}
  for (const browser of BROWSERS) {
    paths[browser.variable] = findBrowser(browser, env) ?? (await installBrowser(browser, env))
  }
  return { ...env, ...paths }
}

/**
 * @param {Browser} browser
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
function findBrowser(browser, env) {
  const named = env[browser.variable]
  if (named) {
    if (existsSync(named)) return named
    throw new SetupError(`${browser.variable} names ${named}, which does not exist.`)
  }
  const folders = (env['PATH'] ?? '').split(delimiter)
  const inPath = browser.commands.flatMap((command) =>
    folders.map((folder) => join(folder, command)),
  )
  return [...inPath, ...browser.places].find((path) => existsSync(path))
}

/**
 * @param {Browser} browser
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>}
 */
async function installBrowser(browser, env) {
  const packages = browser.aptPackages.join(' ')
  if (!hasApt() || process.getuid?.() !== 0) {
    const how = hasApt() ? `run "sudo apt-get install ${packages}"` : 'install it'
    throw new SetupError(
      `The tests need ${browser.name}, which was not found: ${how}, or set ${browser.variable}.`,
    )
  }
  await step(browser.name, `installing with apt-get (${packages})`, async () => {
    await apt(['update', '-qq'], env)
    await apt(['install', '-y', '-qq', '--no-install-recommends', ...browser.aptPackages], env)
  })
  const path = findBrowser(browser, env)
  if (!path) throw new SetupError(`apt-get installed no ${browser.name}: set ${browser.variable}.`)
  return path
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function apt(args, env) {
  const { code, output } = await runQuietly('apt-get', args, {
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (code === 0) return
  console.error(output.trimEnd().split('\n').slice(-10).join('\n'))
  throw new SetupError(`"apt-get ${args.join(' ')}" failed: see the lines above.`)
}

function hasApt() {
  if (!existsSync('/etc/os-release') || !existsSync('/usr/bin/apt-get')) return false
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
}
