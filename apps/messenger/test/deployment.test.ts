import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import type { Boot } from '../src/boot.ts'
import { fetchDeployment } from '../src/model/deployment.ts'

test('a tab that is shared does not give up while the server is away', async () => {
  let asked = 0
  const server = createServer((_, response) => {
    response.writeHead(++asked > 6 ? 200 : 503, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ id: 'demo', code: 'not_ready' }))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const boot: Boot = {
    baseUrl: `http://127.0.0.1:${port}`,
    deploymentId: 'demo',
    issuerKey: null,
    shared: true,
    queue: [],
    bring: () => Promise.reject(new Error('nothing is brought here')),
  }
  expect(await fetchDeployment(boot)).toMatchObject({ id: 'demo' })
  expect(asked).toBe(7)
  server.close()
})
