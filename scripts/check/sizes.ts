import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { BuildOptions } from 'esbuild'
import type { CheckResult } from './tool.ts'

/** Brotli at its best, as a server sends files it compressed ahead; 1 kB is 1000 bytes. */
const BUDGETS = {
  loader: 1_500,
  messenger: 24_000,
  cobrowse: 36_000,
  capture: 14_000,
  /** What of the capture follows the first picture (docs/adr/0012). */
  parts: 9_000,
  /** What reads bytes, pixels and animations (docs/adr/0014, 0016). */
  pixels: 7_000,
} as const

/** Measures what a customer's page has to load. Parts that have no build yet are left out. */
export async function checkSizes(root: string): Promise<CheckResult> {
  const figures = [...bundleSizes(root), ...(await captureSize(root))]
  return {
    ok: figures.every(({ bytes, budget }) => bytes !== undefined && bytes <= (budget ?? bytes)),
    notes: figures.map(({ name, bytes, budget }) => {
      if (budget === null) return `${name}: ${kilobytes(bytes ?? 0)} brotli, told for comparison`
      if (bytes === undefined) return `${name}: not built, run "npm run build"`
      const over = bytes > budget ? `, ${bytes - budget} bytes OVER` : ''
      return `${name}: ${kilobytes(bytes)} of ${kilobytes(budget)} brotli${over}`
    }),
  }
}

interface Figure {
  readonly name: string
  readonly bytes: number | undefined
  /** null: no bound of its own, the sum of others. */
  readonly budget: number | null
}

/** The bundles with what they import at once; what is loaded later counts where it is loaded. */
function bundleSizes(root: string): Figure[] {
  const app = join(root, 'apps', 'messenger')
  if (!existsSync(join(app, 'build.mjs'))) return []
  const dist = join(app, 'dist')
  const size = (files: Iterable<string>): number | undefined => {
    const sizes = [...files].map((file) => brotliSize(readFileSync(join(dist, file))))
    return sizes.length === 0 ? undefined : sizes.reduce((sum, bytes) => sum + bytes, 0)
  }
  const loader = withStaticImports(dist, 'loader.js')
  const messenger = withStaticImports(dist, 'widget.js')
  const cobrowse = withStaticImports(dist, 'cobrowse.js').difference(messenger)
  const parts = withStaticImports(dist, laterThan(dist, cobrowse)).difference(cobrowse)
  const pixels = withStaticImports(dist, laterThan(dist, parts)).difference(cobrowse.union(parts))
  return [
    { name: 'loader', bytes: size(loader), budget: BUDGETS.loader },
    { name: 'messenger', bytes: size(messenger), budget: BUDGETS.messenger },
    { name: 'co-browse', bytes: size(cobrowse), budget: BUDGETS.cobrowse },
    { name: 'co-browse, what follows', bytes: size(parts), budget: BUDGETS.parts },
    { name: 'co-browse, bytes and pixels', bytes: size(pixels), budget: BUDGETS.pixels },
    {
      name: 'co-browse, all of it',
      bytes: size(cobrowse.union(parts).union(pixels)),
      budget: null,
    },
  ]
}

/** The one chunk of co-browse that these files load when they run. */
function laterThan(folder: string, files: Iterable<string>): string {
  for (const file of files) {
    const source = readFileSync(join(folder, file), 'utf8')
    const [, later] = source.match(/\bimport\([`"]\.\/(cobrowse-[^`"]+)/) ?? []
    if (later) return later
  }
  return ''
}

/** Names of files in `folder`: none when it has no such file. */
function withStaticImports(folder: string, file: string, seen = new Set<string>()): Set<string> {
  if (!file || seen.has(file) || !existsSync(join(folder, file))) return seen
  seen.add(file)
  const source = readFileSync(join(folder, file), 'utf8')
  for (const [, imported] of source.matchAll(/\b(?:from|import)\s*"\.\/([^"]+)"/g)) {
    if (imported) withStaticImports(folder, imported, seen)
  }
  return seen
}

/** The capture with its codec, bundled alone, with the settings it has in the messenger. */
async function captureSize(root: string): Promise<Figure[]> {
  const entry = join(root, 'packages', 'capture', 'src', 'index.ts')
  if (!existsSync(entry)) return []
  const { bundle } = await import(join(root, 'apps', 'messenger', 'bundle.mjs'))
  const from = (file: string): BuildOptions => ({
    stdin: { contents: `export { startCapture } from './${file}'`, resolveDir: join(entry, '..') },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['@alongside/source'],
    legalComments: 'none',
    logLevel: 'silent',
  })
  const sizeOf = async (file: string): Promise<number> => {
    const files: { contents: Uint8Array }[] = await bundle(from(file), { own: true })
    return files.reduce((sum, { contents }) => sum + brotliSize(contents), 0)
  }
  const [core, whole] = await Promise.all([sizeOf('core.ts'), sizeOf('index.ts')])
  return [
    { name: 'capture with codec, without what follows', bytes: core, budget: BUDGETS.capture },
    { name: 'capture with codec, all of it', bytes: whole, budget: null },
  ]
}

function brotliSize(content: Uint8Array): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  return brotliCompressSync(content, { params }).length
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(2)} kB`
}
