import { useNavigate, useParams, useRouterState } from '@tanstack/react-router'
import { useCallback } from 'react'

export type Place = { readonly page: 'inbox' | 'settings'; readonly conversationId: string | null }

/** Where the agent is. */
export function usePlace(): Place {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const params: { conversationId?: string } = useParams({ strict: false })
  return {
    page: path.endsWith('/settings') ? 'settings' : 'inbox',
    conversationId: params.conversationId ?? null,
  }
}

/** Goes to a conversation, or with null back to the list. */
export function useOpenConversation(): (conversationId: string | null) => void {
  const navigate = useNavigate()
  return useCallback(
    (conversationId) => {
      void navigate(conversationId === null ? { to: '/' } : { to: `/c/${conversationId}` })
    },
    [navigate],
  )
}
