import { fileURLToPath } from 'node:url'
import { type BuildOptions, build } from 'esbuild'
import { bundle as shipped } from '../../apps/messenger/bundle.mjs'

export const BENCH: string = fileURLToPath(new URL('..', import.meta.url))

/** The same for every engine: as a product ships it. */
const SHIPPED: BuildOptions = {
  bundle: true,
  write: false,
  minify: true,
  format: 'iife',
  target: 'es2022',
  conditions: ['@alongside/source'],
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'none',
  logLevel: 'error',
}

/** A script of `source`, whose imports are relative to bench/. */
export async function bundle(source: string, options: BuildOptions = {}): Promise<string> {
  const { outputFiles } = await build({
    ...SHIPPED,
    ...options,
    stdin: { contents: source, resolveDir: BENCH, loader: 'tsx' },
  })
  return outputFiles?.[0]?.text ?? ''
}

/** The same as the messenger makes its files: smaller than `bundle`, for comparisons of size. */
export async function shippedBundle(source: string, own: boolean): Promise<string> {
  const files = await shipped(
    { ...SHIPPED, stdin: { contents: source, resolveDir: BENCH, loader: 'tsx' } },
    { own },
  )
  return files.map(({ text }) => text).join('')
}

/** One engine with the harness that the runner drives it by. */
export function engineScript(engine: string): Promise<string> {
  return bundle(
    `import { engine } from './engines/${engine}.ts'
     import { install } from './page/harness.ts'
     install(engine)`,
  )
}

/** The agent's side of one engine with its harness. */
export function viewerScript(engine: string): Promise<string> {
  return bundle(
    `import { openViewer } from './viewers/${engine}.ts'
     import { installViewer } from './page/viewer-harness.ts'
     installViewer(openViewer)`,
  )
}
