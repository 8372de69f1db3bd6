import { must, readWireFrame } from '@alongside/protocol'
import type { PublicDeployment } from '@alongside/protocol/api'
import type { SessionRecord, Store } from '../../apps/server/src/store/store.ts'
import { AgentWindow } from './agent-window.ts'
import { type Clock, settled } from './clock.ts'
import { Disagreements, HEARTBEAT } from './disagreements.ts'
import { Link } from './link.ts'
import { watchCapture } from './mirror.ts'
import type { Plant } from './plants.ts'
import { here } from './realm.ts'
import { checkRecord, remembering } from './record.ts'
import { type Server, startServer } from './server.ts'
import { AGENTS, PERMISSIONS, ROLE } from './store.ts'
import { Tab } from './tab.ts'

/** How long the server takes to start at most, ms. */
const STARTS_IN = 100
/** How often all sides are compared, ms. */
const LOOK_EVERY = 500

/** How long a step of the store takes at most, ms. */
const SAVED_IN = 5
/** How long a server that was told to stop takes for it, ms. */
const STOPS_IN = 100

export const BEGINNINGS = ['chat', 'chats', 'proposal', 'session'] as const

/** A customer's browser. */
export type Customer = {
  readonly link: Link
  /** Its storage for the site. */
  readonly local: Map<string, string>
}

/** Customers, agents and a server, with the network between them. */
export class World {
  readonly clock: Clock
  readonly plant: Plant | undefined
  readonly deployment: PublicDeployment
  readonly customers: readonly [Customer, Customer]
  readonly agentLinks: readonly Link[]
  readonly tabs: Tab[] = []
  readonly windows: AgentWindow[] = []
  /** Every session as it is stored now. */
  readonly sessions = new Map<string, SessionRecord>()
  /** States and ends that sessions have come to. */
  readonly reached: string[] = []
  /** Texts that somebody wrote, and whose loss they would have to be told of. */
  readonly written: { readonly text: string; readonly by: Tab | AgentWindow | null }[] = []
  server: Server | null = null
  /** What somebody's code threw, or what was seen where nothing can be thrown. */
  #failed: unknown
  serverSince = 0
  #forbiddenSince = Number.POSITIVE_INFINITY
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
    const customer = (): Customer => ({ link: new Link(o.clock), local: new Map() })
    this.customers = [customer(), customer()]
    this.agentLinks = AGENTS.map(() => new Link(o.clock))
    this.#store = remembering(o.store, this)
    this.#disagreements = new Disagreements(this)
    watchCapture(() => this.tabs.find(({ page }) => page.realm === here())?.allowed ?? false)
  }

  get links(): readonly Link[] {
    return [...this.customers.map(({ link }) => link), ...this.agentLinks]
  }

  /** A customer who has written, and an agent; then another customer, or a proposal, or a session that runs. */
  async begin(at: (typeof BEGINNINGS)[number]): Promise<void> {
    await this.startServer()
    const tab = this.openTab(this.customers[0])
    const window = this.openWindow(0)
    await this.pass(500)
    this.write(tab)
    await this.pass(500)
    if (at === 'chats') this.write(this.openTab(this.customers[1]))
    if (at === 'chat' || at === 'chats') return this.pass(500)
    window.propose(0)
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

  async stopServer(): Promise<void> {
    this.server?.stop()
    await this.pass(STOPS_IN)
    this.killServer()
  }

  openTab(customer: Customer, storage: ReadonlyMap<string, string> = new Map()): Tab {
    const tab = new Tab(this, `tab ${this.tabs.length + 1}`, customer, storage)
    this.tabs.push(tab)
    return tab
  }

  openWindow(agent: 0 | 1): AgentWindow {
    const link = must(this.agentLinks[agent], 'a link')
    const name = `window ${this.windows.length + 1}`
    const window = new AgentWindow(this, name, AGENTS[agent], link)
    this.windows.push(window)
    return window
  }

  write(tab: Tab): void {
    const text = this.text(tab)
    tab.run(() => tab.messenger.send(text))
  }

  /** What nobody has written before. */
  text(by: Tab | AgentWindow | null): string {
    const text = `text ${this.written.length + 1}`
    this.written.push({ text, by })
    return text
  }

  async permit(may: boolean): Promise<void> {
    this.#store.saveRole(ROLE, PERMISSIONS.slice(may ? 0 : 1)).then(() => {
      this.#forbiddenSince = may ? Number.POSITIVE_INFINITY : this.clock.now
    })
    await this.pass(SAVED_IN)
  }

  /** How long agents may not propose by now, ms. */
  get forbiddenFor(): number {
    return this.clock.now - this.#forbiddenSince
  }

  /** A page of the site has written to its storage: the others hear of it. */
  stored(by: Tab, key: string): void {
    for (const tab of this.tabs) {
      if (tab === by || !tab.open || tab.customer !== by.customer) continue
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
    for (const link of this.links) link.set('up')
    await this.startServer()
    await this.pass(HEARTBEAT + 2 * LOOK_EVERY)
    this.#pace.slow = false
    await checkRecord(this.#store, this)
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
}

export class Violation extends Error {}
