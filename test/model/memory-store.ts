import type { Permission } from '@alongside/protocol/api'
import type {
  AgentRecord,
  ConversationRecord,
  DeploymentRecord,
  GuestRecord,
  JoinCodeRecord,
  MessageRecord,
  NewMessage,
  SessionRecord,
  SignInRecord,
  Store,
} from '../../apps/server/src/store/store.ts'

type Guest = GuestRecord & { readonly tokenHash: string }
type Agent = Omit<AgentRecord, 'permissions'> & { readonly roles: readonly string[] }

/** A store for a process that ends with its run. `wait` is how long each step takes; steps do not overlap. */
export function memoryStore(wait: () => Promise<void> = async () => {}): Store {
  const secrets = new Map<string, Uint8Array>()
  const deployments = new Map<string, DeploymentRecord>()
  const guests = new Map<string, Guest>()
  const roles = new Map<string, readonly Permission[]>()
  const agents = new Map<string, Agent>()
  const signIns = new Map<string, SignInRecord>()
  const conversations = new Map<string, ConversationRecord>()
  const messages = new Map<string, MessageRecord[]>()
  const sessions = new Map<string, SessionRecord>()
  const joinCodes = new Map<string, JoinCodeRecord>()

  const step =
    <A extends unknown[], R>(work: (...args: A) => R) =>
    async (...args: A): Promise<R> => {
      await wait()
      return work(...args)
    }
  const agentOf = (agent: Agent | undefined): AgentRecord | null => {
    if (!agent) return null
    const { roles: names, ...rest } = agent
    return { ...rest, permissions: [...new Set(names.flatMap((name) => roles.get(name) ?? []))] }
  }
  const conversationOf = (id: string): ConversationRecord | null => {
    const record = conversations.get(id)
    if (!record) return null
    const guestName = guests.get(record.guestId)?.name ?? ''
    const agentName = record.agentId === null ? '' : (agents.get(record.agentId)?.name ?? '')
    return { ...record, guestName, agentName }
  }
  const change = (id: string, changed: Partial<ConversationRecord>): void => {
    const record = conversations.get(id)
    if (record) conversations.set(id, { ...record, ...changed })
  }
  const append = (message: NewMessage): MessageRecord => {
    const all = messages.get(message.conversationId) ?? []
    const sequence = all.length + 1
    const stored = { ...message, sequence }
    messages.set(message.conversationId, [...all, stored])
    const system = message.from === 'system'
    change(message.conversationId, {
      lastSequence: sequence,
      updatedAt: message.at,
      ...(!system && { lastText: message.text }),
      ...(!system && { [message.from === 'guest' ? 'guestRead' : 'agentRead']: sequence }),
    })
    return stored
  }
  const openOf = (guestId: string): ConversationRecord | undefined =>
    [...conversations.values()].find((it) => it.guestId === guestId && it.state !== 'ended')
  const unended = (): SessionRecord[] =>
    [...sessions.values()].filter(({ session }) => session.state !== 'ended')

  return {
    check: async () => {},
    close: async () => {},
    secret: step((name, make) => {
      const secret = secrets.get(name) ?? make()
      secrets.set(name, secret)
      return secret
    }),

    deployments: step(() => [...deployments.values()]),
    deployment: step((id) => deployments.get(id) ?? null),
    saveDeployment: step((next) => {
      const saved = { ...next, version: (deployments.get(next.id)?.version ?? 0) + 1 }
      deployments.set(next.id, saved)
      return saved
    }),

    createGuest: step(({ at: _, ...guest }) => {
      guests.set(guest.id, guest)
    }),
    guestByToken: step((hash) => guestOf([...guests.values()].find((it) => it.tokenHash === hash))),
    guest: step((id) => guestOf(guests.get(id))),
    renameGuest: step((id, name) => {
      const guest = guests.get(id)
      if (guest) guests.set(id, { ...guest, name })
    }),

    countAgents: step(() => agents.size),
    createAgent: step(({ at: _, ...agent }) => {
      agents.set(agent.id, agent)
    }),
    saveRole: step((name, permissions) => {
      roles.set(name, permissions)
    }),
    agent: step((id) => agentOf(agents.get(id))),
    agentByEmail: step((email) => {
      const wanted = email.trim().toLowerCase()
      return agentOf([...agents.values()].find((it) => it.email.toLowerCase() === wanted))
    }),
    changePassword: step((id, passwordHash, keep) => {
      const agent = agents.get(id)
      if (agent) agents.set(id, { ...agent, passwordHash })
      for (const { agentId, tokenHash } of [...signIns.values()]) {
        if (agentId === id && tokenHash !== keep) signIns.delete(tokenHash)
      }
    }),
    createSignIn: step((signIn) => {
      signIns.set(signIn.tokenHash, signIn)
    }),
    signIn: step((tokenHash) => signIns.get(tokenHash) ?? null),
    endSignIn: step((tokenHash) => {
      signIns.delete(tokenHash)
    }),

    startConversation: step(({ id, deploymentId, guestId, communicationType, page, at }) => {
      const open = openOf(guestId)
      if (!open) {
        conversations.set(id, {
          ...{ id, deploymentId, guestId, page, guestName: '', agentName: '', agentId: null },
          ...{ state: 'open', createdAt: at, updatedAt: at, lastText: '', lastSequence: 0 },
          ...{ communicationType, guestRead: 0, agentRead: 0 },
        })
      }
      return conversationOf(open?.id ?? id) ?? never()
    }),
    conversation: step(conversationOf),
    openConversation: step((guestId) => conversationOf(openOf(guestId)?.id ?? '')),
    conversations: step(({ state, limit }) =>
      [...conversations.keys()]
        .flatMap((id) => conversationOf(id) ?? [])
        .filter((it) => state === null || it.state === state)
        .sort((a, b) => b.updatedAt - a.updatedAt)
        .slice(0, limit),
    ),
    setPage: step((id, page) => change(id, { page })),
    setRead: step((id, side, sequence) => {
      const record = conversations.get(id)
      const key = side === 'guest' ? 'guestRead' : 'agentRead'
      if (!record || record[key] >= sequence || record.lastSequence < sequence) return false
      change(id, { [key]: sequence })
      return true
    }),
    agents: step(() => [...agents.values()].flatMap((it) => agentOf(it) ?? [])),
    assign: step((id, agentId, from, message) => {
      const { state, agentId: now } = conversations.get(id) ?? {}
      if (state !== (from === null ? 'open' : 'assigned') || now !== from) return null
      change(id, { state: 'assigned', agentId })
      return append(message)
    }),
    endConversation: step((id, message) => {
      if (conversations.get(id)?.state === 'ended') return null
      change(id, { state: 'ended' })
      return append(message)
    }),

    addMessage: step((message) => {
      const first = messages.get(message.conversationId)?.find(({ id }) => id === message.id)
      return first ? { message: first, stored: false } : { message: append(message), stored: true }
    }),
    message: step(
      (conversation, id) => messages.get(conversation)?.find((it) => it.id === id) ?? null,
    ),
    messages: step((id, { after, before, limit }) => {
      const all = (messages.get(id) ?? []).filter(
        ({ sequence }) =>
          sequence > (after ?? 0) && sequence < (before ?? Number.POSITIVE_INFINITY),
      )
      const page = after === null ? all.slice(-limit) : all.slice(0, limit)
      return { messages: page, more: all.length > page.length }
    }),

    createSession: step((record, message) => {
      const others = unended()
      if (others.some((it) => it.conversationId === record.conversationId))
        return 'conversation_busy'
      if (others.some((it) => it.agentId === record.agentId)) return 'agent_busy'
      const { state, agentId } = conversations.get(record.conversationId) ?? {}
      if (state === 'ended') return 'conversation_ended'
      if (agentId && agentId !== record.agentId) return 'already_assigned'
      sessions.set(record.id, record)
      return append(message)
    }),
    session: step((id) => sessions.get(id) ?? null),
    openSession: step((id) => unended().find((it) => it.conversationId === id) ?? null),
    openSessions: step(unended),
    agentBusy: step((id) => unended().some(({ agentId }) => agentId === id)),
    saveJoinCode: step((code) => {
      const same = [...joinCodes.values()].find(({ codeHash }) => codeHash === code.codeHash)
      if (same && same.agentId !== code.agentId) return false
      joinCodes.set(code.agentId, code)
      return true
    }),
    takeJoinCode: step((codeHash, now) => {
      const code = [...joinCodes.values()].find((it) => it.codeHash === codeHash)
      if (!code) return null
      if (now >= code.expiresAt) return 'expired'
      joinCodes.delete(code.agentId)
      return code
    }),
    endJoinCode: step((agentId) => {
      joinCodes.delete(agentId)
    }),
    saveSession: step((record, message) => {
      if (sessions.get(record.id)?.version !== record.version) return false
      sessions.set(record.id, { ...record, version: record.version + 1 })
      return { message: message === null ? null : append(message) }
    }),
  }
}

function guestOf(guest: Guest | undefined): GuestRecord | null {
  return guest ? { id: guest.id, deploymentId: guest.deploymentId, name: guest.name } : null
}

function never(): never {
  throw new Error('it was there a moment ago')
}
