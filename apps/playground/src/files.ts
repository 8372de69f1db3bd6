import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Files as they are: the shop's own from public/, and other people's software from node_modules. */
export async function registerFiles(app: FastifyInstance): Promise<void> {
  const folders: readonly (readonly [string, string])[] = [
    ['/assets/', fileURLToPath(new URL('../public/', import.meta.url))],
    ['/fonts/', packageFolder('@fontsource-variable/bricolage-grotesque', 'files')],
    ['/vendor/swagger/', packageFolder('swagger-ui-dist')],
    ['/vendor/monaco/', packageFolder('monaco-editor', 'min')],
    ['/vendor/echarts/', packageFolder('echarts', 'dist')],
  ]
  for (const [prefix, root] of folders) {
    await app.register(fastifyStatic, { prefix, root, decorateReply: false, index: false })
  }
}

/**
 * Where a package lies. Looked for by folder, because most of these packages do not export their package.json and
 * some export no script at all.
 */
function packageFolder(name: string, ...inside: readonly string[]): string {
  const paths = createRequire(import.meta.url).resolve.paths(name) ?? []
  const found = paths.map((path) => join(path, name)).find((path) => existsSync(path))
  if (!found) throw new Error(`the package ${name} is not installed: run npm install`)
  return join(found, ...inside)
}
