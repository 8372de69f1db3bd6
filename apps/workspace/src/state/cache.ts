import type { Conversation, Message, SessionView } from '@alongside/protocol/api'
import type { QueryClient } from '@tanstack/react-query'
import { byChange, upsertConversation, withMessage, withSession } from './conversations.ts'
import { appendMessage, type Thread } from './messages.ts'

/** What the workspace keeps of the server's state, by the names under which it is kept. */
export const keys = {
  me: ['me'],
  conversations: ['conversations'],
  thread: (id: string): readonly string[] => ['thread', id],
  deployments: ['deployments'],
} as const

export function putConversation(queries: QueryClient, conversation: Conversation): void {
  queries.setQueryData<readonly Conversation[]>(
    keys.conversations,
    (list) => list && upsertConversation(list, conversation),
  )
}

function patchConversation(
  queries: QueryClient,
  id: string,
  patch: (conversation: Conversation) => Conversation,
): void {
  queries.setQueryData<readonly Conversation[]>(keys.conversations, (list) => {
    if (!list) return undefined
    return byChange(list.map((other) => (other.id === id ? patch(other) : other)))
  })
}

export function putMessage(queries: QueryClient, message: Message): void {
  const key = keys.thread(message.conversationId)
  const thread = queries.getQueryData<Thread>(key)
  const next = thread && appendMessage(thread, message)
  if (next) queries.setQueryData<Thread>(key, next)
  else if (thread) void queries.invalidateQueries({ queryKey: key })
  patchConversation(queries, message.conversationId, (known) => withMessage(known, message))
}

export function putSession(queries: QueryClient, session: SessionView): void {
  patchConversation(queries, session.conversationId, (known) => withSession(known, session))
}

export function putRead(queries: QueryClient, conversationId: string, sequence: number): void {
  patchConversation(queries, conversationId, (known) => ({
    ...known,
    agentRead: Math.max(known.agentRead, sequence),
  }))
}
