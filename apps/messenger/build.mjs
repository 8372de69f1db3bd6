// Builds the messenger into dist/: loader.js (classic script), widget.js with a chunk for each language, proposal.js (when
// an agent proposes), ended.js (where a session has ended), join-code.js (with the home screen, where customers may phone), cobrowse.js (after Accept). All pure ASCII: pages in Shift_JIS load them without a charset.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import * as esbuild from 'esbuild'
import { bundle } from './bundle.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const packages = join(here, '../../packages')

/** A change in any of these makes a build stale. */
export const inputs = [
  join(here, 'src'),
  join(here, 'build.mjs'),
  join(here, 'bundle.mjs'),
  join(here, 'own-names.mjs'),
  ...['protocol', 'channel', 'capture', 'overlay', 'sharer', 'client', 'replica'].map((name) =>
    join(packages, name, 'src'),
  ),
]

/** Brotli bytes, from DESIGN.md section 9; `parts` from docs/adr/0012, `pixels` from docs/adr/0014 and 0016, `recognise` from
 * docs/adr/0022, `subpage` (a page in a frame that was offered to be shared) and `subpages` (the page around it) from docs/adr/0020,
 * `presence` (cursors and clicks of both) from docs/adr/0032, `joinCode` (the home screen of a deployment with the channel Voice) from docs/adr/0034,
 * `ended` (how a session ended, and its receipt) and `account` (what that needs of the page) from docs/adr/0035,
 * `tester` (an administrator's test mode, with engine and replica) from docs/adr/0026, `fontFaces` (a page whose scripts make fonts) from docs/adr/0023, `queries` (one that asks for images
 * with letters outside ASCII) from docs/adr/0028, `components` (a page with custom elements or slots) from docs/adr/0012, `checks` from docs/adr/0015 and 0024. */
export const budgets = {
  loader: 1500,
  subpage: 1000,
  chat: 24_000,
  proposal: 3500,
  joinCode: 3000,
  ended: 3200,
  cobrowse: 36_000,
  parts: 9000,
  recognise: 8000,
  pixels: 6000,
  checks: 2500,
  subpages: 2000,
  fontFaces: 1000,
  components: 2000,
  queries: 600,
  bar: 2500,
  presence: 4000,
  account: 900,
  hidden: 1200,
  preview: 50_000,
  tester: 100_000,
  overHttp: 2500,
  following: 2200,
  arriving: 500,
}

/** Style sheets as minified text, for constructed sheets.
 * @type {esbuild.Plugin} */
const cssText = {
  name: 'css-text',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const { code } = await esbuild.transform(source, {
        loader: 'css',
        minify: true,
        charset: 'ascii',
        target: ['chrome111', 'firefox113', 'safari16.4'],
      })
      return { contents: code.trim(), loader: 'text' }
    })
  },
}

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  minify: true,
  target: 'es2022',
  charset: 'ascii',
  conditions: ['@alongside/source'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  logLevel: 'warning',
  write: false,
}

/** The widget asks for these chunks by name. Esbuild's own splitting would put what they share with the widget in one more
 * file to wait for, and would bring half of co-browse along with the chat, because it keeps whole barrel files together.
 * @type {esbuild.Plugin} */
const chunksApart = {
  name: 'chunks-apart',
  setup(build) {
    build.onResolve(
      { filter: /\/(cobrowse|proposal|ended|join-code|preview|over-http|following)\.ts$/ },
      ({ path, kind }) =>
        kind === 'entry-point' ? null : { path: `./${basename(path, '.ts')}.js`, external: true },
    )
  },
}

/** The proposal's chunk takes Preact, the state and the judgement of errors from the widget that is already there.
 * @type {esbuild.Plugin} */
const fromWidget = {
  name: 'from-widget',
  setup(build) {
    build.onResolve({ filter: /^preact|^\.\/(context|outbox)\.ts$|\/storage\.ts$/ }, () => ({
      path: './widget.js',
      external: true,
    }))
  },
}

