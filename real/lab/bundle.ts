import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Plugin } from 'esbuild'

export const REAL: string = fileURLToPath(new URL('..', import.meta.url))

/** As an application is built for production. */
const BUILT: BuildOptions = {
  bundle: true,
  write: false,
  minify: true,
  format: 'iife',
  target: 'es2022',
  define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true' },
  legalComments: 'none',
  logLevel: 'error',
}

/** The files of an application by name: `page.js`, `page.css` and what those refer to. */
export async function bundleApplication(folder: string): Promise<Map<string, Uint8Array>> {
  const { outputFiles = [] } = await build({
    ...BUILT,
    entryPoints: [join(REAL, 'applications', folder, 'page.js')],
    outdir: '/',
    assetNames: '[name]-[hash]',
    jsx: 'automatic',
    loader: Object.fromEntries([
      ['.js', 'jsx'],
      ...['.png', '.svg', '.woff', '.woff2', '.ttf', '.eot'].map((name) => [name, 'file']),
    ]),
    // Its templates are compiled in the page.
    alias: { vue: 'vue/dist/vue.esm-bundler.js' },
    absWorkingDir: REAL,
    conditions: ['module', 'svelte', 'style'],
    plugins: [svelte()],
  })
  return new Map(outputFiles.map(({ path, contents }) => [path.slice(1), contents]))
}

/** A script of this project for one of the two pages. */
export async function bundleScript(file: string): Promise<string> {
  const { outputFiles = [] } = await build({
    ...BUILT,
    entryPoints: [join(REAL, file)],
    conditions: ['@alongside/source'],
  })
  return outputFiles[0]?.text ?? ''
}

/** Components of Svelte, of the application and of packages. */
function svelte(): Plugin {
  return {
    name: 'svelte',
    setup({ onLoad }) {
      onLoad({ filter: /\.svelte(\.js)?$/ }, ({ path }) => {
        // Installed on demand: there are no types of it.
        const compiler = createRequire(join(REAL, 'package.json'))('svelte/compiler')
        const source = readFileSync(path, 'utf8')
        const compile = extname(path) === '.js' ? compiler.compileModule : compiler.compile
        const { js } = compile(source, { filename: path, css: 'injected' })
        return { contents: js.code }
      })
    },
  }
}
