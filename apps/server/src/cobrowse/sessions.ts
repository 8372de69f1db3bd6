import {
  ProtocolError,
  proposeSession,
  type Session,
  type SessionEvent,
  type SessionLimits,
  transition,
} from '@alongside/protocol'
import type { CoBrowseEvent, SessionView, SharedPage } from '@alongside/protocol/api'
import type { Broker } from '../broker/broker.ts'
import { newId } from '../crypto/tokens.ts'
import { Refusal } from '../errors.ts'
import { type Principal, requirePermission } from '../identity/principal.ts'
import type { Conversations } from '../messaging/conversations.ts'
import { sessionView } from '../messaging/views.ts'
import type { Metrics } from '../metrics.ts'
import { NO_FACTS, type SessionFacts } from '../store/session-facts.ts'
import type { AgentRecord, GuestRecord, SessionRecord, Store } from '../store/store.ts'
import { withPage, withPause, withRules } from './facts.ts'
import type { Offers } from './offers.ts'
import { expired, refusedProposal } from './refusals.ts'
import { sessionNote } from './session-note.ts'
import { SessionTimers } from './session-timers.ts'

/** After an accept, both ends have this long to connect before it counts as an interruption. */
const CONNECT_MS = 15_000

/** Co-browse sessions from proposal to end. What may follow what is the protocol's `transition`, nothing here. */
export class Sessions {
  readonly #store: Store
  readonly #broker: Broker
  readonly #conversations: Conversations
  readonly #metrics: Metrics
  readonly #now: () => number
  readonly #limits: SessionLimits
  readonly offers: Offers
  readonly #timers: SessionTimers
  #stopped = false

