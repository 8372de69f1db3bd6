import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runNpm } from './npm.mjs'
import { step } from './report.mjs'

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} LockedPackage
 */

/**
 * Runs `npm ci` unless node_modules holds what the lockfile names.
 * @param {string} root
 * @param {import('./node-runtime.mjs').Runtime} runtime
 */
export async function ensureDependencies(root, { node, env }) {
  const locked = readPackages(join(root, 'package-lock.json'))
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'))
  if (installed && locked && firstDifference(locked, installed, process) === undefined) return
  await step('Packages', 'installing from the lockfile', () =>
    runNpm({
      node,
      cwd: root,
      env,
      args: ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
      failure: 'The packages could not be installed: see the lines above.',
    }),
  )
}

/**
 * Names the first package that is missing or another one than the lockfile says. Compares with
 * the record npm leaves in node_modules at the end of every install, so an interrupted install
 * and an install by hand are both judged rightly.
 * @param {Record<string, LockedPackage>} locked
 * @param {Record<string, LockedPackage>} installed
 * @param {{ platform: string, arch: string }} machine
 * @returns {string | undefined}
 */
export function firstDifference(locked, installed, machine) {
  for (const [path, wanted] of Object.entries(locked)) {
    if (path === '') continue
    const found = installed[path]
    if (!found) {
      if (wanted.optional && !isForThisMachine(wanted, machine)) continue
      return path
    }
    if (found.version !== wanted.version || found.integrity !== wanted.integrity) return path
  }
  return undefined
}

/**
 * Optional packages without os and cpu are the parts of a build for another machine. With a libc
 * they may or may not apply, which Node 18 cannot tell cheaply: not a reason to install again.
 * @param {LockedPackage} wanted
 * @param {{ platform: string, arch: string }} machine
 */
function isForThisMachine({ os, cpu, libc }, { platform, arch }) {
  return Boolean(os?.includes(platform) && cpu?.includes(arch) && !libc)
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined
}
