import type { Conversation, Message, SessionView } from '@alongside/protocol/api'

/** Newest change first; of two versions of one conversation the later stays. */
export function upsertConversation(
  list: readonly Conversation[],
  changed: Conversation,
): Conversation[] {
  const known = list.find((other) => other.id === changed.id)
  const stale = known && Date.parse(known.updatedAt) > Date.parse(changed.updatedAt)
  const kept = stale ? known : known ? withLater(changed, known.session) : changed
  return byChange([kept, ...list.filter((other) => other.id !== changed.id)])
}

/** An answer may have been made before the last event about the session. */
function withLater(conversation: Conversation, known: SessionView | null): Conversation {
  const { session } = conversation
  const later = session && known?.id === session.id && known.version > session.version
  return later ? { ...conversation, session: known } : conversation
}

export function byChange(list: readonly Conversation[]): Conversation[] {
  return [...list].sort((a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt))
}

/** How many lines the agents have not seen. What an agent or the system wrote last counts as seen with it. */
export function unreadCount(conversation: Conversation): number {
  return Math.max(0, conversation.lastSequence - conversation.agentRead)
}

/** The conversation after a message; the server's own event about it may come later or not at all. */
export function withMessage(conversation: Conversation, message: Message): Conversation {
  if (message.sequence <= conversation.lastSequence) return conversation
  const fromAgent = message.from === 'agent'
  return {
    ...conversation,
    lastSequence: message.sequence,
    lastText: message.text || conversation.lastText,
    updatedAt: message.at,
    agentRead: fromAgent ? message.sequence : conversation.agentRead,
  }
}

/** The conversation after a change of its session. */
export function withSession(conversation: Conversation, session: SessionView): Conversation {
  if (session.state !== 'ended')
    return withLater({ ...conversation, session }, conversation.session)
  const mine = !conversation.session || conversation.session.id === session.id
  return mine ? { ...conversation, session: null } : conversation
}

export const FILTERS = ['mine', 'open', 'ended'] as const
export type Filter = (typeof FILTERS)[number]

export function inFilter(conversation: Conversation, filter: Filter, agentId: string): boolean {
  if (filter === 'ended') return conversation.state === 'ended'
  if (conversation.state === 'ended') return false
  return filter === 'open' || conversation.agentId === agentId
}

/** Every word has to be found somewhere: in the name, the last line, the page or the agent's name. */
export function matchesSearch(conversation: Conversation, search: string): boolean {
  const words = fold(search).split(/\s+/).filter(Boolean)
  const text = fold(
    [conversation.guestName, conversation.lastText, conversation.page, conversation.agentName].join(
      '\n',
    ),
  )
  return words.every((word) => text.includes(word))
}

/** Case, width and accents do not matter to someone who searches. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** `shop.example/cart`: what fits under a name. */
export function shortPage(url: string): string {
  if (!URL.canParse(url)) return url
  const { host, pathname } = new URL(url)
  return pathname === '/' ? host : host + pathname
}

/** One or two letters for a face. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const first = firstLetter(words[0])
  // Han and kana names read wrong as two cut-off halves.
  if (words.length < 2 || !/^\p{Script=Latin}/u.test(name)) return first
  return first + firstLetter(words.at(-1))
}

function firstLetter(word: string | undefined): string {
  const [letter] = word ? new Intl.Segmenter().segment(word) : []
  return letter ? letter.segment.toLocaleUpperCase() : ''
}
