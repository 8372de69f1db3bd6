// A bundle as small as it gets: esbuild puts it together and shortens the names of properties, Oxc does the rest.
import * as esbuild from 'esbuild'
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
  return Promise.all(
    outputFiles.map(async ({ path, text }) => {
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