/** Builds everything and gives the sizes in brotli bytes. `changes`: plugins of a test, for a build that is not the product.
 * @param {{ print?: boolean, outdir?: string, changes?: esbuild.Plugin[] }} [options]
 * @returns {Promise<Record<keyof typeof budgets, number>>} */
export async function build({ print = true, outdir = join(here, 'dist'), changes = [] } = {}) {
  const entry = (/** @type {string} */ name, /** @type {esbuild.Plugin[]} */ ...plugins) => ({
    entryPoints: [join(here, 'src', name)],
    outdir,
    plugins: [...plugins, ...changes],
  })
  const bundles = await Promise.all([
    bundle({ ...common, ...entry('loader.ts'), format: 'iife' }),
    bundle({
      ...common,
      ...entry('widget.tsx', cssText, chunksApart),
      format: 'esm',
      splitting: true,
      chunkNames: '[name]-[hash]',
    }),
    bundle({ ...common, ...entry('subpage.ts', chunksApart), format: 'esm' }),
    bundle({
      ...common,
      ...entry('proposal.ts', cssText, fromWidget, chunksApart),
      format: 'esm',
    }),
    bundle({
      ...common,
      ...entry('join-code.ts'),
      format: 'esm',
      plugins: [cssText, fromWidget],
    }),
    bundle({
      ...common,
      ...entry('ended.ts', cssText, fromWidget, chunksApart),
      format: 'esm',
    }),
    bundle(
      {
        ...common,
        ...entry('cobrowse.ts', chunksApart),
        format: 'esm',
        // What of the capture may follow the first picture is a chunk of its own.
        splitting: true,
        chunkNames: 'cobrowse-[hash]',
      },
      { own: true },
    ),
    bundle({ ...common, ...entry('preview.ts'), format: 'esm' }),
    // Whole, with engine and replica: an administrator's, and nobody else's.
    bundle({ ...common, ...entry('tester.ts'), format: 'esm' }),
    bundle({ ...common, ...entry('over-http.ts'), format: 'esm' }),
    bundle({ ...common, ...entry('following.ts'), format: 'esm' }),
    bundle({ ...common, ...entry('arrive.ts'), format: 'esm' }),
  ])
  const files = bundles.flat()
  for (const { path, text } of files) {
    if (/[^\t\n\r -~]/.test(text)) throw new Error(`${path} is not pure ASCII`)
  }
  // Whole, then swapped in: a server that reads meanwhile finds the old build or the new one.
  const fresh = `${outdir}.new`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { recursive: true })
  for (const { path, contents } of files) {
    await writeFile(join(fresh, path.slice(outdir.length)), contents)
  }
  await rm(outdir, { recursive: true, force: true })
  await rename(fresh, outdir)

  const sizes = measure(files)
  if (print) report(sizes)
  return sizes
}

/** Sizes of what a page loads. Every chunk beside these is a language, of which a page loads at most one.
 * @param {{ path: string, text: string, contents: Uint8Array }[]} files */
