import type { Message, SystemEvent } from '@alongside/protocol/api'
import type { Outgoing } from './state.ts'

export type Delivery = 'sending' | 'failed' | 'sent' | 'read'

export interface Bubble {
  readonly key: string
  readonly text: string
  readonly at: number
  /** Of the customer's own messages, else null. */
  readonly delivery: Delivery | null
}

/** What the conversation shows, from top to bottom. */
export type Item =
  | { readonly kind: 'date'; readonly key: string; readonly at: number }
  | { readonly kind: 'new'; readonly key: string }
  | {
      readonly kind: 'group'
      readonly key: string
      readonly from: 'guest' | 'agent'
      readonly name: string
      readonly bubbles: readonly Bubble[]
    }
  | {
      readonly kind: 'system'
      readonly key: string
      readonly at: number
      readonly event: SystemEvent
    }
  | { readonly kind: 'proposal'; readonly key: string; readonly sessionId: string }

/** Messages of one sender closer than this stand together. */
export const GROUP_WITHIN = 120_000

export function timeline(from: {
  readonly messages: readonly Message[]
  readonly outbox: readonly Outgoing[]
  readonly agentRead: number
  readonly newAfter: number | null
  /** The proposal that waits for an answer: its line becomes the card. */
  readonly proposed: string | null
}): Item[] {
  const items: Item[] = []
  let day = ''
  let open: { from: 'guest' | 'agent'; name: string; bubbles: Bubble[]; at: number } | null = null
  let newShown = false

  const startDay = (at: number): void => {
    const next = new Date(at).toDateString()
    if (next === day) return
    day = next
    open = null
    items.push({ kind: 'date', key: `date ${next}`, at })
  }
  const add = (sender: 'guest' | 'agent', name: string, bubble: Bubble): void => {
    startDay(bubble.at)
    if (open && open.from === sender && open.name === name && bubble.at - open.at < GROUP_WITHIN) {
      open.bubbles.push(bubble)
      open.at = bubble.at
      return
    }
    open = { from: sender, name, bubbles: [bubble], at: bubble.at }
    const { bubbles } = open
    items.push({ kind: 'group', key: `group ${bubble.key}`, from: sender, name, bubbles })
  }

  for (const message of from.messages) {
    const at = Date.parse(message.at)
    startDay(at)
    if (
      !newShown &&
      from.newAfter !== null &&
      message.sequence > from.newAfter &&
      message.from === 'agent'
    ) {
      newShown = true
      open = null
      items.push({ kind: 'new', key: 'new' })
    }
    if (message.from === 'system') {
      open = null
      if (message.event) items.push(systemItem(message, message.event, at, from.proposed))
      continue
    }
    const delivery =
      message.from === 'guest' ? (message.sequence <= from.agentRead ? 'read' : 'sent') : null
    const name = message.from === 'agent' ? message.name : ''
    add(message.from, name, { key: message.id, text: message.text, at, delivery })
  }
  if (from.proposed && !items.some((item) => item.kind === 'proposal')) {
    open = null
    items.push({ kind: 'proposal', key: from.proposed, sessionId: from.proposed })
  }
  const known = new Set(from.messages.map((message) => message.id))
  for (const { id, text, at, failed } of from.outbox) {
    // The event may bring a message before the answer to our request does.
    if (known.has(id)) continue
    add('guest', '', { key: id, text, at, delivery: failed ? 'failed' : 'sending' })
  }
  return items
}

function systemItem(
  message: Message,
  event: SystemEvent,
  at: number,
  proposed: string | null,
): Item {
  if (
    event.type === 'cobrowse_proposed' &&
    event.sessionId !== null &&
    event.sessionId === proposed
  ) {
    return { kind: 'proposal', key: event.sessionId, sessionId: event.sessionId }
  }
  return { kind: 'system', key: message.id, at, event }
}

/** The bubble that carries the delivery state in words: the last of the customer's own; failed ones always do. */
export function lastOwn(items: readonly Item[]): string | null {
  for (const item of [...items].reverse()) {
    if (item.kind !== 'group' || item.from !== 'guest') continue
    return item.bubbles.at(-1)?.key ?? null
  }
  return null
}

/** Two gapless runs of one conversation as one, by sequence. */
export function merge(a: readonly Message[], b: readonly Message[]): Message[] {
  const bySequence = new Map<number, Message>()
  for (const message of [...a, ...b]) bySequence.set(message.sequence, message)
  return [...bySequence.values()].sort((x, y) => x.sequence - y.sequence)
}
