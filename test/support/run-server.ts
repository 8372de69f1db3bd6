import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import {
  type Playground,
  type PlaygroundOptions,
  startPlayground,
} from '../../apps/playground/src/main.ts'
import type { ConfigInput } from '../../apps/server/src/config/config-schema.ts'
import { type RunningServer, startServer } from '../../apps/server/src/server.ts'

/** The server and the shop as `npm start` runs them, on free ports and in an empty folder. */
export interface Demo {
  readonly server: RunningServer
  readonly shop: Playground
  /** Who may sign in to the workspace. */
  readonly agent: { readonly email: string; readonly password: string }
  /** The folder of the store and the master key. */
  readonly data: string
  /** Everything that was logged so far. */
  log(): string
  /** Stops both and removes the folder. */
  stop(): Promise<void>
}

export type DemoOptions = Pick<PlaygroundOptions, 'intranet' | 'heard'> & { openapi?: boolean }

/** Starts the whole product; the bundles must be built. The test stops it. */
export async function startDemo(
  config: ConfigInput = {},
  options: DemoOptions = {},
): Promise<Demo> {
  const data = mkdtempSync(join(tmpdir(), 'alongside-demo-'))
  const remove = (): void => rmSync(data, { recursive: true, force: true })
  const { openapi, ...playground } = options
  const lines: string[] = []
  const log = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  try {
    const server = await startServer({ data, port: 0, ...config }, { log })
    const shop = await startPlayground({
      port: 0,
      snippet: { src: `${server.origin}/messenger/loader.js`, deploymentId: 'demo-shop' },
      ...playground,
      ...(openapi && {
        openapi: async () => (await fetch(`${server.origin}/docs/api/openapi.json`)).json(),
      }),
    })
    if (!server.firstAgent) throw new Error('the first start made no agent')
    const stop = async (): Promise<void> => {
      await Promise.all([shop.stop(), server.stop()])
      remove()
    }
    return { server, shop, agent: server.firstAgent, data, log: () => lines.join(''), stop }
  } catch (error) {
    remove()
    throw error
  }
}
