import { randomBytes } from 'node:crypto'
import type { DestinationStream } from 'pino'
import { createAssetProxy } from './assets/asset-proxy.ts'
import { memoryBroker } from './broker/memory-broker.ts'
import { JoinCodes } from './cobrowse/join-codes.ts'
import { Offers } from './cobrowse/offers.ts'
import { Sessions } from './cobrowse/sessions.ts'
import type { ConfigInput } from './config/config-schema.ts'
import { completeConfig } from './config/read-config.ts'
import { Issuer } from './crypto/issuer.ts'
import { type FirstAgent, firstStart } from './first-start.ts'
import { createApp } from './http/app.ts'
import { Gatekeeper } from './http/gatekeeper.ts'
import { Guards } from './http/guards.ts'
import { type Roots, STANDARD_ROOTS } from './http/static-files.ts'
import { SignIns } from './identity/sign-ins.ts'
import { createLog } from './log.ts'
import { MaskTests } from './mask-tests.ts'
import { Conversations } from './messaging/conversations.ts'
import { Presence } from './messaging/presence.ts'
import { createMetrics } from './metrics.ts'
import { serveEvents } from './sockets/events-socket.ts'
import { HttpSockets } from './sockets/http-sockets.ts'
import { OpenSockets, type Serve } from './sockets/open-sockets.ts'
import { serveRelay } from './sockets/relay-socket.ts'
import { acceptUpgrades } from './sockets/upgrade.ts'
import { openStore } from './store/open-store.ts'
import type { Store } from './store/store.ts'
import { Tickets } from './tickets.ts'

export type RunningServer = {
  /** Where it listens, as people type it. */
  readonly origin: string
  readonly port: number
  /** The sign-in that the first start made; null on every later start. */
  readonly firstAgent: FirstAgent | null
  readonly store: Store
  stop(): Promise<void>
}

/** The whole server from a configuration; missing settings have their defaults. */
export async function startServer(
  input: ConfigInput,
  options: {
    readonly log?: DestinationStream
    readonly now?: () => number
    readonly roots?: Partial<Roots>
  } = {},
): Promise<RunningServer> {
  const config = completeConfig(input)
  const now = options.now ?? Date.now
  const log = createLog(config.log.level, options.log)
  const onError = (error: unknown): void => {
    const { name = '', stack = '' } = error instanceof Error ? error : {}
    log.error({ err: { name, stack } }, 'failed')
  }
  const metrics = createMetrics()
  const broker = memoryBroker()
  const store = await openStore({ data: config.data, masterKey: config.masterKey, now })
  try {
    const firstAgent = await firstStart(store, config, now)
    const issuer = new Issuer(Buffer.from(await store.secret('issuer', Issuer.make)))
    const offers = new Offers(await store.secret('join-tokens', () => randomBytes(32)))
    const key = await store.secret('join-codes', () => randomBytes(32))

    // — what it knows —
    const presence = new Presence((guestId) => {
      conversations.guestChanged(guestId).catch(onError)
    })
    const conversations = new Conversations({ store, broker, presence, metrics, now })
    const limits = config.session
    const shared = { store, broker, metrics, now, onError }
    const sessions = new Sessions({ ...shared, conversations, limits, offers })
    const joinCodes = new JoinCodes({ store, sessions, conversations, key, config, now })
    const tickets = new Tickets({ now, lifetime: config.limits.ticketLifetime })
    const { signInLifetime: lifetime, signInsPerMinute: triesPerMinute } = config.limits
    const signIns = new SignIns({ store, broker, now, lifetime, triesPerMinute })

    const maskTests = new MaskTests(now)
    const assetProxy = createAssetProxy(config.assets)

    // — how it is reached —
    const gatekeeper = new Gatekeeper(config, store)
    const guards = new Guards({ store, signIns, gatekeeper })
    const services = { config, store, conversations, sessions, tickets, metrics, now }
    const sockets = new OpenSockets({ config, gatekeeper, metrics })
    const serve: Serve = {
      events: (opened) => serveEvents({ ...services, broker, presence, onError }, opened),
      session: (opened, id) => serveRelay({ ...services, broker, onError }, opened, id),
    }
    let draining = false
    const app = await createApp({
      parts: { ...services, joinCodes, signIns, issuer, assetProxy, maskTests, gatekeeper, guards },
      log,
      roots: { ...STANDARD_ROOTS, ...options.roots },
      httpSockets: new HttpSockets({ config, gatekeeper, sockets, serve }),
      draining: () => draining,
    })
    const { server } = app
    const stopUpgrades = acceptUpgrades({ server, config, gatekeeper, metrics, sockets, serve })
    await sessions.start()
    await app.listen({ host: config.host, port: config.port })
    const address = app.server.address()
    const port = typeof address === 'object' && address !== null ? address.port : config.port
    const origin = gatekeeper.listening(port)
    log.info({ origin }, 'ready')

    let stopped: Promise<void> | null = null
    const stop = async (): Promise<void> => {
      // In this order no one loses anything: clients are told to come back, answers under way are finished, then the
      // store closes. Sessions stay as they are; the next start counts their ends as interrupted.
      draining = true
      sessions.stop()
      presence.stop()
      sockets.drain()
      await new Promise((resolve) => setTimeout(resolve, DRAIN_MS))
      stopUpgrades()
      sockets.stop()
      await app.close()
      await store.close()
      log.info('stopped')
    }
    return { origin, port, firstAgent, store, stop: () => (stopped ??= stop()) }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** For close frames to get out. */
const DRAIN_MS = 100
