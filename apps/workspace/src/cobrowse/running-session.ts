import type { Agent, Conversation, SessionView } from '@alongside/protocol/api'
import { useEffect, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { useConversations } from '../state/queries.ts'
import { type Outcome, useServices } from '../state/services.tsx'
import { useValue, withEntry } from '../state/value.ts'

export type RunningSession = {
  readonly conversation: Conversation
  readonly session: SessionView
  /** What to call the customer. */
  readonly name: string
  /** How it ended: the stage stays with a summary until the agent leaves it. */
  readonly outcome: Outcome | null
  leave(): void
}

/** The co-browse that this agent has, or has just had. There is at most one. */
export function useRunningSession(me: Agent): RunningSession | null {
  const { t } = useI18n()
  const { outcomes } = useServices()
  const conversations = useConversations().data
  const ended = useValue(outcomes)
  const [seen, setSeen] = useState<SessionView | null>(null)

  const current = conversations?.find(
    ({ session }) => session?.agentId === me.id && isRunning(session),
  )?.session
  useEffect(() => {
    if (current) setSeen(current)
  }, [current])

  const session = current ?? seen
  const conversation =
    session && conversations?.find((other) => other.id === session.conversationId)
  if (!session || !conversation) return null
  const outcome = ended.get(session.conversationId)
  // Between the end of the session and the word about it there is nothing to show yet but the last picture.
  return {
    conversation,
    session,
    name: conversation.guestName || t('visitor'),
    outcome: outcome?.sessionId === session.id ? outcome : null,
    leave() {
      outcomes.set(withEntry(outcomes.get(), session.conversationId, undefined))
      setSeen(null)
    },
  }
}

export function isRunning(session: SessionView): boolean {
  return session.state !== 'proposed' && session.state !== 'ended'
}
