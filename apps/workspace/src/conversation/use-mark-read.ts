import type { Conversation, Message } from '@alongside/protocol/api'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { putRead } from '../state/cache.ts'
import { useServices } from '../state/services.ts'

/** Tells the server, and so the customer, how far the agent has read: only what is really in front of them. */
export function useMarkRead(
  conversation: Conversation,
  messages: readonly Message[],
  atBottom: boolean,
): void {
  const { client } = useServices()
  const queries = useQueryClient()
  const looking = useSyncExternalStore(subscribe, () => document.visibilityState === 'visible')
  const last = messages.at(-1)?.sequence ?? 0
  const { id, agentRead } = conversation
  const due = looking && atBottom && last > agentRead
  useEffect(() => {
    if (!due) return
    putRead(queries, id, last)
    // Not worth a word when it fails: the next message says it again.
    client.read(id, last).catch(() => {})
  }, [due, id, last, client, queries])
}

function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}
