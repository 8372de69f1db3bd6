import type { Proposal } from '@alongside/protocol/api'
import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useOpenConversation } from '../route/place.ts'
import { useConversations } from '../state/queries.ts'
import { useServices } from '../state/services.ts'

export type JoinCode = {
  /** The code that waits for its customer, or has run out; it is in this page only, and a reload forgets it. */
  readonly proposal: Proposal | null
  readonly make: UseMutationResult<void, Error, void>
  readonly withdraw: UseMutationResult<void, Error, void>
}

/** The agent's join code. When a customer has typed it, their conversation opens with the proposal in it. */
export function useJoinCode(): JoinCode {
  const { client } = useServices()
  const open = useOpenConversation()
  const [proposal, setProposal] = useState<Proposal | null>(null)
  const reached = useConversations().data?.find(({ session }) => session?.id === proposal?.id)?.id

  useEffect(() => {
    if (proposal === null || reached === undefined) return
    setProposal(null)
    open(reached)
  }, [proposal, reached, open])

  const make = useMutation({ mutationFn: async () => setProposal(await client.makeJoinCode()) })
  const withdraw = useMutation({
    mutationFn: async () => {
      await client.withdrawJoinCode()
      setProposal(null)
    },
  })
  return { proposal, make, withdraw }
}
