// Imports point down only, and nobody reaches behind another package's index. Project references
// do not see this: an undeclared workspace package resolves all the same.

import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { CheckResult } from './tool.ts'

/** Bottom first. A package may import from every row below its own; apps are above all of them. */
const ROWS: readonly (readonly string[])[] = [
  ['protocol'],
  ['capture', 'replica', 'overlay', 'channel'],
  ['sharer', 'viewer', 'client'],
]

/** Narrower than their row: a client has no engine in it, and the server never decodes ops. */
const NARROWER: ReadonlyMap<string, readonly string[]> = new Map([
  ['packages/client', ['protocol', 'channel']],
  ['apps/server', ['protocol', 'channel']],
])

/** Names that say nothing about what is inside, so that everything ends up inside. */
const EMPTY_NAMES: ReadonlySet<string> = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'types',
  'manager',
])

const SOURCES = '{packages,apps,scripts,test}/**/*.{ts,tsx,mts,js,mjs}'
const NOT_OURS: ReadonlySet<string> = new Set(['node_modules', 'dist', 'public'])

/** Checks every source file of the repository at `root`. */
export async function checkLayers(root: string): Promise<CheckResult> {
  const files = globSync(SOURCES, {
    cwd: root,
    exclude: (name) => NOT_OURS.has(posix.basename(name)),
  })
  const notes = files
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .flatMap((file) => violations(file, readFileSync(join(root, file), 'utf8')))
  return { ok: notes.length === 0, notes }
}

/** Says what is wrong with one file; `file` is its path from the root of the repository. */
export function violations(file: string, source: string): string[] {
  const wrongName = file.split('/').find((part) => EMPTY_NAMES.has(part.split('.')[0] ?? ''))
  return [
    ...(wrongName ? [`${file}: "${wrongName}" names nothing: say what is inside`] : []),
    ...importsOf(source).flatMap((specifier) => {
      const reason = specifier.startsWith('.')
        ? whyNotRelative(file, specifier)
        : whyNotPackage(file, specifier)
      return reason ? [`${file}: imports ${specifier}: ${reason}`] : []
    }),
  ]
}

/** Static, side-effect, re-exporting and dynamic imports; type imports count as well. */
function importsOf(source: string): string[] {
  const statements = /^\s*(?:import|export)\b[^'"`;]*?['"]([^'"\n]+)['"]/gm
  const calls = /\bimport\s*\(\s*['"`]([^'"`\n]+)['"`]/g
  return [statements, calls].flatMap((pattern) =>
    [...source.matchAll(pattern)].flatMap(([text, specifier]) =>
      // `export const x = 'y'` names no module.
      specifier && (/^\s*import/.test(text) || /\bfrom\s*['"]/.test(text)) ? [specifier] : [],
    ),
  )
}

function whyNotRelative(file: string, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(file), specifier)
  const [from, to] = [ownerOf(file), ownerOf(target)]
  if (from === to || (isTest(file) && mayUseFromTest(target))) return undefined
  // Tests of the whole compare with what a package decides inside: a copy of it would drift.
  if (from === 'test' && to.startsWith('packages/')) return undefined
  if (from.startsWith('packages/') || from.startsWith('apps/')) return 'leaves the package'
  // Scenarios and scripts start apps, which export nothing; packages have an index for everyone.
  return to.startsWith('packages/') ? 'goes around the index of a package' : undefined
}

/** What all tests share, and the server as its entry starts it: a client is tested on the real one. */
function mayUseFromTest(target: string): boolean {
  return target.startsWith('test/support/') || target === 'apps/server/src/server.ts'
}

/** A test, or what only tests of its package use. */
function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || /^(packages|apps)\/[^/]+\/test\//.test(file)
}

function whyNotPackage(file: string, specifier: string): string | undefined {
  const match = /^@alongside\/([^/]+)(\/.*)?$/.exec(specifier)
  if (!match) return undefined
  const [, name = '', path = ''] = match
  if (/^\/(src|dist)\b/.test(path)) return 'goes around the index of a package'
  const owner = ownerOf(file)
  if (owner === `packages/${name}`) return 'a package does not import itself by name'
  const row = ROWS.findIndex((names) => names.includes(name))
  if (row === -1) return 'an app is not to be imported'
  const narrower = NARROWER.get(owner)
  if (narrower) {
    return narrower.includes(name) ? undefined : `${owner} imports only ${narrower.join(', ')}`
  }
  if (!owner.startsWith('packages/')) return undefined
  const ownRow = ROWS.findIndex((names) => names.includes(owner.slice('packages/'.length)))
  if (ownRow === -1) return `${owner} has no row in the layers`
  if (row === ownRow) return 'siblings never import each other'
  return row > ownRow ? 'points up' : undefined
}

/** `packages/capture`, `apps/server`, or the first folder of anything else. */
function ownerOf(file: string): string {
  const [first = '', second = ''] = file.split('/')
  return first === 'packages' || first === 'apps' ? `${first}/${second}` : first
}
