import type { Conversation } from '@alongside/protocol/api'
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { putSession } from '../state/cache.ts'
import { noteOutcome } from '../state/live.ts'
import { useServices } from '../state/services.ts'

export function usePropose(conversation: Conversation): UseMutationResult<void, Error, void> {
  const services = useServices()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      const { id } = await services.client.propose(conversation.id)
      const session = await services.client.session(id)
      putSession(queries, session)
      noteOutcome(services, session)
    },
  })
}
