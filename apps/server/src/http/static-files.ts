import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { REPLICA_PATH } from './headers.ts'

export type Roots = {
  readonly messenger: string
  readonly workspace: string
  /** The file of the replica document. */
  readonly replica: string
}

function inRepository(path: string): string {
  return fileURLToPath(new URL(`../../../../${path}`, import.meta.url))
}

export const STANDARD_ROOTS: Roots = {
  messenger: inRepository('apps/messenger/dist'),
  workspace: inRepository('apps/workspace/dist'),
  replica: inRepository('packages/replica/static/replica.html'),
}

/** `name-0a1b2c3d.js`: the content is in the name, so it may be kept for ever. */
const HASHED = /[-.][A-Za-z0-9_]{8,}\.[a-z0-9]+$/
const FOR_EVER = 'public, max-age=31536000, immutable'
const SHORT = 'public, max-age=300'
const ALWAYS_ASK = 'no-cache'

/** The built messenger, the built workspace and the replica document. */
export async function addStaticFiles(app: FastifyInstance, roots: Roots): Promise<void> {
  await app.register(fastifyStatic, {
    root: inRepository('apps/server/src'),
    serve: false,
    cacheControl: false,
  })

  app.get('/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/workspace/'))
  app.get('/workspace', { schema: { hide: true } }, async (_request, reply) =>
    reply.redirect('/workspace/'),
  )

  app.get<{ Params: { '*': string } }>(
    '/messenger/*',
    { schema: { hide: true } },
    async (request, reply) => {
      const path = request.params['*']
      if (!isFile(roots.messenger, path)) return notBuilt(reply, roots.messenger, 'messenger')
      return reply
        .header('access-control-allow-origin', '*')
        .header('cache-control', HASHED.test(path) ? FOR_EVER : SHORT)
        .sendFile(path, roots.messenger)
    },
  )

  app.get(REPLICA_PATH, { schema: { hide: true } }, async (_request, reply) => {
    reply.header('cache-control', ALWAYS_ASK).type('text/html; charset=utf-8')
    if (!existsSync(roots.replica)) return '<!doctype html><title></title>'
    return reply.sendFile('replica.html', join(roots.replica, '..'))
  })

  app.get<{ Params: { '*': string } }>(
    '/workspace/*',
    { schema: { hide: true } },
    async (request, reply) => {
      const path = request.params['*']
      if (isFile(roots.workspace, path)) {
        return reply
          .header('cache-control', HASHED.test(path) ? FOR_EVER : ALWAYS_ASK)
          .sendFile(path, roots.workspace)
      }
      // A file that is not there is an error; anything else is a place inside the app.
      if (/\.[a-z0-9]+$/i.test(path)) return reply.callNotFound()
      if (!isFile(roots.workspace, 'index.html')) {
        return notBuilt(reply, roots.workspace, 'workspace')
      }
      return reply.header('cache-control', ALWAYS_ASK).sendFile('index.html', roots.workspace)
    },
  )
}

function isFile(root: string, path: string): boolean {
  // sendFile refuses ways out of the root by itself; this only decides between a file and the app.
  return /^[\w./-]+\.\w+$/.test(path) && !path.includes('..') && existsSync(join(root, path))
}

function notBuilt(reply: FastifyReply, root: string, name: string): FastifyReply {
  if (existsSync(root)) {
    reply.callNotFound()
    return reply
  }
  return reply
    .code(503)
    .type('text/plain; charset=utf-8')
    .send(`The ${name} is not built yet. Run \`npm run build\`, then reload this page.\n`)
}