  constructor(o: {
    readonly store: Store
    readonly broker: Broker
    readonly conversations: Conversations
    readonly metrics: Metrics
    readonly now: () => number
    readonly limits: SessionLimits
    readonly offers: Offers
    readonly onError: (error: unknown) => void
  }) {
    this.#store = o.store
    this.#broker = o.broker
    this.#conversations = o.conversations
    this.#metrics = o.metrics
    this.#now = o.now
    this.#limits = o.limits
    this.offers = o.offers
    this.#timers = new SessionTimers({
      now: o.now,
      limits: o.limits,
      tick: (id) => this.#apply(id, { type: 'tick' }),
      onError: o.onError,
    })
  }

  /** Takes over what an earlier run left: times go on, and whoever was connected no longer is. */
  async start(): Promise<void> {
    for (const record of await this.#store.openSessions()) {
      this.#timers.set(record)
      await this.#apply(record.id, { type: 'tick' })
      const conversation = await this.#store.conversation(record.conversationId)
      if (conversation?.state === 'ended') await this.conversationEnded(record.conversationId)
      await this.conversationMoved(record.conversationId)
      await this.seatsChanged(record.id)
    }
  }

  stop(): void {
    this.#stopped = true
    this.#timers.stop()
  }

  async find(principal: Principal, id: string): Promise<SessionRecord> {
    const record = await this.#store.session(id)
    if (record === null) throw new Refusal('not_found', 'no such session')
    await this.#conversations.find(principal, record.conversationId)
    return record
  }

  async propose(agent: AgentRecord, conversationId: string): Promise<SessionRecord> {
    requirePermission(agent, 'conversation:cobrowse:add')
    const principal: Principal = { kind: 'agent', agent, signIn: '' }
    const conversation = await this.#conversations.find(principal, conversationId)
    if (conversation.state === 'ended') throw new Refusal('conversation_ended', 'it has ended')
    const deployment = await this.#store.deployment(conversation.deploymentId)
    if (deployment?.config.cobrowse.enabled !== true) {
      throw new Refusal('cobrowse_disabled', 'co-browse is off in this deployment')
    }
    if (conversation.agentId !== agent.id) await this.#conversations.assign(agent, conversationId)
    return this.open(agent, conversation, newId())
  }

  /** The agent's proposal in a conversation, whoever has that. */
  async open(
    agent: AgentRecord,
    conversation: { readonly id: string; readonly guestId: string },
    id: string,
  ): Promise<SessionRecord> {
    const now = this.#now()
    const record: SessionRecord = {
      id,
      conversationId: conversation.id,
      agentId: agent.id,
      agentName: agent.name,
      proposedAt: now,
      tabId: null,
      session: proposeSession(now, this.#limits),
      facts: NO_FACTS,
      version: 1,
    }
    const note = this.#conversations.note(conversation.id, {
      type: 'cobrowse_proposed',
      sessionId: record.id,
      agentName: agent.name,
    })
    const created = await this.#store.createSession(record, note)
    if (typeof created === 'string') throw refusedProposal(created)
    this.#metrics.sessions.inc({ state: 'proposed' })
    this.#timers.set(record)
    this.#conversations.tell(conversation.guestId, created)
    await this.#announce(record, conversation.guestId)
    this.#tellGuest(conversation.guestId, record, this.offers.offering(record))
    return record
  }

  async accept(guest: GuestRecord, id: string, token: string, tabId: string): Promise<SessionView> {
    const before = await this.#findOffer(guest, id, token)
    if (before.session.state !== 'proposed' && before.session.state !== 'ended') {
      throw new Refusal('already_accepted', 'this proposal was accepted before')
    }
    const withConsent = await this.#withRules(guest)
    const { session, ...record } = await this.#apply(id, { type: 'accept' }, (it) => ({
      ...{ ...it, tabId, facts: withConsent(it.facts) },
    }))
    if (session.state === 'ended') throw expired(session)
    this.#timers.later(CONNECT_MS, () => this.seatsChanged(id))
    return sessionView({ ...record, session })
  }

  /** `text`: a word with it, which becomes a message of the customer, once however often it is asked. */
  async decline(
    guest: GuestRecord,
    id: string,
    token: string,
    text: string | null = null,
  ): Promise<SessionView> {
    const { conversationId } = await this.#findOffer(guest, id, token)
    const record = await this.#apply(id, { type: 'decline' })
    if (record.session.state === 'ended' && record.session.reason === 'expired') {
      throw expired(record.session)
    }
    const principal: Principal = { kind: 'guest', guest }
    if (text) await this.#conversations.send(principal, conversationId, `declined-${id}`, text)
    return sessionView(record)
  }

  /** What the sharing tab says of itself: nothing of its page is sent, or it is again. */
  async pause(guest: GuestRecord, id: string, tabId: string, on: boolean): Promise<SessionView> {
    const record = await this.find({ kind: 'guest', guest }, id)
    if (record.tabId !== tabId) throw new Refusal('sharer_elsewhere', 'another tab shares')
    if (record.session.state === 'ended') return sessionView(record)
    return sessionView(await this.#apply(id, { type: on ? 'pause' : 'resume' }))
  }

  /** What the sharing tab tells of the page it shows, for the receipt. Late is no error: the page goes as the session ends. */
  async sharedPage(guest: GuestRecord, id: string, tabId: string, page: SharedPage): Promise<void> {
    const record = await this.find({ kind: 'guest', guest }, id)
    if (record.tabId !== tabId) throw new Refusal('sharer_elsewhere', 'another tab shares')
    const withNow = await this.#withRules(guest)
    await this.#apply(id, null, (it) => ({ ...it, facts: withPage(withNow(it.facts), page) }))
  }

  async withdraw(agent: AgentRecord, id: string): Promise<SessionView> {
    const record = await this.#own(agent, id)
    if (record.session.state === 'ended' && record.session.startedAt === null) {
      return sessionView(record)
    }
    return sessionView(await this.#apply(id, { type: 'withdraw' }))
  }

  /** Either side, at any time; a second end finds it ended. */
  async end(principal: Principal, id: string): Promise<SessionView> {
    const record = await this.find(principal, id)
    if (principal.kind === 'agent') await this.#own(principal.agent, id)
    const proposed = record.session.state === 'proposed'
    const event: SessionEvent =
      principal.kind === 'guest'
        ? proposed
          ? { type: 'decline' }
          : { type: 'end', reason: 'customer_ended' }
        : proposed
          ? { type: 'withdraw' }
          : { type: 'end', reason: 'agent_ended' }
    return sessionView(await this.#apply(id, event))
  }

  async conversationEnded(conversationId: string): Promise<void> {
    const record = await this.#store.openSession(conversationId)
    if (record === null) return
    await this.#apply(record.id, { type: 'end', reason: 'conversation_ended' })
  }

  /** The customer agreed to one agent: what was for another than who has the conversation now is over. */
  async conversationMoved(conversationId: string): Promise<void> {
    const record = await this.#store.openSession(conversationId)
    const conversation = await this.#store.conversation(conversationId)
    if (record === null || conversation?.agentId === record.agentId) return
    await this.#apply(record.id, { type: 'end', reason: 'reassigned' })
  }

  /** A socket came or went: with both there the session runs, otherwise it is interrupted. */
  async seatsChanged(id: string): Promise<void> {
    // The server closes its sockets when it stops; that is for the next start to see.
    if (this.#stopped) return
    const record = await this.#store.session(id)
    if (record === null) return
    const { state } = record.session
    const both = this.#broker.bothSeated(id)
    const running = state === 'active' || state === 'paused'
    if (both ? state !== 'interrupted' : !running) return
    await this.#apply(id, { type: both ? 'restore' : 'interrupt' })
    // Seats may have changed while this was written, and whoever noticed saw the state of before.
    await this.seatsChanged(id)
  }

  async activity(id: string): Promise<void> {
    const record = await this.#store.session(id)
    if (record === null || /proposed|ended/.test(record.session.state)) return
    await this.#apply(id, { type: 'activity' })
  }

  /** A message was written: whoever talks about a page looks at it. */
  async activityIn(conversationId: string): Promise<void> {
    const record = await this.#store.openSession(conversationId)
    if (record !== null) await this.activity(record.id)
  }

  async #own(agent: AgentRecord, id: string): Promise<SessionRecord> {
    const record = await this.#store.session(id)
    if (record === null) throw new Refusal('not_found', 'no such session')
    if (record.agentId !== agent.id) {
      throw new Refusal('not_your_session', 'another agent proposed this session')
    }
    return record
  }

  async #findOffer(guest: GuestRecord, id: string, token: string): Promise<SessionRecord> {
    const record = await this.find({ kind: 'guest', guest }, id)
    this.offers.checkToken(id, token)
    const { session } = record
    if (session.state === 'ended' && session.reason === 'expired') throw expired(session)
    return record
  }

  /** One step, whoever else steps at the same time: read, decide, write if nobody wrote in between, else again. */
  async #apply(
    id: string,
    event: SessionEvent | null,
    change: (record: SessionRecord) => SessionRecord = (record) => record,
  ): Promise<SessionRecord> {
    for (;;) {
      const before = await this.#store.session(id)
      if (before === null) throw new Refusal('not_found', 'no such session')
      const session = event === null ? before.session : this.#step(before.session, event)
      if (session === before.session && (event !== null || session.state === 'ended')) {
        this.#timers.set(before)
        return before
      }
      const facts = withPause(before.facts, before.session, session, this.#now())
      const changed = change({ ...before, session, facts })
      const note = sessionNote(before, changed)
      const saved = await this.#store.saveSession(
        changed,
        note === null ? null : this.#conversations.note(before.conversationId, note),
      )
      if (saved === false) continue
      const after = { ...changed, version: changed.version + 1 }
      this.#timers.set(after)
      const isNext = session.state !== before.session.state
      if (isNext) this.#metrics.sessions.inc({ state: session.state })
      if (isNext || sessionView(after).idleAt !== sessionView(before).idleAt) {
        const conversation = await this.#store.conversation(before.conversationId)
        if (conversation !== null) {
          if (saved.message !== null) this.#conversations.tell(conversation.guestId, saved.message)
          await this.#announce(after, conversation.guestId)
          this.#tellGuest(conversation.guestId, after, this.offers.fate(before, after))
        }
      }
      if (session.state === 'ended') this.#broker.endSession(id, session.reason)
      return after
    }
  }

  async #withRules(guest: GuestRecord): Promise<(facts: SessionFacts) => SessionFacts> {
    const deployment = await this.#store.deployment(guest.deploymentId)
    return (facts) => (deployment === null ? facts : withRules(facts, deployment))
  }

  #step(session: Session, event: SessionEvent): Session {
    try {
      return transition(session, event, this.#now(), this.#limits)
    } catch (error) {
      if (error instanceof ProtocolError) throw new Refusal('bad_transition', error.message)
      throw error
    }
  }

  async #announce(record: SessionRecord, guestId: string): Promise<void> {
    this.#conversations.publish(guestId, { type: 'session', session: sessionView(record) })
    await this.#conversations.announce(record.conversationId)
  }

  /** To the guest only: the join token is nobody else's. */
  #tellGuest(
    guestId: string,
    { conversationId }: SessionRecord,
    event: CoBrowseEvent | null,
  ): void {
    if (event === null) return
    this.#broker.publish({
      kind: 'event',
      guestId,
      agents: false,
      event: { type: 'Event', conversationId, events: [event] },
    })
  }
}
