import type { Conversation, SessionView } from '@alongside/protocol/api'

/** The co-browse that the agent has now: there is at most one. */
export function currentSession(
  conversations: readonly Conversation[],
  agentId: string,
): SessionView | undefined {
  const sessions = conversations.flatMap(({ session }) => session ?? [])
  return sessions.find((session) => session.agentId === agentId && isRunning(session))
}

export function isRunning(session: SessionView): boolean {
  return session.state !== 'proposed' && session.state !== 'ended'
}
