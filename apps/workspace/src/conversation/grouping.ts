import type { Message } from '@alongside/protocol/api'
import { daysBetween } from '../i18n/format.ts'

/** Lines of one sender within this long of each other stand together. */
const TOGETHER = 2 * 60_000

export type LogItem =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'new'; readonly key: string }
  | { readonly kind: 'system'; readonly key: string; readonly message: Message }
  | {
      readonly kind: 'group'
      readonly key: string
      readonly from: 'guest' | 'agent'
      readonly name: string
      readonly at: string
      readonly messages: readonly Message[]
    }

/**
 * A conversation as it is drawn: days, groups of one sender's lines, lines about what happened, and a mark before the
 * first customer's message after `readUpTo` (null: none).
 */
export function groupMessages(
  messages: readonly Message[],
  readUpTo: number | null = null,
): readonly LogItem[] {
  const items: LogItem[] = []
  let before: Message | null = null
  let marked = readUpTo === null
  for (const message of messages) {
    if (!before || daysBetween(Date.parse(before.at), Date.parse(message.at)) !== 0) {
      items.push({ kind: 'day', key: `day-${message.sequence}`, at: message.at })
    }
    if (!marked && readUpTo !== null && message.sequence > readUpTo && message.from === 'guest') {
      marked = true
      items.push({ kind: 'new', key: `new-${message.sequence}` })
    }
    const last = items.at(-1)
    if (message.from === 'system') {
      items.push({ kind: 'system', key: message.id, message })
    } else if (
      last?.kind === 'group' &&
      before &&
      belongsTo(last.from, last.name, before, message)
    ) {
      items[items.length - 1] = { ...last, messages: [...last.messages, message] }
    } else {
      const { from, name, at } = message
      items.push({ kind: 'group', key: `group-${message.id}`, from, name, at, messages: [message] })
    }
    before = message
  }
  return items
}

function belongsTo(from: string, name: string, before: Message, message: Message): boolean {
  if (message.from !== from || message.name !== name) return false
  return Date.parse(message.at) - Date.parse(before.at) <= TOGETHER
}

/** The last message of an agent: under it stands whether the customer has read it. */
export function lastOfAgent(messages: readonly Message[]): Message | undefined {
  return messages.findLast((message) => message.from === 'agent')
}
