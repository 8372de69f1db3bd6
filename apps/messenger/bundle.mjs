// A bundle as small as it gets: esbuild puts it together and shortens the names of properties, Oxc does the rest.
import { basename, dirname, join } from 'node:path'
import * as esbuild from 'esbuild'
import { rolldown } from 'rolldown'
import { minify } from 'vite'
import { ownNames } from './own-names.mjs'

/**
 * What `esbuild.build` with these options gives, smaller and in pure ASCII. `own`: the names of properties that nobody
 * outside the bundle knows are shortened too.
 * @param {esbuild.BuildOptions} options
 * @returns {Promise<{ path: string, text: string, contents: Uint8Array }[]>}
 */
export async function bundle(options, { own = false } = {}) {
  const mangled = own ? { mangleProps: await ownNames(options) } : {}
  const { outputFiles = [] } = await esbuild.build({
    ...options,
    ...mangled,
    write: false,
    minify: false,
    minifySyntax: true,
    minifyWhitespace: true,
    // Oxc's are shorter, but it sees one file at a time: what chunks call each other is esbuild's.
    minifyIdentifiers: options.splitting ?? false,
  })
  const files = options.splitting && own ? await joined(outputFiles) : outputFiles
  return Promise.all(
    files.map(async ({ path, text }) => {
      const { code, errors } = await minify(path, text, {
        module: options.format === 'esm',
        compress: { target: 'es2022' },
        mangle: { toplevel: true },
        codegen: { removeWhitespace: true },
      })
      if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
      // Pages in Shift_JIS load scripts without a charset: what is not ASCII stands in strings only.
      const ascii = code.replace(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
      return { path, text: ascii, contents: new TextEncoder().encode(ascii) }
    }),
  )
}

/**
 * Chunks that always come together as one file. Esbuild makes one of whatever several others share; where the first file is
 * there before the others, it can as well hold that itself, and one text compresses better than three.
 * @param {esbuild.OutputFile[]} files the first is what loads the others
 */
async function joined(files) {
  const entry = files.find(({ path }) => !/-[A-Z0-9]{8}\.js$/.test(path))?.path ?? ''
  // What is loaded later is loaded by the first file: said to Rolldown, it leaves there what they share.
  const texts = new Map(
    files.map(({ path, text }) => [
      basename(path),
      /\/chunk-/.test(path) || path === entry ? text : `import './${basename(entry)}'\n${text}`,
    ]),
  )
  const memory = await rolldown({
    input: basename(entry),
    preserveEntrySignatures: 'allow-extension',
    plugins: [
      {
        name: 'memory',
        // What is not here is built apart.
        resolveId: (id) => (texts.has(basename(id)) ? basename(id) : { id, external: true }),
        load: (id) => texts.get(id) ?? null,
      },
    ],
  })
  const { output } = await memory.generate({
    entryFileNames: basename(entry),
    chunkFileNames: `${basename(entry, '.js')}-[hash].js`,
  })
  return output.flatMap((file) =>
    file.type === 'chunk' ? [{ path: join(dirname(entry), file.fileName), text: file.code }] : [],
  )
}
