import { ApiFailure } from '@alongside/client'
import type { Conversation, SessionView } from '@alongside/protocol/api'
import { startViewer, type Viewer, type ViewerState } from '@alongside/viewer'
import { QueryObserver } from '@tanstack/react-query'
import { currentSession } from '../../apps/workspace/src/cobrowse/current-session.ts'
import { type StagePhase, stagePhase } from '../../apps/workspace/src/cobrowse/stage-phase.ts'
import { putSession } from '../../apps/workspace/src/state/cache.ts'
import { askOutcome, noteOutcome, startLive } from '../../apps/workspace/src/state/live.ts'
import { conversationsQuery } from '../../apps/workspace/src/state/queries.ts'
import { createServices, type Services } from '../../apps/workspace/src/state/services.ts'
import type { Link } from './link.ts'
import { replicas, type Shown } from './mirror.ts'
import { Page } from './page.ts'
import type { World } from './world.ts'

/** A window of an agent: the workspace's state and its viewer as they are, without what React draws of it. */
export class AgentWindow {
  readonly name: string
  readonly agentId: string
  readonly link: Link
  readonly page: Page
  services!: Services
  /** The session whose stage is open, as `useRunningSession` keeps it. */
  seen: SessionView | null = null
  #viewer: Viewer | null = null
  #watched: string | null = null
  #state: ViewerState | null = null
  #elsewhere = false
  readonly #refused: (code: string) => void

  constructor(world: World, name: string, agentId: string, link: Link) {
    this.name = name
    this.agentId = agentId
    this.link = link
    this.#refused = (code) => world.reached.push(`refused: ${code}`)
    this.page = new Page({
      ...{ name, clock: world.clock, link, path: '/workspace', storage: new Map(), agentId },
      server: () => world.server,
      sent: () => {},
      failed: (error) => world.failed(error),
      lost: () => {},
    })
    this.run(() => {
      const services = createServices('http://server', (url) => new WebSocket(url))
      this.services = services
      new QueryObserver(services.queries, conversationsQuery(services)).subscribe(() =>
        this.#changed(),
      )
      services.outcomes.subscribe(() => this.#changed())
      startLive(services)
    })
  }

  get open(): boolean {
    return this.page.realm.alive
  }

  get conversations(): readonly Conversation[] {
    return this.services.queries.getQueryData<readonly Conversation[]>(['conversations']) ?? []
  }

  /** Those that are not over. */
  get live(): readonly Conversation[] {
    return this.conversations.filter(({ state }) => state !== 'ended')
  }

  /** Of the session or proposal that is this agent's. */
  get session(): string | undefined {
    return this.conversations.find(({ session }) => session?.agentId === this.agentId)?.session?.id
  }

  /** Texts that have not arrived, as far as the agent is told. */
  get unsent(): readonly string[] {
    return [...this.services.outbox.entries.get().values()].flat().map(({ text }) => text)
  }

  /** What the stage shows; null: there is none. */
  get phase(): StagePhase | null {
    if (!this.open || !this.seen) return null
    return stagePhase({
      session: this.seen.state,
      ended: this.#over(this.seen),
      failed: false,
      elsewhere: this.#elsewhere,
      viewer: this.#state,
    })
  }

  /** The newest picture that is on the stage. */
  get shown(): Shown | null {
    return replicas.get(this.page.document) ?? null
  }

  get connection(): string {
    return this.#viewer?.state.connection ?? 'none'
  }

  run<T>(work: () => T): T {
    return this.page.realm.run(work)
  }

  /** What an agent does: it either works or says why not. */
  act(ask: (services: Services) => Promise<SessionView | undefined>): void {
    this.run(() => {
      ask(this.services).then(
        (changed) => {
          if (!changed) return
          putSession(this.services.queries, changed)
          noteOutcome(this.services, changed)
        },
        (error) => {
          if (error instanceof ApiFailure && error.status > 0) this.#refused(error.code)
        },
      )
    })
  }

  /** In one of those that are not over. */
  propose(at: number): void {
    const { id = '' } = this.live[at] ?? {}
    this.act(async ({ client }) => client.session((await client.propose(id)).id))
  }

  /** Takes over what a colleague has. */
  takeOver(): void {
    const { id = '', agentId } = this.conversations.find((it) => this.#others(it)) ?? {}
    if (!agentId) return
    this.act(async ({ client }) => {
      await client.reassign(id, { from: agentId, to: this.agentId })
      return undefined
    })
  }

  write(text: string): void {
    const { id = '' } = this.live[0] ?? {}
    this.run(() => this.services.outbox.send(id, text))
  }

  endConversation(): void {
    const { id = '' } = this.live[0] ?? {}
    this.act(async ({ client }) => {
      await client.endConversation(id)
      return undefined
    })
  }

  get canTakeOver(): boolean {
    return this.conversations.some((it) => this.#others(it))
  }

  #others({ state, agentId }: Conversation): boolean {
    return state === 'assigned' && agentId !== this.agentId
  }

  showHere(): void {
    const { seen } = this
    if (seen) this.run(() => this.#watch(seen))
  }

  /** The agent has read how it ended. */
  leave(): void {
    this.seen = null
  }

  close(): void {
    this.page.unload(true)
  }

  #over({ conversationId, id }: SessionView): boolean {
    return this.services.outcomes.get().get(conversationId)?.sessionId === id
  }

  #changed(): void {
    const current = currentSession(this.conversations, this.agentId)
    if (current) this.seen = current
    const { seen } = this
    if (seen && !current && !this.#over(seen)) {
      this.run(() => askOutcome(this.services, seen.id).catch(() => {}))
    }
    const watched = seen && !this.#over(seen) ? seen.id : null
    if (watched === this.#watched) return
    this.#watched = watched
    this.#viewer?.stop()
    this.#viewer = null
    if (seen && watched) this.#watch(seen)
  }

  /** As `useViewer`. */
  #watch({ id }: SessionView): void {
    const { client } = this.services
    const ask = (): void => this.act(() => client.session(id))
    this.#state = null
    this.#elsewhere = false
    const container: unknown = this.page.document.createElement()
    this.#viewer = startViewer({
      sessionId: id,
      container: container as HTMLElement,
      customerName: 'Kai',
      agentName: this.name,
      ticket: () => client.sessionTicket(id),
      async certify(publicKey) {
        const { certificate } = await client.certificate(
          id,
          Buffer.from(publicKey).toString('base64url'),
        )
        return new Uint8Array(Buffer.from(certificate, 'base64url'))
      },
      onChange: (state) => {
        this.#state = state
      },
      onEnded: (reason) => {
        if (reason === 'replaced') this.#elsewhere = true
        else ask()
      },
    })
  }
}
