// Builds dist/page.js: what the audit puts into the page that it looks at.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))

/** A change in any of these makes a build stale. */
export const inputs = [
  join(here, 'src'),
  join(here, 'build.mjs'),
  ...['protocol', 'capture', 'sharer'].map((name) => join(here, '../../packages', name, 'src')),
]

export async function build() {
  await esbuild.build({
    entryPoints: [join(here, 'src/page/page.ts')],
    outfile: join(here, 'dist/page.js'),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    conditions: ['@alongside/source'],
    logLevel: 'warning',
  })
}
