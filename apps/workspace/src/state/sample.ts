import type { Conversation, Message, SessionView } from '@alongside/protocol/api'

/** For tests: a conversation with nothing remarkable about it. */
export function sampleConversation(changed: Partial<Conversation> = {}): Conversation {
  return {
    id: 'conversation-1',
    deploymentId: 'demo-shop',
    communicationType: 'Webmessaging',
    guestId: 'guest-0001',
    guestName: 'Maria Oliveira',
    state: 'open',
    agentId: null,
    agentName: '',
    createdAt: '2026-03-12T10:00:00.000Z',
    updatedAt: '2026-03-12T10:00:00.000Z',
    lastText: 'Hello',
    lastSequence: 1,
    guestRead: 0,
    agentRead: 0,
    page: 'http://shop.localhost/cart',
    guestOnline: true,
    session: null,
    ...changed,
  }
}

export function sampleMessage(sequence: number, changed: Partial<Message> = {}): Message {
  return {
    id: `message-${sequence}`,
    conversationId: 'conversation-1',
    sequence,
    at: new Date(Date.UTC(2026, 2, 12, 10, 0, sequence)).toISOString(),
    from: 'guest',
    name: 'Maria Oliveira',
    text: `text ${sequence}`,
    event: null,
    ...changed,
  }
}

export function sampleSession(changed: Partial<SessionView> = {}): SessionView {
  return {
    id: 'session-0001',
    conversationId: 'conversation-1',
    version: 1,
    state: 'proposed',
    paused: false,
    reason: null,
    agentId: 'agent-0001',
    agentName: 'Robin Vega',
    proposedAt: '2026-03-12T10:00:00.000Z',
    expiresAt: '2026-03-12T10:01:00.000Z',
    startedAt: null,
    idleAt: null,
    endedAt: null,
    tabId: null,
    ...changed,
  }
}
