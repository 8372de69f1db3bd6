import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { FileCache } from './file-cache.ts'
import { REPLICA_IMAGES_PATH, REPLICA_PATH } from './headers.ts'

export type Roots = {
  readonly messenger: string
  readonly workspace: string
  /** The folder of the replica's documents. */
  readonly replica: string
}

function inRepository(path: string): string {
  return fileURLToPath(new URL(`../../../../${path}`, import.meta.url))
}

export const STANDARD_ROOTS: Roots = {
  messenger: inRepository('apps/messenger/dist'),
  workspace: inRepository('apps/workspace/dist'),
  replica: inRepository('packages/replica/static'),
}

/** esbuild's chunks and Vite's assets: the content is in the name, so they may be kept for ever. */
const HASHED = /^assets\/|-[A-Z0-9]{8}\.[a-z]+$/
const FOR_EVER = 'public, max-age=31536000, immutable'
/** Where the server is away, the page of a shared tab runs what the tab's last page ran: this long after it was asked for. */
const SHORT = 'public, max-age=300, stale-while-revalidate=3600'
const ALWAYS_ASK = 'no-cache'

/** The built messenger, the built workspace and the replica document. */
export function staticRoutes(app: FastifyInstance, roots: Roots): void {
  const files = new FileCache()
  const options = { schema: { hide: true } }

  app.get('/', options, async (_request, reply) => reply.redirect('/workspace/'))
  app.get('/workspace', options, async (_request, reply) => reply.redirect('/workspace/'))

  app.get<{ Params: { '*': string } }>('/messenger/*', options, async (request, reply) => {
    const path = request.params['*']
    const file = await files.find(roots.messenger, path)
    if (file === null) return missing(reply, roots.messenger, 'messenger')
    reply.header('access-control-allow-origin', '*')
    return files.send(request, reply, file, HASHED.test(path) ? FOR_EVER : SHORT)
  })

  for (const path of [REPLICA_PATH, REPLICA_IMAGES_PATH])
    app.get(path, options, async (request, reply) => {
      const file = await files.find(roots.replica, basename(path))
      if (file !== null) return files.send(request, reply, file, ALWAYS_ASK)
      return reply.type('text/html; charset=utf-8').send('<!doctype html><title></title>')
    })

  app.get<{ Params: { '*': string } }>('/workspace/*', options, async (request, reply) => {
    const path = request.params['*']
    const file = await files.find(roots.workspace, path)
    if (file !== null) {
      return files.send(request, reply, file, HASHED.test(path) ? FOR_EVER : ALWAYS_ASK)
    }
    // A file that is not there is an error; anything else is a place inside the app.
    const app = /\.[a-z0-9]+$/i.test(path) ? null : await files.find(roots.workspace, 'index.html')
    if (app === null) return missing(reply, roots.workspace, 'workspace')
    return files.send(request, reply, app, ALWAYS_ASK)
  })
}

function missing(reply: FastifyReply, root: string, name: string): FastifyReply {
  if (existsSync(root)) {
    reply.callNotFound()
    return reply
  }
  return reply
    .code(503)
    .type('text/plain; charset=utf-8')
    .send(`The ${name} is not built yet. Run \`npm run build\`, then reload this page.\n`)
}
