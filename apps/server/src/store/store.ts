import type { Session } from '@alongside/protocol'
import type {
  Conversation,
  DeploymentConfig,
  Message,
  Permission,
  SystemEvent,
} from '@alongside/protocol/api'
import type { SessionFacts } from './session-facts.ts'

/** Times in the store are milliseconds since 1970; the API's views turn them into ISO strings. */
export type DeploymentRecord = {
  readonly id: string
  readonly name: string
  readonly domains: readonly string[]
  readonly version: number
  readonly config: DeploymentConfig
}

export type GuestRecord = {
  readonly id: string
  readonly deploymentId: string
  readonly name: string
}

export type AgentRecord = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly passwordHash: string
  readonly permissions: readonly Permission[]
}

export type SignInRecord = {
  readonly tokenHash: string
  readonly agentId: string
  readonly expiresAt: number
}

export type ConversationRecord = {
  readonly id: string
  readonly deploymentId: string
  readonly communicationType: Conversation['communicationType']
  readonly guestId: string
  readonly guestName: string
  readonly state: Conversation['state']
  readonly agentId: string | null
  readonly agentName: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly lastText: string
  readonly lastSequence: number
  readonly guestRead: number
  readonly agentRead: number
  readonly page: string
}

export type MessageRecord = {
  readonly id: string
  readonly conversationId: string
  readonly sequence: number
  readonly at: number
  readonly from: Message['from']
  /** The guest's or the agent's id; empty for the system. */
  readonly senderId: string
  readonly name: string
  readonly text: string
  readonly event: SystemEvent | null
}
export type NewMessage = Omit<MessageRecord, 'sequence'>

export type SessionRecord = {
  readonly id: string
  readonly conversationId: string
  readonly agentId: string
  readonly agentName: string
  readonly proposedAt: number
  readonly tabId: string | null
  readonly session: Session
  /** For the receipt at the end. */
  readonly facts: SessionFacts
  /** Counts the writes: a change made from an older reading is refused, and read again. */
  readonly version: number
}

/** What an agent reads out on the telephone; whoever types it gets the proposal of the session. */
export type JoinCodeRecord = {
  readonly agentId: string
  /** Keyed, so that the digits are nowhere at rest. */
  readonly codeHash: string
  readonly sessionId: string
  readonly expiresAt: number
}

/**
 * Everything that outlives the process, in the words of the domain. A promise that resolves means: on the disk.
 * Implementations encrypt what is personal; callers see clear text. One contract test runs on all of them.
 */
export interface Store {
  /** Whether it answers; for /ready. */
  check(): Promise<void>
  close(): Promise<void>

  /** A secret of the installation by name (an issuer key, a lookup key); made once, kept wrapped. */
  secret(name: string, make: () => Uint8Array): Promise<Uint8Array>

  deployments(): Promise<DeploymentRecord[]>
  deployment(id: string): Promise<DeploymentRecord | null>
  /** Saves the next version, and returns it. */
  saveDeployment(deployment: Omit<DeploymentRecord, 'version'>): Promise<DeploymentRecord>

  createGuest(
    guest: GuestRecord & { readonly tokenHash: string; readonly at: number },
  ): Promise<void>
  guestByToken(tokenHash: string): Promise<GuestRecord | null>
  guest(id: string): Promise<GuestRecord | null>
  renameGuest(id: string, name: string): Promise<void>

  countAgents(): Promise<number>
  createAgent(
    agent: Omit<AgentRecord, 'permissions'> & {
      readonly roles: readonly string[]
      readonly at: number
    },
  ): Promise<void>
  saveRole(name: string, permissions: readonly Permission[]): Promise<void>
  agent(id: string): Promise<AgentRecord | null>
  agentByEmail(email: string): Promise<AgentRecord | null>
  agents(): Promise<AgentRecord[]>
  /** Also ends all sign-ins of the agent but `keep`. */
  changePassword(agentId: string, passwordHash: string, keep: string): Promise<void>

  createSignIn(signIn: SignInRecord): Promise<void>
  signIn(tokenHash: string): Promise<SignInRecord | null>
  endSignIn(tokenHash: string): Promise<void>

  /** The guest's conversation that has not ended, or this new one. */
  startConversation(conversation: {
    readonly id: string
    readonly deploymentId: string
    readonly guestId: string
    readonly communicationType: Conversation['communicationType']
    readonly page: string
    readonly at: number
  }): Promise<ConversationRecord>
  conversation(id: string): Promise<ConversationRecord | null>
  openConversation(guestId: string): Promise<ConversationRecord | null>
  /** Newest change first. */
  conversations(filter: {
    readonly state: Conversation['state'] | null
    readonly limit: number
  }): Promise<ConversationRecord[]>
  setPage(id: string, page: string): Promise<void>
  /** Moves one side's receipt forward, never back. False: nothing changed. */
  setRead(id: string, side: 'guest' | 'agent', sequence: number): Promise<boolean>
  /** Gives a conversation to an agent; null when it is not with `from` (any more), or, without one, not open. */
  assign(
    id: string,
    agentId: string,
    from: string | null,
    message: NewMessage,
  ): Promise<MessageRecord | null>
  /** Null when it had ended before. */
  endConversation(id: string, message: NewMessage): Promise<MessageRecord | null>

  /**
   * Exactly once: the same id again gives the message that was stored first, with `stored: false`.
   * The caller compares, and decides whether the id was misused.
   */
  addMessage(message: NewMessage): Promise<{ message: MessageRecord; stored: boolean }>
  message(conversationId: string, id: string): Promise<MessageRecord | null>
  messages(
    conversationId: string,
    range: {
      readonly after: number | null
      readonly before: number | null
      readonly limit: number
    },
  ): Promise<{ messages: MessageRecord[]; more: boolean }>

  /**
   * Refuses while the conversation or the agent has another session that has not ended, and once the conversation has or
   * is another agent's.
   */
  createSession(
    session: SessionRecord,
    message: NewMessage,
  ): Promise<
    MessageRecord | 'conversation_busy' | 'conversation_ended' | 'already_assigned' | 'agent_busy'
  >
  session(id: string): Promise<SessionRecord | null>
  /** Whether the agent has a proposal or session that has not ended. */
  agentBusy(agentId: string): Promise<boolean>
  openSession(conversationId: string): Promise<SessionRecord | null>
  openSessions(): Promise<SessionRecord[]>
  /** Writes only if `version` is still the stored one; returns false otherwise. With the message, if any, or not at all. */
  saveSession(
    session: SessionRecord,
    message: NewMessage | null,
  ): Promise<{ message: MessageRecord | null } | false>

  /** In the place of the agent's code before. False: another agent has the same digits. */
  saveJoinCode(code: JoinCodeRecord): Promise<boolean>
  /** Spends a code that is still good at `now`: of several who show it one gets it. */
  takeJoinCode(codeHash: string, now: number): Promise<JoinCodeRecord | 'expired' | null>
  endJoinCode(agentId: string): Promise<void>
}
