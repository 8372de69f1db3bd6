import { type AgentClient, ApiFailure } from '@alongside/client'
import type { Agent, Conversation, Deployment } from '@alongside/protocol/api'
import {
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import { keys, putConversation } from './cache.ts'
import { byChange } from './conversations.ts'
import { mergeMessages, type Thread } from './messages.ts'
import { type Services, useServices } from './services.ts'

/** The largest page of the list that the server gives. */
const LIST_LIMIT = 200
const PAGE = 50

/** The signed-in agent; null when nobody is. */
export function useMe(): UseQueryResult<Agent | null> {
  const { client } = useServices()
  return useQuery({
    queryKey: keys.me,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      try {
        return await client.me()
      } catch (error) {
        if (error instanceof ApiFailure && error.status === 401) return null
        throw error
      }
    },
  })
}

export function useConversations(): UseQueryResult<readonly Conversation[]> {
  return useQuery(conversationsQuery(useServices()))
}

type ConversationsQuery = {
  readonly queryKey: readonly string[]
  readonly queryFn: () => Promise<readonly Conversation[]>
}

export function conversationsQuery({
  client,
  changes,
}: Pick<Services, 'client' | 'changes'>): ConversationsQuery {
  return {
    queryKey: keys.conversations,
    queryFn: async () =>
      byChange(await undisturbed(changes, () => client.conversations({ limit: LIST_LIMIT }))),
  }
}

/** A link may lead to a conversation that is too old for the list: it is asked for, and joins the list. */
export function useConversationOutsideOfList(
  id: string | null,
  outside: boolean,
): UseQueryResult<Conversation> {
  const { client, queries } = useServices()
  return useQuery({
    queryKey: ['conversation', id],
    enabled: id !== null && outside,
    queryFn: async () => {
      const conversation = await client.conversation(id ?? '')
      putConversation(queries, conversation)
      return conversation
    },
  })
}

export function useThread(conversationId: string): UseQueryResult<Thread> {
  const { client, queries, outbox, changes } = useServices()
  return useQuery({
    queryKey: keys.thread(conversationId),
    queryFn: async () => {
      const thread = await undisturbed(changes, () =>
        loadThread(client, conversationId, queries.getQueryData(keys.thread(conversationId))),
      )
      for (const { id } of thread.messages) outbox.confirm(conversationId, id)
      return thread
    },
  })
}

/** How often at most to ask again because of events; each time the window for one is a round trip. */
const TRIES = 4

/**
 * An answer during which no event came. One that crossed an event may be older than it, and would undo it in
 * the cache.
 */
async function undisturbed<T>(
  changes: { readonly count: number },
  load: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const before = changes.count
    const answer = await load()
    if (changes.count === before || tries === TRIES) return answer
  }
}

/** The end of the conversation; with a known part, only what came after it. */
async function loadThread(
  client: AgentClient,
  id: string,
  known: Thread | undefined,
): Promise<Thread> {
  if (!known || known.messages.length === 0) return client.messages(id, { limit: PAGE })
  let { messages } = known
  for (;;) {
    const after = messages.at(-1)?.sequence ?? 0
    const page = await client.messages(id, { after, limit: PAGE })
    messages = mergeMessages(messages, page.messages)
    if (!page.more || page.messages.length === 0) return { messages, more: known.more }
  }
}

/** Loads the page before the oldest known message. */
export function useLoadOlder(conversationId: string): UseMutationResult<void, Error, void> {
  const { client, queries } = useServices()
  return useMutation({
    mutationFn: async () => {
      const before = queries.getQueryData<Thread>(keys.thread(conversationId))?.messages[0]
        ?.sequence
      if (before === undefined) return
      const page = await client.messages(conversationId, { before, limit: PAGE })
      queries.setQueryData<Thread>(
        keys.thread(conversationId),
        (thread) =>
          thread && { messages: mergeMessages(thread.messages, page.messages), more: page.more },
      )
    },
  })
}

export function useDeployments(): UseQueryResult<readonly Deployment[]> {
  const { client } = useServices()
  return useQuery({ queryKey: keys.deployments, queryFn: () => client.deployments() })
}
