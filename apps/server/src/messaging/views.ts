import type { Agent, Conversation, Message, SessionView } from '@alongside/protocol/api'
import type {
  AgentRecord,
  ConversationRecord,
  MessageRecord,
  SessionRecord,
} from '../store/store.ts'

/** Records as the API shows them: times as ISO strings, and nothing that is only for the server. */
export function messageView({ at, senderId: _, ...message }: MessageRecord): Message {
  return { ...message, at: time(at) }
}

export function conversationView(
  { createdAt, updatedAt, ...conversation }: ConversationRecord,
  more: { readonly guestOnline: boolean; readonly session: SessionRecord | null },
): Conversation {
  return {
    ...conversation,
    createdAt: time(createdAt),
    updatedAt: time(updatedAt),
    guestOnline: more.guestOnline,
    session: more.session === null ? null : sessionView(more.session),
  }
}

export function sessionView(record: SessionRecord): SessionView {
  const { session } = record
  return {
    id: record.id,
    conversationId: record.conversationId,
    version: record.version,
    state: session.state,
    paused: session.state === 'interrupted' ? session.was === 'paused' : session.state === 'paused',
    reason: session.state === 'ended' ? session.reason : null,
    agentId: record.agentId,
    agentName: record.agentName,
    proposedAt: time(record.proposedAt),
    expiresAt: session.state === 'proposed' ? time(session.expiresAt) : null,
    startedAt:
      session.state === 'proposed' || session.startedAt === null ? null : time(session.startedAt),
    idleAt: 'idleAt' in session && session.idleAt !== undefined ? time(session.idleAt) : null,
    endedAt: session.state === 'ended' ? time(session.endedAt) : null,
    tabId: record.tabId,
  }
}

export function agentView({ passwordHash: _, permissions, ...agent }: AgentRecord): Agent {
  return { ...agent, permissions: [...permissions] }
}

export function time(at: number): string {
  return new Date(at).toISOString()
}
