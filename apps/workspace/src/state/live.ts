import { openEvents } from '@alongside/client'
import type { Agent, Conversation, ServerEvent, SessionView } from '@alongside/protocol/api'
import { keys, putConversation, putMessage, putSession } from './cache.ts'
import type { Outcome, Services } from './services.ts'
import { withEntry } from './value.ts'

/** Someone who stopped typing without saying so (a lost connection) is forgotten after this long. */
const TYPING_LASTS = 8_000

/** Keeps the caches in step with the server's events. Returns its stop. */
export function startLive(services: Services): () => void {
  const { client, connect, queries, outbox, connection } = services
  const events = openEvents({
    ticket: () => client.eventsTicket(),
    connect,
    onEvent: (event) => receive(services, event),
    onState(state) {
      connection.set(state)
      if (state !== 'open') return
      // Events between two sockets are lost: ask for what they would have said.
      void queries.invalidateQueries({ queryKey: keys.conversations })
      void queries.invalidateQueries({ queryKey: ['thread'] })
      outbox.retryAll()
    },
  })
  services.sayTyping.set((conversationId, typing) => events.typing(conversationId, typing))
  return () => {
    events.close()
    services.sayTyping.set(() => {})
  }
}

function receive(services: Services, event: ServerEvent): void {
  const { queries, outbox, changes } = services
  if (event.type !== 'typing') changes.count += 1
  switch (event.type) {
    case 'message':
      outbox.confirm(event.message.conversationId, event.message.id)
      putMessage(queries, event.message)
      if (event.message.from === 'guest') setTyping(services, event.message.conversationId, null)
      return
    case 'conversation':
      noteHanded(services, event.conversation)
      putConversation(queries, event.conversation)
      return
    case 'session':
      putSession(queries, event.session)
      noteOutcome(services, event.session)
      return
    case 'typing':
      if (event.from === 'guest') {
        setTyping(services, event.conversationId, event.typing ? event.name : null)
      }
      return
  }
}

/** Asked before the change is known: who had it until now is in the list. */
function noteHanded({ queries, handed, moving }: Services, after: Conversation): void {
  const me = queries.getQueryData<Agent | null>(keys.me)?.id
  const list = queries.getQueryData<readonly Conversation[]>(keys.conversations)
  const before = list?.find(({ id }) => id === after.id)?.agentId
  if (!before || before === after.agentId || moving.has(after.id)) return
  const { agentId, agentName, guestName } = after
  if (before !== me && agentId !== me) return
  handed.set(withEntry(handed.get(), after.id, { mine: agentId === me, agentName, guestName }))
}

function setTyping(
  { typing }: Pick<Services, 'typing'>,
  conversationId: string,
  name: string | null,
): void {
  if (name === null) {
    typing.set(withEntry(typing.get(), conversationId, undefined))
    return
  }
  const entry = { name, until: Date.now() + TYPING_LASTS }
  typing.set(withEntry(typing.get(), conversationId, entry))
  setTimeout(() => {
    if (typing.get().get(conversationId) === entry) setTyping({ typing }, conversationId, null)
  }, TYPING_LASTS)
}

/** Remembers how a proposal or session ended, for the line that tells the agent. */
export function noteOutcome({ outcomes }: Services, session: SessionView): void {
  const before = outcomes.get().get(session.conversationId)
  if (session.state !== 'ended') {
    // A new proposal makes the news of the one before it old.
    if (before && before.sessionId !== session.id) {
      outcomes.set(withEntry(outcomes.get(), session.conversationId, undefined))
    }
    return
  }
  if (before?.sessionId === session.id) return
  outcomes.set(withEntry(outcomes.get(), session.conversationId, outcomeOf(session)))
}

/** A session that we knew is nowhere any more, and how it ended was not heard. */
export async function askOutcome(services: Services, id: string): Promise<void> {
  const session = await services.client.session(id)
  putSession(services.queries, session)
  noteOutcome(services, session)
}

export function outcomeOf(session: SessionView): Outcome {
  const { startedAt, endedAt } = session
  const seconds =
    startedAt && endedAt ? Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000) : null
  return { sessionId: session.id, reason: session.reason ?? 'failed', seconds }
}
