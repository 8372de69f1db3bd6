// `npm start`: the server with the workspace, and the demo shop on an origin of its own.

import { startPlayground } from '../apps/playground/src/main.ts'
import { readConfig } from '../apps/server/src/config/read-config.ts'
import { startServer } from '../apps/server/src/server.ts'

const SHOP_PORT = Number(process.env['PLAYGROUND_PORT'] ?? 7171)

try {
  await start()
} catch (error) {
  console.error(`alongside: ${explain(error)}`)
  process.exitCode = 1
}

async function start(): Promise<void> {
  // Requests are not news to someone who tries the product; problems are.
  const env = { ALONGSIDE_LOG_LEVEL: 'warn', ...process.env }
  const server = await startServer(readConfig({ file: null, env }))
  const shop = await startPlayground({
    port: SHOP_PORT,
    snippet: { src: `${server.origin}/messenger/loader.js`, deploymentId: 'demo-shop' },
  }).catch(async (error: unknown) => {
    await server.stop()
    throw error
  })
  const stop = async (): Promise<void> => {
    await Promise.all([shop.stop(), server.stop()])
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
    })
  }
  const { firstAgent } = server
  const lines = [
    '',
    `  shop       ${shop.origin}/`,
    `  workspace  ${server.origin}/workspace/`,
    `  API        ${server.origin}/docs/api`,
    firstAgent
      ? `  sign in    ${firstAgent.email}  ${firstAgent.password}  (shown only this once)`
      : '  sign in    as before: the password was shown at the first start',
    '',
    `ready in ${elapsed()} s`,
  ]
  console.log(lines.join('\n'))
}

/** Since the command was given, preparations included. */
function elapsed(): string {
  const started = Number(process.env['BOOTSTRAP_STARTED_AT'] ?? Date.now())
  return ((Date.now() - started) / 1000).toFixed(1)
}

/** One sentence for what a reader can act on, everything for what we have to. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'EADDRINUSE') {
    const port = 'port' in error ? error.port : '?'
    const variable = port === SHOP_PORT ? 'PLAYGROUND_PORT' : 'ALONGSIDE_PORT'
    return `port ${port} is in use: stop what listens there, or set ${variable} to another.`
  }
  return 'code' in error ? error.message : (error.stack ?? error.message)
}
