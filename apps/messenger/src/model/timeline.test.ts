import type { Message, SystemEvent } from '@alongside/protocol/api'
import { describe, expect, it } from 'vitest'
import { GROUP_WITHIN, type Item, lastOwn, merge, timeline } from './timeline.ts'

const NOON = Date.parse('2026-11-20T12:00:00Z')

function message(
  sequence: number,
  from: Message['from'],
  ms = 0,
  more: Partial<Message> = {},
): Message {
  return {
    id: `message-${sequence}`,
    conversationId: 'conversation-1',
    sequence,
    at: new Date(NOON + ms).toISOString(),
    from,
    name: from === 'agent' ? 'Maria' : '',
    text: `text ${sequence}`,
    event: null,
    ...more,
  }
}

function show(messages: Message[], more: Partial<Parameters<typeof timeline>[0]> = {}): Item[] {
  return timeline({ messages, outbox: [], agentRead: 0, newAfter: null, proposed: null, ...more })
}

const kinds = (items: readonly Item[]): string[] => items.map((item) => item.kind)
const deliveries = (items: readonly Item[]): (string | null)[] =>
  items.flatMap((item) => (item.kind === 'group' ? item.bubbles.map((b) => b.delivery) : []))

describe('groups', () => {
  it('stand together while one sender goes on within two minutes', () => {
    const items = show([
      message(1, 'agent'),
      message(2, 'agent', 60_000),
      message(3, 'guest', 61_000),
    ])
    expect(kinds(items)).toEqual(['date', 'group', 'group'])
  })

  it('measure the pause from the message before, not from the first', () => {
    const step = GROUP_WITHIN - 1
    const items = show([1, 2, 3].map((n) => message(n, 'guest', n * step)))
    expect(kinds(items)).toEqual(['date', 'group'])
    expect(kinds(show([message(1, 'guest'), message(2, 'guest', GROUP_WITHIN)]))).toHaveLength(3)
  })

  it('are not shared by two agents', () => {
    const items = show([message(1, 'agent'), message(2, 'agent', 1000, { name: 'Ken' })])
    expect(kinds(items)).toEqual(['date', 'group', 'group'])
  })

  it('end at a date line and at a line of the system', () => {
    const event: SystemEvent = {
      type: 'conversation_assigned',
      sessionId: null,
      agentName: 'Maria',
      reason: null,
      seconds: null,
    }
    const items = show([
      message(1, 'guest'),
      message(2, 'system', 1000, { event }),
      message(3, 'guest', 2000),
      message(4, 'guest', 2000 + 86_400_000),
    ])
    expect(kinds(items)).toEqual(['date', 'group', 'system', 'group', 'date', 'group'])
  })
})

describe('delivery', () => {
  it('is read up to what the agent has seen, and sent after that', () => {
    const items = show([message(1, 'guest'), message(2, 'agent'), message(3, 'guest')], {
      agentRead: 2,
    })
    expect(deliveries(items)).toEqual(['read', null, 'sent'])
  })

  it('of what is on its way is sending or failed', () => {
    const outbox = [
      { id: 'own-1', text: 'a', at: NOON, failed: true },
      { id: 'own-2', text: 'b', at: NOON, failed: false },
    ]
    const items = show([], { outbox })
    expect(deliveries(items)).toEqual(['failed', 'sending'])
    expect(lastOwn(items)).toBe('own-2')
  })

  it('shows a message once when its event arrives before the answer to its request', () => {
    const outbox = [{ id: 'message-1', text: 'text 1', at: NOON, failed: false }]
    expect(deliveries(show([message(1, 'guest')], { outbox }))).toEqual(['sent'])
  })
})

it('the new line stands before the first unread message of the agent, once', () => {
  const items = show([message(1, 'guest'), message(2, 'agent'), message(3, 'agent')], {
    newAfter: 1,
  })
  expect(kinds(items)).toEqual(['date', 'group', 'new', 'group'])
})

it('the line of a proposal that waits is its card, and a card without a line comes last', () => {
  const event: SystemEvent = {
    type: 'cobrowse_proposed',
    sessionId: 'session-1',
    agentName: 'Maria',
    reason: null,
    seconds: null,
  }
  const asked = message(1, 'system', 0, { event })
  expect(kinds(show([asked], { proposed: 'session-1' }))).toEqual(['date', 'proposal'])
  expect(kinds(show([asked]))).toEqual(['date', 'system'])
  expect(kinds(show([message(1, 'guest')], { proposed: 'session-1' }))).toEqual([
    'date',
    'group',
    'proposal',
  ])
})

it('merging keeps one of each, in order, and the newer word on it', () => {
  const merged = merge(
    [message(2, 'agent'), message(3, 'agent')],
    [message(1, 'guest'), message(3, 'agent', 0, { text: 'again' })],
  )
  expect(merged.map(({ sequence, text }) => [sequence, text])).toEqual([
    [1, 'text 1'],
    [2, 'text 2'],
    [3, 'again'],
  ])
})
