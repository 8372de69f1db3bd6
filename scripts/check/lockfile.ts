// npm leaves a build for another system out of the lockfile when it cannot fetch it while it
// writes the lockfile, and `npm ci` refuses such a lockfile afterwards, on every machine.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckResult } from './tool.ts'

/** The part of a package-lock.json that is looked at here. */
export interface Lockfile {
  packages: Record<string, LockedPackage>
}

interface LockedPackage {
  version?: string
  resolved?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

/** Checks that the lockfile names every optional package, and no registry. */
export async function checkLockfile(root: string): Promise<CheckResult> {
  const lockfile: Lockfile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const missing = missingPackages(lockfile).map(({ name }) => name)
  const resolved = Object.entries(lockfile.packages).flatMap(([path, { resolved }]) =>
    resolved?.startsWith('http') ? [path] : [],
  )
  return {
    ok: missing.length === 0 && resolved.length === 0,
    notes: [
      ...(missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
      ...(missing.length > 0 ? ['run "node scripts/complete-lockfile.ts"'] : []),
      ...resolved.map((path) => `${path} names a registry: install with the .npmrc of this folder`),
    ],
  }
}

/** Optional dependencies that no folder above their dependent holds. */
export function missingPackages({
  packages,
}: Lockfile): { name: string; version: string; dev: boolean }[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev = false }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !foldersAbove(path).some((folder) => packages[`${folder}${name}`]))
      .map(([name, version]) => ({ name, version, dev })),
  )
}

/** Where Node looks for the packages of `path`, innermost first. */
function foldersAbove(path: string): string[] {
  const parts = path === '' ? [] : path.split('/node_modules/')
  const inner = parts.map(
    (_, depth) => `${parts.slice(0, parts.length - depth).join('/node_modules/')}/node_modules/`,
  )
  return [...inner, 'node_modules/']
}
