import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createGuestClient,
  type Events,
  type GuestClient,
  newId,
  openEvents,
} from '@alongside/client'
import type { Conversation, ServerEvent } from '@alongside/protocol/api'
import { type RunningServer, startServer } from '../../server/src/server.ts'
import { build } from '../build.mjs'

/** The page that a seeded customer is on; any origin of the demo deployment. */
const SHOP = 'http://shop.localhost'

export type TestServer = {
  readonly origin: string
  readonly email: string
  readonly password: string
  /** Moves the server's clock, in ms from the real one. */
  shiftClock(by: number): void
  readonly store: RunningServer['store']
  guest(o: { name: string; path: string; online?: boolean }): Promise<TestGuest>
  stop(): Promise<void>
}

/** A customer, without a messenger: what one would do, through the API. */
export type TestGuest = {
  readonly client: GuestClient
  readonly conversation: Conversation
  readonly events: Events | null
  /** Everything that the server told them. */
  readonly received: readonly ServerEvent[]
  say(text: string): Promise<void>
}

/** A real server on a temporary store, serving a fresh build of the workspace. */
export async function startTestServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-workspace-'))
  await build({ outDir: join(folder, 'workspace') })
  let shift = 0
  const server = await startServer(
    {
      port: 0,
      data: join(folder, 'data'),
      log: { level: 'silent' },
      limits: { signInsPerMinute: 100, guestsPerMinute: 1000, requestsPerMinute: 100_000 },
    },
    { now: () => Date.now() + shift, roots: { workspace: join(folder, 'workspace') } },
  )
  const guests: TestGuest[] = []
  return {
    origin: server.origin,
    email: server.firstAgent?.email ?? '',
    password: server.firstAgent?.password ?? '',
    store: server.store,
    shiftClock(by) {
      shift = by
    },
    async guest(o) {
      const guest = await openGuest(server.origin, o)
      guests.push(guest)
      return guest
    },
    async stop() {
      for (const guest of guests) guest.events?.close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function openGuest(
  baseUrl: string,
  o: { name: string; path: string; online?: boolean },
): Promise<TestGuest> {
  const client = createGuestClient({
    baseUrl,
    deploymentId: 'demo-shop',
    token: null,
    onToken() {},
    fetch: (url, init) =>
      fetch(url, { ...init, headers: { ...plainHeaders(init?.headers), origin: SHOP } }),
  })
  await client.identify(o.name || undefined)
  const conversation = await client.startConversation({
    ...(o.name ? { name: o.name } : {}),
    page: SHOP + o.path,
  })
  const received: ServerEvent[] = []
  const events =
    o.online === false
      ? null
      : await new Promise<Events>((resolve) => {
          const opened: Events = openEvents({
            ticket: () => client.eventsTicket(),
            onEvent: (event) => received.push(event),
            onState: (state) => state === 'open' && resolve(opened),
            connect: (url) => openSocket(url),
          })
        })
  return {
    client,
    conversation,
    events,
    received,
    async say(text) {
      await client.sendMessage(conversation.id, { id: newId(), text })
    },
  }
}

/** Node's WebSocket takes headers, which the DOM's types do not know of. */
function openSocket(url: string): WebSocket {
  const options: object = { headers: { origin: SHOP } }
  return Reflect.construct(WebSocket, [url, options])
}

function plainHeaders(headers: HeadersInit | undefined): Record<string, string> {
  return Object.fromEntries(new Headers(headers))
}
