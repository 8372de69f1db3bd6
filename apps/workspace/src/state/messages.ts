import type { Message } from '@alongside/protocol/api'

/** The loaded part of a conversation: gap-free, up to its end. `more`: there is older. */
export type Thread = { readonly messages: readonly Message[]; readonly more: boolean }

/** By sequence, each once. A page of messages may overlap what an event already brought. */
export function mergeMessages(
  known: readonly Message[],
  added: readonly Message[],
): readonly Message[] {
  const sequences = new Set(known.map((message) => message.sequence))
  const fresh = added.filter((message) => !sequences.has(message.sequence))
  if (fresh.length === 0) return known
  return [...known, ...fresh].sort((a, b) => a.sequence - b.sequence)
}

/**
 * A message that an event brought. When it does not follow the last one, something between was missed:
 * null says that the thread has to be asked for.
 */
export function appendMessage(thread: Thread, message: Message): Thread | null {
  const last = thread.messages.at(-1)?.sequence ?? 0
  if (message.sequence > last + 1 && thread.messages.length > 0) return null
  const messages = mergeMessages(thread.messages, [message])
  return messages === thread.messages ? thread : { ...thread, messages }
}

/** What one co-browse of the conversation came to, read from its system lines. */
export type PastSession = {
  readonly id: string
  readonly at: string
  readonly agentName: string
  readonly reason: NonNullable<NonNullable<Message['event']>['reason']>
  readonly seconds: number | null
}

export function pastSessions(messages: readonly Message[]): PastSession[] {
  return messages
    .flatMap(({ id, at, event }) =>
      event?.type === 'cobrowse_ended' && event.reason
        ? [
            {
              id: event.sessionId ?? id,
              at,
              agentName: event.agentName,
              reason: event.reason,
              seconds: event.seconds,
            },
          ]
        : [],
    )
    .reverse()
}
