import type { Conversation } from '@alongside/protocol/api'
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { putConversation } from '../state/cache.ts'
import { useServices } from '../state/services.ts'

/** Gives the conversation to the agent of an id: to oneself it is taking over. */
export function useReassign({
  id,
  agentId,
}: Conversation): UseMutationResult<Conversation, Error, string> {
  const { client, moving } = useServices()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (to) => {
      // The event may come before the answer, and is no news to who asked.
      moving.add(id)
      return client.reassign(id, { from: agentId ?? '', to })
    },
    onSuccess: (changed) => putConversation(queries, changed),
    onSettled: () => moving.delete(id),
  })
}
