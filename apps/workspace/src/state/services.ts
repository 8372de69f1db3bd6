import type { Connect } from '@alongside/channel'
import { type AgentClient, ApiFailure, createAgentClient } from '@alongside/client'
import { QueryCache, QueryClient } from '@tanstack/react-query'
import { type Context, createContext, useContext } from 'react'
import { keys, putMessage } from './cache.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createValue, type Value } from './value.ts'

export type Typing = { readonly name: string; readonly until: number }
export type SayTyping = (conversationId: string, typing: boolean) => void
export type Connection = 'connecting' | 'open' | 'offline'

/** Everything that outlives a component. Built once in main.tsx, handed down by context. */
export type Services = {
  readonly client: AgentClient
  /** How sockets are made where the agent is. */
  readonly connect: Connect
  readonly queries: QueryClient
  readonly outbox: Outbox
  /** Customers who are typing, by conversation. */
  readonly typing: Value<ReadonlyMap<string, Typing>>
  /** What became of the latest proposal or session of a conversation; kept until the agent has read it. */
  readonly outcomes: Value<ReadonlyMap<string, Outcome>>
  /** Conversations that came to this agent or went to another, and not by this agent's own doing; until it is read. */
  readonly handed: Value<ReadonlyMap<string, Handed>>
  /** Those that this agent is giving away or taking at the moment. */
  readonly moving: Set<string>
  readonly connection: Value<Connection>
  /** How many events changed the caches: an answer asked for before an event may not undo it. */
  readonly changes: { count: number }
  /** Texts not sent yet, by conversation. */
  readonly drafts: Map<string, string>
  /** Tells the customer that the agent types; set while the event socket is there. */
  readonly sayTyping: Value<SayTyping>
}

export type Outcome = {
  readonly sessionId: string
  readonly reason: string
  /** Null: the proposal was never accepted. */
  readonly seconds: number | null
}

/** `mine`: it came. `agentName` is who has it. */
export type Handed = {
  readonly mine: boolean
  readonly agentName: string
  readonly guestName: string
}

export function createServices(baseUrl: string, connect: Connect): Services {
  const client = createAgentClient({ baseUrl })
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // The session of the sign-in is over: the sign-in page takes the place of whatever asked.
      onError(error) {
        if (error instanceof ApiFailure && error.status === 401) {
          queries.setQueryData(keys.me, null)
        }
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) =>
          failures < 2 &&
          !(error instanceof ApiFailure && error.status >= 400 && error.status < 500),
      },
    },
  })
  return {
    client,
    connect,
    queries,
    outbox: createOutbox({ client, onSent: (message) => putMessage(queries, message) }),
    typing: createValue<ReadonlyMap<string, Typing>>(new Map()),
    outcomes: createValue<ReadonlyMap<string, Outcome>>(new Map()),
    handed: createValue<ReadonlyMap<string, Handed>>(new Map()),
    moving: new Set(),
    connection: createValue<Connection>('connecting'),
    changes: { count: 0 },
    drafts: new Map(),
    sayTyping: createValue<SayTyping>(() => {}),
  }
}

export const ServicesContext: Context<Services | null> = createContext<Services | null>(null)

export function useServices(): Services {
  const services = useContext(ServicesContext)
  if (!services) throw new Error('useServices outside of ServicesContext')
  return services
}
