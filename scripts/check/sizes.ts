import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { BuildOptions } from 'esbuild'
import type { CheckResult } from './tool.ts'

/** Capture and codec, for the first picture. Brotli bytes; 1 kB is 1000 bytes. */
const CAPTURE = 14_000

/** Measures what a customer's page has to load. Parts that have no build yet are left out. */
export async function checkSizes(root: string): Promise<CheckResult> {
  const figures = [...(await messengerSizes(root)), ...(await captureSize(root))]
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

const NAMES: Readonly<Record<string, string>> = {
  loader: 'loader',
  chat: 'messenger with its largest language',
  proposal: 'proposal',
  joinCode: 'the form for a join code, on the home screen',
  ended: 'how a session ended, and its receipt',
  cobrowse: 'co-browse',
  recognise: 'co-browse, what recognises sensitive data',
  parts: 'co-browse, what follows',
  pixels: 'co-browse, what reads bytes and pixels',
  checks: 'co-browse, what checks the mirror',
  subpage: 'a page in a frame that is offered to be shared',
  bar: 'co-browse, what the bar can do beside Stop',
  presence: 'co-browse, cursors and clicks of both',
  account: 'co-browse, what the receipt needs of a page',
  hidden: 'co-browse, marks of what is hidden, when they are asked for',
  preview: 'co-browse, what the agent sees, when that is asked for',
  tester: 'test of masks, engine and replica included, for administrators',
  overHttp: 'a page whose WebSockets do not get through',
  subpages: 'a page that has such frames, and they themselves',
  fontFaces: 'a page whose scripts make fonts',
  components: 'a page with custom elements or slots',
  following: 'co-browse, what goes with the customer to other origins and tabs',
  arriving: 'a page that is come to from another origin of its site',
  queries: 'a page that asks for images with letters outside ASCII',
}

/** The bundles as they are built, by the messenger's own measure and budgets. */
async function messengerSizes(root: string): Promise<Figure[]> {
  const app = join(root, 'apps', 'messenger')
  if (!existsSync(join(app, 'build.mjs'))) return []
  const { budgets, measure } = await import(join(app, 'build.mjs'))
  const dist = join(app, 'dist')
  const files = (existsSync(dist) ? readdirSync(dist) : []).map((name) => {
    const contents = readFileSync(join(dist, name))
    return { path: join(dist, name), contents, text: contents.toString() }
  })
  const sizes: Record<string, number> | null = files.length > 0 ? measure(files) : null
  const all = [
    'cobrowse',
    'recognise',
    'parts',
    'pixels',
    'checks',
    'bar',
    'presence',
    'account',
  ].reduce((sum, name) => sum + (sizes?.[name] ?? 0), 0)
  return [
    ...Object.entries(NAMES).map(([key, name]) => ({
      name,
      // A chunk that is not found is not small.
      bytes: sizes?.[key] || undefined,
      budget: budgets[key],
    })),
    { name: 'co-browse, all of it', bytes: all, budget: null },
  ]
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
    { name: 'capture with codec, without what follows', bytes: core, budget: CAPTURE },
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
