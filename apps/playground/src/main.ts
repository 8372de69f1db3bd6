import fastify, { type FastifyInstance } from 'fastify'
import { registerFiles } from './files.ts'
import type { PlaygroundOptions } from './options.ts'
import { registerPages, sendError } from './routes.ts'

export type { PlaygroundOptions } from './options.ts'
export type { Snippet } from './snippet.ts'

export interface Playground {
  /** `http://shop.localhost:PORT`: another origin than the server's, and a secure context all the same. */
  origin: string
  stop(): Promise<void>
}

/** Serves the demo shop and the hard pages. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const app: FastifyInstance = fastify({
    logger: false,
    forceCloseConnections: true,
    // An address that cannot be decoded never reaches a route or the error handler.
    frameworkErrors: (error, _, reply) => sendError(reply, options.snippet, error),
  })
  await registerFiles(app)
  await registerPages(app, options)
  await app.listen({ port: options.port, host: options.host ?? 'localhost' })
  const address = app.server.address()
  if (address === null || typeof address === 'string')
    throw new Error('the playground is listening, but on no port')
  return { origin: `http://shop.localhost:${address.port}`, stop: () => app.close() }
}