export function measure(files) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 }
  const sizes = new Map(
    files.map(({ path, contents }) => [
      basename(path),
      brotliCompressSync(contents, { params }).length,
    ]),
  )
  const take = (/** @type {string} */ name) => {
    const size = sizes.get(name) ?? 0
    sizes.delete(name)
    return size
  }
  const loader = take('loader.js')
  const widget = take('widget.js')
  const proposal = take('proposal.js')
  const joinCode = take('join-code.js')
  const ended = take('ended.js')
  const texts = new Map(files.map(({ path, text }) => [basename(path), text]))
  /** A chunk with what it imports at once. @type {(name: string) => number} */
  const whole = (name) =>
    sizes.has(name) ? imports(name, 'from').reduce((sum, at) => sum + whole(at), take(name)) : 0
  const imports = (/** @type {string} */ name, /** @type {string} */ by) =>
    [...(texts.get(name) ?? '').matchAll(/\b(from|import\()[`"]\.\/([^`"]+)/g)].flatMap(
      ([, how, at]) => (how === by && at ? [at] : []),
    )
  /** What a chunk loads when it is needed, by what that exports. @type {(from: string, what: string) => string} */
  const later = (from, what) =>
    imports(from, 'import(').find((at) => new RegExp(`as ${what}[,}]`).test(texts.get(at) ?? '')) ??
    ''
  const second = later('cobrowse.js', 'PARTS')
  const cobrowse = whole('cobrowse.js')
  const parts = whole(second)
  const recognise = whole(later('cobrowse.js', 'createRecogniser'))
  const third = later(second, 'PIXELS')
  const pixels = whole(third)
  const checks = whole(later(third, 'checks'))
  const subpage = take('subpage.js') + whole(later('cobrowse.js', 'startSubpage'))
  const subpages = whole(later(second, 'createSubpages'))
  const fontFaces = whole(later(second, 'FontFaces'))
  const components = whole(later(second, 'components'))
  const queries = whole(later(third, 'withLegacyQuery'))
  const more = later('cobrowse.js', 'completeBar')
  const bar = whole(more)
  const account = whole(later('cobrowse.js', 'keepAccount'))
  const presence = whole(later('cobrowse.js', 'startPresence'))
  const hidden = whole(later(more, 'showHidden'))
  const preview = take('preview.js')
  const tester = take('tester.js')
  const overHttp = take('over-http.js')
  const following = take('following.js')
  const arriving = take('arrive.js')
  return {
    loader,
    subpage,
    chat: widget + Math.max(0, ...sizes.values()),
    proposal,
    joinCode,
    ended,
    cobrowse,
    parts,
    recognise,
    pixels,
    checks,
    subpages,
    fontFaces,
    components,
    queries,
    bar,
    presence,
    account,
    hidden,
    preview,
    tester,
    overHttp,
    following,
    arriving,
  }
}

/** @param {Awaited<ReturnType<typeof build>>} sizes */
function report(sizes) {
  const row = (
    /** @type {string} */ name,
    /** @type {number} */ bytes,
    /** @type {number} */ budget,
  ) => {
    const verdict = bytes <= budget ? '' : '  OVER BUDGET'
    console.log(
      `messenger: ${name.padEnd(9)}${String(bytes).padStart(7)} B brotli, budget ${budget}${verdict}`,
    )
  }
  row('loader', sizes.loader, budgets.loader)
  row('chat', sizes.chat, budgets.chat)
  row('proposal', sizes.proposal, budgets.proposal)
  row('join code', sizes.joinCode, budgets.joinCode)
  row('ended', sizes.ended, budgets.ended)
  row('co-browse', sizes.cobrowse, budgets.cobrowse)
  row('parts', sizes.parts, budgets.parts)
  row('recognise', sizes.recognise, budgets.recognise)
  row('pixels', sizes.pixels, budgets.pixels)
  row('checks', sizes.checks, budgets.checks)
  row('subpage', sizes.subpage, budgets.subpage)
  row('subpages', sizes.subpages, budgets.subpages)
  row('fonts', sizes.fontFaces, budgets.fontFaces)
  row('components', sizes.components, budgets.components)
  row('queries', sizes.queries, budgets.queries)
  row('bar', sizes.bar, budgets.bar)
  row('presence', sizes.presence, budgets.presence)
  row('account', sizes.account, budgets.account)
  row('hidden', sizes.hidden, budgets.hidden)
  row('preview', sizes.preview, budgets.preview)
  row('tester', sizes.tester, budgets.tester)
  row('over-http', sizes.overHttp, budgets.overHttp)
  row('following', sizes.following, budgets.following)
  row('arriving', sizes.arriving, budgets.arriving)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build()
