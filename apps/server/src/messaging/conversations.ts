import type { Conversation, Message, ServerEvent, SystemEvent } from '@alongside/protocol/api'
import type { Broker } from '../broker/broker.ts'
import { newId } from '../crypto/tokens.ts'
import { Refusal } from '../errors.ts'
import { type Principal, requirePermission } from '../identity/principal.ts'
import type { Metrics } from '../metrics.ts'
import type {
  AgentRecord,
  ConversationRecord,
  GuestRecord,
  MessageRecord,
  NewMessage,
  Store,
} from '../store/store.ts'
import type { Presence } from './presence.ts'
import { conversationView, messageView } from './views.ts'

/** Conversations and their messages: stored first, then told to everyone concerned. */
export class Conversations {
  readonly #store: Store
  readonly #broker: Broker
  readonly #presence: Presence
  readonly #metrics: Metrics
  readonly #now: () => number

  constructor(o: {
    readonly store: Store
    readonly broker: Broker
    readonly presence: Presence
    readonly metrics: Metrics
    readonly now: () => number
  }) {
    this.#store = o.store
    this.#broker = o.broker
    this.#presence = o.presence
    this.#metrics = o.metrics
    this.#now = o.now
  }

  /** Someone else's conversation does not exist. */
  async find(principal: Principal, id: string): Promise<ConversationRecord> {
    const record = await this.#store.conversation(id)
    const theirs = principal.kind === 'agent' || record?.guestId === principal.guest.id
    if (record === null || !theirs) throw new Refusal('not_found', 'no such conversation')
    return record
  }

  async view(record: ConversationRecord): Promise<Conversation> {
    return conversationView(record, {
      guestOnline: this.#presence.online(record.guestId),
      session: record.state === 'ended' ? null : await this.#store.openSession(record.id),
    })
  }

  async list(filter: Parameters<Store['conversations']>[0]): Promise<Conversation[]> {
    const views: Conversation[] = []
    for (const record of await this.#store.conversations(filter)) {
      views.push(await this.view(record))
    }
    return views
  }

