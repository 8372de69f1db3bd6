import { hashPassword } from '../../apps/server/src/crypto/passwords.ts'
import { newId } from '../../apps/server/src/crypto/tokens.ts'
import { startServer } from '../../apps/server/src/server.ts'
import type { ServerTask } from './server-process.ts'

// The process that server-process.ts starts: the product's own server, with as many agents as there are sessions.
const { config, roots, agents, password }: ServerTask = JSON.parse(
  process.env['FAULTS_SERVER'] ?? '{}',
)
const server = await startServer(config, { roots })
if (server.firstAgent) {
  const passwordHash = await hashPassword(password)
  for (let i = 0; i < agents; i++)
    await server.store.createAgent({
      id: newId(),
      email: `agent${i}@alongside.localhost`,
      name: `Agent ${i}`,
      passwordHash,
      roles: ['agent'],
      at: Date.now(),
    })
}
process.stdout.write(`listening ${server.port}\n`)
process.once('SIGTERM', () => server.stop().then(() => process.exit(0)))
