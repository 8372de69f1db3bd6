import { randomBytes } from 'node:crypto'
import type { WebSocket } from 'ws'
import { memoryBroker } from '../../apps/server/src/broker/memory-broker.ts'
import { Offers } from '../../apps/server/src/cobrowse/offers.ts'
import { Sessions } from '../../apps/server/src/cobrowse/sessions.ts'
import { completeConfig } from '../../apps/server/src/config/read-config.ts'
import { Conversations } from '../../apps/server/src/messaging/conversations.ts'
import { Presence } from '../../apps/server/src/messaging/presence.ts'
import { createMetrics } from '../../apps/server/src/metrics.ts'
import { serveEvents } from '../../apps/server/src/sockets/events-socket.ts'
import { Heartbeat } from '../../apps/server/src/sockets/heartbeat.ts'
import { serveRelay } from '../../apps/server/src/sockets/relay-socket.ts'
import type { Store } from '../../apps/server/src/store/store.ts'
import { Tickets } from '../../apps/server/src/tickets.ts'
import { issuer } from './cipher.ts'
import { Realm } from './realm.ts'
import { type Answer, ORIGIN, type Request, serveRoutes } from './routes.ts'
import type { ServerSocket } from './sockets.ts'

const metrics = createMetrics()
/** Short enough for a session to be idle, or too long, within one sequence. */
const config = completeConfig({ session: { idle: 150_000, longest: 400_000 } })
const offers = new Offers(randomBytes(32))

/** One run of the server's process on a store that outlives it. */
export type Server = {
  answer(request: Request): Promise<Answer>
  accept(socket: ServerSocket, url: URL): void
  /** Takes back what is called when the process is gone. */
  onKill(gone: () => void): () => void
  /** As SIGTERM: says goodbye; what is killed soon after. */
  stop(): void
  /** As `kill -9`. */
  kill(): void
}

export async function startServer(
  store: Store,
  watched: boolean,
  onError: (error: unknown) => void,
): Promise<Server> {
  const realm = new Realm('server')
  const sockets = new Set<ServerSocket>()
  const waiting = new Set<() => void>()
  let stopping = false
  return realm.run(async () => {
    const broker = memoryBroker()
    const now = Date.now
    const presence = new Presence((guestId) => {
      conversations.guestChanged(guestId).catch(onError)
    })
    const conversations = new Conversations({ store, broker, presence, metrics, now })
    const shared = { store, broker, metrics, now, onError }
    const sessions = new Sessions({ ...shared, conversations, limits: config.session, offers })
    const tickets = new Tickets({ now, lifetime: config.limits.ticketLifetime })
    const services = { config, store, conversations, sessions, tickets, metrics, now, issuer }
    const routes = serveRoutes(services)
    const heartbeat = new Heartbeat()
    await sessions.start()
    return {
      answer: (request) => realm.run(() => routes(request)),
      accept(socket, url) {
        // Its connection was to a process that is gone.
        if (!realm.alive || stopping) return socket.terminate()
        realm.run(() => {
          socket.realm = realm
          sockets.add(socket)
          socket.on('close', () => sockets.delete(socket))
          const ws = socket as unknown as WebSocket
          if (watched) heartbeat.watch(ws)
          const session = /cobrowse\/([^/]+)\/socket$/.exec(url.pathname)?.[1]
          const upgraded = { socket: ws, origin: ORIGIN }
          if (session) serveRelay({ ...services, broker, onError }, upgraded, session)
          else serveEvents({ ...services, broker, presence, onError }, upgraded)
        })
      },
      onKill(gone) {
        waiting.add(gone)
        return () => waiting.delete(gone)
      },
      stop: () =>
        realm.run(() => {
          stopping = true
          sessions.stop()
          presence.stop()
          for (const socket of sockets) socket.close()
        }),
      kill() {
        realm.alive = false
        for (const gone of [...waiting]) gone()
        for (const socket of sockets) socket.terminate()
      },
    }
  })
}
