import { parseArgs } from 'node:util'
import { startPlayground } from './main.ts'

// Runs the playground alone: `node src/cli.ts --port 7171 --messenger URL --deployment ID`.
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '7171' },
    host: { type: 'string' },
    messenger: { type: 'string' },
    deployment: { type: 'string', default: 'demo' },
  },
})

const playground = await startPlayground({
  port: Number(values.port),
  ...(values.host ? { host: values.host } : {}),
  snippet: values.messenger ? { src: values.messenger, deploymentId: values.deployment } : null,
})
console.log(`The shop is open at ${playground.origin}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void playground.stop()
  })
}
