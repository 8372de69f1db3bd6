// Which property names a bundle may shorten: those that only our own code uses. Property names are a good part of the
// bytes, and unlike the names of variables no minifier may touch them without being told which are nobody else's.
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'

const packages = fileURLToPath(new URL('../../packages', import.meta.url))

/** Whoever reads these has names in common with the bundle: the widget, and JSON from the server. */
const SHARED = [
  fileURLToPath(new URL('src', import.meta.url)),
  join(packages, 'client/src'),
  join(packages, 'protocol/src/api'),
  join(packages, 'protocol/src/session.ts'),
]

/** The public face of the capture, so that it is the same code in every bundle. */
const FACE = 'receive flush pause resume nodeAt idOf stop document emit privacy ready slice mode'

/** @type {Promise<Set<string>> | undefined} */
let foreign

/**
 * A pattern of the property names in `options`' bundle that neither the platform nor anyone outside the bundle knows. A name
 * that is also a string in the bundle is a key somewhere (`waiting[lane]`) and stays, and so does what a module exports (`FLAG.masked`). An API that TypeScript's library does
 * not describe yet must be named in quotes (`element['newApi']`), which esbuild leaves alone.
 * @param {esbuild.BuildOptions} options
 */
export async function ownNames(options) {
  foreign ??= foreignNames()
  const [known, { mangleCache = {}, outputFiles = [], metafile }] = await Promise.all([
    foreign,
    esbuild.build({
      ...options,
      write: false,
      mangleProps: /^[a-z]\w\w/,
      mangleCache: {},
      metafile: true,
    }),
  ])
  const exported = await exportedNames(Object.keys(metafile?.inputs ?? {}))
  const strings = new Set(outputFiles.flatMap(({ text }) => text.match(/(?<=["'`])\w+(?=["'`])/g)))
  const own = Object.keys(mangleCache).filter(
    (name) => !known.has(name) && !strings.has(name) && !exported.has(name),
  )
  return new RegExp(`^(${own.join('|')})$`)
}

async function foreignNames() {
  const names = new Set(FACE.split(' '))
  const library = join(
    createRequire(import.meta.url)
      .resolve('typescript/package.json')
      .replace(/typescript.package\.json$/, ''),
    `@typescript/typescript-${process.platform}-${process.arch}/lib`,
  )
  for (const file of await readdir(library)) {
    if (!file.endsWith('.d.ts')) continue
    const text = await readFile(join(library, file), 'utf8')
    // Members of interfaces and dictionaries, and globals, but not the names of parameters.
    for (const [, name] of text.matchAll(
      /^\s*(?:(?:readonly|get|set|static|declare|var|function|interface) )*"?([\w$]+)/gm,
    )) {
      if (name) names.add(name)
    }
  }
  for (const path of SHARED) {
    const files = path.endsWith('.ts')
      ? [path]
      : (await readdir(path, { recursive: true })).map((file) => join(path, file))
    for (const file of files) {
      if (!/\.tsx?$/.test(file)) continue
      for (const [name] of (await readFile(file, 'utf8')).matchAll(/[\w$]+/g)) names.add(name)
    }
  }
  return names
}

/** @param {string[]} inputs */
async function exportedNames(inputs) {
  const names = new Set()
  for (const path of inputs) {
    if (!existsSync(path)) continue // what esbuild makes itself
    const text = await readFile(path, 'utf8')
    for (const [, name] of text.matchAll(/^export (?:const|class|(?:async )?function) (\w+)/gm))
      names.add(name)
  }
  return names
}
