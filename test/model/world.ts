import { readWireFrame } from '@alongside/protocol'
import type { PublicDeployment } from '@alongside/protocol/api'
import type { MessageRecord, SessionRecord, Store } from '../../apps/server/src/store/store.ts'
import { AgentWindow } from './agent-window.ts'
import { type Clock, settled } from './clock.ts'
import { Disagreements, HEARTBEAT } from './disagreements.ts'
import { Link } from './link.ts'
import { watchCapture } from './mirror.ts'
import type { Plant } from './plants.ts'
import { here } from './realm.ts'
import { type Server, startServer } from './server.ts'
import { AGENTS } from './store.ts'
import { Tab } from './tab.ts'

/** How long the server takes to start at most, ms. */
const STARTS_IN = 100
/** How often all sides are compared, ms. */
const LOOK_EVERY = 500

export const BEGINNINGS = ['chat', 'proposal', 'session'] as const

/** One customer, agents and a server, with the network between them. */
export class World {
  readonly clock: Clock
  readonly plant: Plant | undefined
  readonly deployment: PublicDeployment
  /** Of the customer's browser, for the site. */
  readonly local = new Map<string, string>()
  readonly customerLink: Link
  readonly agentLinks: readonly Link[]
  readonly tabs: Tab[] = []
  readonly windows: AgentWindow[] = []
  /** Every session as it is stored now. */
  readonly sessions = new Map<string, SessionRecord>()
  /** States and ends that sessions have come to. */
  readonly reached: string[] = []
  /** Texts that somebody wrote, and who. */
  readonly written: string[] = []
  server: Server | null = null
  /** What somebody's code threw, or what was seen where nothing can be thrown. */
  #failed: unknown
  serverSince = 0
  readonly #store: Store
  readonly #pace: { slow: boolean }
  readonly #disagreements: Disagreements

  constructor(o: {
    readonly store: Store
    /** Whether the store takes its time. */
    readonly pace: { slow: boolean }
    readonly deployment: PublicDeployment
    readonly clock: Clock
    readonly plant: Plant | undefined
  }) {
    this.plant = o.plant
    this.#pace = o.pace
    this.clock = o.clock
    this.deployment = o.deployment
    this.customerLink = new Link(o.clock)
    this.agentLinks = AGENTS.map(() => new Link(o.clock))
    this.#store = remembering(o.store, this.sessions, o.plant, this)
    this.#disagreements = new Disagreements(this)
    watchCapture(() => this.tabs.find(({ page }) => page.realm === here())?.allowed ?? false)
  }

  /** A customer who has written, and an agent; then a proposal, or a session that runs. */
  async begin(at: (typeof BEGINNINGS)[number]): Promise<void> {
    await this.startServer()
    const tab = this.openTab()
    const window = this.openWindow(0)
    await this.pass(500)
    this.write(tab)
    await this.pass(500)
    if (at === 'chat') return
    window.propose()
    await this.pass(500)
    if (at === 'proposal') return
    tab.run(() => tab.messenger.accept())
    await this.pass(500)
  }

