import type { Agent, Conversation, SessionView } from '@alongside/protocol/api'
import { useEffect, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { askOutcome } from '../state/live.ts'
import { useConversations } from '../state/queries.ts'
import { type Outcome, useServices } from '../state/services.ts'
import { useValue, withEntry } from '../state/value.ts'
import { currentSession } from './current-session.ts'

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
  const services = useServices()
  const { outcomes } = services
  const conversations = useConversations().data
  const ended = useValue(outcomes)
  const [seen, setSeen] = useState<SessionView | null>(null)

  const current = conversations && currentSession(conversations, me.id)
  useEffect(() => {
    if (current) setSeen(current)
  }, [current])

  const lost = !current && seen && !ended.get(seen.conversationId) ? seen.id : null
  useEffect(() => {
    if (lost && conversations) askOutcome(services, lost).catch(() => {})
  }, [services, lost, conversations])

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