  async start(
    guest: GuestRecord,
    page: string,
    communicationType: Conversation['communicationType'] = 'Webmessaging',
  ): Promise<Conversation> {
    const record = await this.#store.startConversation({
      id: newId(),
      deploymentId: guest.deploymentId,
      guestId: guest.id,
      communicationType,
      page,
      at: this.#now(),
    })
    if (page !== '' && page !== record.page) await this.#store.setPage(record.id, page)
    return this.announce(record.id)
  }

  async setPage(id: string, page: string): Promise<void> {
    await this.#store.setPage(id, page)
    await this.announce(id)
  }

  async send(principal: Principal, id: string, messageId: string, text: string): Promise<Message> {
    const conversation = await this.find(principal, id)
    if (principal.kind === 'agent') {
      requirePermission(principal.agent, 'conversation:message:add')
    }
    const sender = principal.kind === 'guest' ? principal.guest : principal.agent
    const message: NewMessage = {
      id: messageId,
      conversationId: id,
      at: this.#now(),
      from: principal.kind,
      senderId: sender.id,
      name: sender.name,
      text,
      event: null,
    }
    if (conversation.state === 'ended') {
      // What was accepted before the end keeps its answer: the client may only have lost it.
      const before = await this.#store.message(id, messageId)
      if (before === null) {
        throw new Refusal('conversation_ended', 'the conversation has ended; start a new one')
      }
      return this.#same(before, message)
    }
    if (principal.kind === 'agent' && conversation.state === 'open') {
      await this.#assign(conversation, principal.agent)
    }
    const { message: stored, stored: fresh } = await this.#store.addMessage(message)
    if (!fresh) return this.#same(stored, message)
    this.tell(conversation.guestId, stored)
    await this.announce(id)
    return messageView(stored)
  }

  async read(principal: Principal, id: string, sequence: number): Promise<void> {
    await this.find(principal, id)
    if (await this.#store.setRead(id, principal.kind, sequence)) await this.announce(id)
  }

  /** The first who answers or asks gets it. */
  async assign(agent: AgentRecord, id: string): Promise<Conversation> {
    requirePermission(agent, 'conversation:message:add')
    const record = await this.#store.conversation(id)
    if (record === null) throw new Refusal('not_found', 'no such conversation')
    if (record.state === 'ended') throw new Refusal('conversation_ended', 'it has ended')
    if (record.agentId !== agent.id) await this.#assign(record, agent)
    return this.announce(id)
  }

  /** False when `from` has it no more; null: nobody. */
  async take(
    { id, guestId }: { readonly id: string; readonly guestId: string },
    agent: AgentRecord,
    from: string | null = null,
  ): Promise<boolean> {
    const note = this.note(id, { type: 'conversation_assigned', agentName: agent.name })
    const stored = await this.#store.assign(id, agent.id, from, note)
    if (stored !== null) this.tell(guestId, stored)
    return stored !== null
  }

  /**
   * From the agent who has it to another, who may be the one who asks. `stored` is awaited between that and the word about
   * it.
   */
  async reassign(
    agent: AgentRecord,
    id: string,
    { from, to }: { readonly from: string; readonly to: string },
    stored: () => Promise<void>,
  ): Promise<Conversation> {
    requirePermission(agent, 'conversation:communication:transfer')
    const record = await this.#store.conversation(id)
    if (record === null) throw new Refusal('not_found', 'no such conversation')
    if (record.state === 'ended') throw new Refusal('conversation_ended', 'it has ended')
    const next = await this.#store.agent(to)
    if (next === null || !mayAnswer(next)) throw new Refusal('not_found', 'no such colleague')
    // Asked again after an answer that was lost.
    if (record.agentId === to) return this.view(record)
    const note = this.note(id, { type: 'conversation_assigned', agentName: next.name })
    const line = await this.#store.assign(id, to, from, { ...note, senderId: agent.id })
    if (line === null) throw new Refusal('already_assigned', 'another agent has this conversation')
    await stored()
    this.tell(record.guestId, line)
    return this.announce(id)
  }

  /** Who may be given a conversation. */
  async colleagues(agent: AgentRecord): Promise<AgentRecord[]> {
    requirePermission(agent, 'conversation:communication:transfer')
    return (await this.#store.agents()).filter(mayAnswer)
  }

  /** `stored` is awaited between the end and the word about it. */
  async end(
    principal: Principal,
    id: string,
    stored: () => Promise<void> = async () => {},
  ): Promise<Conversation> {
    const record = await this.find(principal, id)
    const agentName = principal.kind === 'agent' ? principal.agent.name : ''
    const note = this.note(id, { type: 'conversation_ended', agentName })
    const last = await this.#store.endConversation(id, note)
    await stored()
    if (last !== null) this.tell(record.guestId, last)
    return this.announce(id)
  }

  /** A message of the system, in words for machines: each side says it in its own language. */
  note(
    conversationId: string,
    event: Partial<SystemEvent> & Pick<SystemEvent, 'type' | 'agentName'>,
  ): NewMessage {
    return {
      id: newId(),
      conversationId,
      at: this.#now(),
      from: 'system',
      senderId: '',
      name: '',
      text: '',
      event: { sessionId: null, reason: null, seconds: null, ...event },
    }
  }

  tell(guestId: string, message: MessageRecord): void {
    this.#metrics.messages.inc({ from: message.from })
    this.publish(guestId, { type: 'message', message: messageView(message) })
  }

  /** Tells both sides how the conversation is now. */
  async announce(id: string): Promise<Conversation> {
    const record = await this.#store.conversation(id)
    if (record === null) throw new Refusal('not_found', 'no such conversation')
    const conversation = await this.view(record)
    this.publish(record.guestId, { type: 'conversation', conversation })
    return conversation
  }

  /** The guest came or went. */
  async guestChanged(guestId: string): Promise<void> {
    const open = await this.#store.openConversation(guestId)
    if (open !== null) await this.announce(open.id)
  }

  publish(guestId: string, event: ServerEvent): void {
    this.#broker.publish({ kind: 'event', guestId, agents: true, event })
  }

  async #assign(record: ConversationRecord, agent: AgentRecord): Promise<void> {
    if (await this.take(record, agent)) return
    throw new Refusal('already_assigned', 'another agent has this conversation')
  }

  #same(first: MessageRecord, again: NewMessage): Message {
    const same =
      first.text === again.text && first.from === again.from && first.senderId === again.senderId
    if (!same) throw new Refusal('id_reused', 'this id was used for another message')
    return messageView(first)
  }
}

function mayAnswer({ permissions }: AgentRecord): boolean {
  return permissions.includes('conversation:message:add')
}