  async startServer(): Promise<void> {
    if (this.server) return
    this.#pace.slow = true
    const watched = this.plant !== 'heartbeat'
    const start = startServer(this.#store, watched, (error) => this.failed(error))
    start.then((server) => {
      this.server = server
      this.serverSince = this.clock.now
    })
    await this.pass(STARTS_IN)
  }

  killServer(): void {
    this.server?.kill()
    this.server = null
  }

  openTab(storage: ReadonlyMap<string, string> = new Map()): Tab {
    const tab = new Tab(this, `tab ${this.tabs.length + 1}`, this.customerLink, storage)
    this.tabs.push(tab)
    return tab
  }

  openWindow(agent: 0 | 1): AgentWindow {
    const link = this.agentLinks[agent] ?? this.customerLink
    const name = `window ${this.windows.length + 1}`
    const window = new AgentWindow(this, name, AGENTS[agent], link)
    this.windows.push(window)
    return window
  }

  write(tab: Tab): void {
    const text = `text ${this.written.length + 1}`
    this.written.push(text)
    tab.run(() => tab.messenger.send(text))
  }

  /** A page of the site has written to its storage: the others hear of it. */
  stored(by: Tab, key: string): void {
    for (const tab of this.tabs) {
      if (tab === by || !tab.open) continue
      const { window, realm } = tab.page
      this.clock.after(
        0,
        realm.bind(() => window.dispatch('storage', { key })),
      )
    }
  }

  /** Something leaves a page of the customer. */
  left(tab: Tab, bytes: Uint8Array | string, url: URL): void {
    if (typeof bytes === 'string' || !url.pathname.endsWith('/socket')) return
    const { kind } = readWireFrame(bytes)
    if (kind === 'data' && !tab.border) this.fail(`${tab.name}: frames leave without a border`)
  }

  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= LOOK_EVERY) {
      await this.clock.advance(Math.min(left, LOOK_EVERY))
      this.#look()
    }
  }

  /** The network is whole, the server runs, and a heartbeat passes: then all must be as it should. */
  async settle(): Promise<void> {
    for (const link of [this.customerLink, ...this.agentLinks]) link.set('up')
    await this.startServer()
    await this.pass(HEARTBEAT + 2 * LOOK_EVERY)
    this.#pace.slow = false
    await this.#checkRecord()
    await this.check()
  }

  async check(): Promise<void> {
    await settled()
    this.#look()
  }

  #look(): void {
    if (this.#failed) throw this.#failed
    this.#disagreements.look()
  }

  /** Everybody goes: no timer may be left that would wake up in another world. */
  close(): void {
    for (const { page } of [...this.tabs, ...this.windows]) page.unload(false)
    this.killServer()
  }

  fail(what: string): void {
    this.failed(new Violation(what))
  }

  failed(error: unknown): void {
    this.#failed ??= error
  }

  /** What is stored: every end with one reason and one line, every text once. */
  async #checkRecord(): Promise<void> {
    const lines: MessageRecord[] = []
    const conversations = new Set<string>()
    for (const record of await this.#store.conversations({ state: null, limit: 100 })) {
      conversations.add(record.id)
      const { messages } = await this.#store.messages(record.id, {
        after: 0,
        before: null,
        limit: 1000,
      })
      lines.push(...messages)
    }
    for (const [id, { session }] of this.sessions) {
      const of = (type: string) =>
        lines.filter(({ event }) => event?.type === type && event.sessionId === id)
      if (of('cobrowse_proposed').length !== 1) this.fail('a proposal without its one line')
      const accepted = session.state !== 'proposed' && session.startedAt !== null
      if (of('cobrowse_accepted').length !== (accepted ? 1 : 0)) {
        this.fail('a consent without its one line')
      }
      const ended = of('cobrowse_ended')
      if (ended.length !== (session.state === 'ended' ? 1 : 0))
        this.fail('an end without its one line')
      if (session.state === 'ended' && ended[0]?.event?.reason !== session.reason) {
        this.fail('a line with another reason than the session')
      }
    }
    for (const text of this.written) {
      const times = lines.filter((line) => line.text === text).length
      if (times > 1) this.fail(`${text} is there ${times} times`)
    }
  }
}

export class Violation extends Error {}

/** The store, with every session that was written also in `sessions`; what cannot be, is noticed there. */
function remembering(
  store: Store,
  sessions: Map<string, SessionRecord>,
  plant: Plant | undefined,
  world: Pick<World, 'fail' | 'reached'>,
): Store {
  const remember = (record: SessionRecord): void => {
    const before = sessions.get(record.id)?.session.state
    if (before === 'ended' && record.session.state !== 'ended') world.fail('an ended session lives')
    if (before !== record.session.state) {
      world.reached.push(
        record.session.state === 'ended' ? record.session.reason : record.session.state,
      )
    }
    sessions.set(record.id, record)
    const open = [...sessions.values()].filter(({ session }) => session.state !== 'ended')
    for (const key of ['agentId', 'conversationId'] as const) {
      const of = open.filter((other) => other[key] === record[key])
      if (of.length > 1) world.fail(`two sessions of one ${key}`)
    }
  }
  return {
    ...store,
    async createSession(record, message) {
      const created = await store.createSession(record, message)
      if (typeof created === 'object') remember(record)
      return created
    },
    async saveSession(record, message) {
      const { version = record.version } = (await store.session(record.id)) ?? {}
      const saved = await store.saveSession(
        plant === 'versions' ? { ...record, version } : record,
        plant === 'lines' && record.session.state === 'ended' ? null : message,
      )
      if (saved) remember(record)
      return saved
    },
  }
}
