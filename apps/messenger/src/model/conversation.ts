import type { Connect } from '@alongside/channel'
import { ApiFailure, type Events, type GuestClient, openEvents } from '@alongside/client'
import type { Conversation, Message, ServerEvent } from '@alongside/protocol/api'
import type { SafeStorage } from '../storage.ts'
import { isPassing } from './outbox.ts'
import type { MessengerState } from './state.ts'
import type { Store } from './store.ts'
import { merge } from './timeline.ts'

/** One page of history. */
export const PAGE = 40
/** Typing that is not renewed is over, in milliseconds. */
const TYPING_LASTS = 8000
/** A shared tab, at which an agent looks, does not wait until the events are back: asks again after this, in milliseconds. */
const AGAIN_SHARED = 800

/** Keeps the store in step with the server's view of the conversation. */
export interface ConversationModel {
  /** Fetches what is missing; called at start, after every reconnect, and when an event shows a gap. */
  refresh(): Promise<void>
  /** The open conversation, begun now if there is none; with a join code, its agent's proposal comes into it. */
  ensure(joinCode?: string): Promise<Conversation>
  took(message: Message): void
  older(): Promise<void>
  read(): void
  typing(typing: boolean): void
  end(): Promise<void>
  /** An ended conversation is put aside for the next. */
  startOver(): void
  stop(): void
}

export function createConversation(o: {
  client: GuestClient
  connect: Connect
  store: Store<MessengerState>
  local: SafeStorage
  keys: { readonly guest: string; readonly conversation: string; readonly recent: string }
  pageUrl(): string
  readonly shared?: boolean | undefined
  /** Called for what is not about messages: co-browse offers and sessions. */
  onEvent(event: ServerEvent): void
  onConversation(conversation: Conversation): void
  /** The agent wrote something that arrived just now. */
  onIncoming(message: Message): void
  onOnline(): void
}): ConversationModel {
  const { client, store } = o
  let events: Events | null = null
  let typingTimer: ReturnType<typeof setTimeout> | undefined
  let refreshing: Promise<void> | null = null
  let again = false
  let readSent = 0
  /** The customer has put an ended conversation aside. */
  let startingOver = false

  const setConversation = (conversation: Conversation | null): void => {
    const before = store.value.conversation
    if (conversation && before?.id === conversation.id) {
      // Answers and events may overtake each other: what was read stays read.
      const guestRead = Math.max(before.guestRead, conversation.guestRead)
      const agentRead = Math.max(before.agentRead, conversation.agentRead)
      store.set({ conversation: { ...conversation, guestRead, agentRead } })
    } else {
      readSent = 0
      store.set({ conversation, messages: [], older: 'none', typing: null, newAfter: null })
    }
    if (!conversation) {
      connect(false)
      return
    }
    o.local.write(o.keys.recent, conversation.id)
    if (conversation.state === 'ended') o.local.remove(o.keys.conversation)
    else o.local.write(o.keys.conversation, conversation.id)
    o.onConversation(conversation)
    connect(conversation.state !== 'ended')
  }

  const connect = (wanted: boolean): void => {
    if (!wanted) {
      events?.close()
      events = null
      store.set({ connection: 'open', typing: null })
    }
    if (!wanted || events) return
    events = openEvents({
      ticket: () => client.eventsTicket(),
      connect: o.connect,
      onEvent,
      onState(state) {
        if (state === 'offline') store.set({ connection: 'offline', typing: null })
        if (state !== 'open') return
        store.set({ connection: 'open' })
        refresh()
        o.onOnline()
      },
    })
  }

  const onEvent = (event: ServerEvent): void => {
    const current = store.value.conversation?.id
    switch (event.type) {
      case 'message':
        if (event.message.conversationId !== current) refresh()
        else arrived(event.message)
        break
      case 'conversation':
        if (event.conversation.id === current) setConversation(event.conversation)
        else refresh()
        break
      case 'typing':
        if (event.conversationId !== current || event.from !== 'agent') break
        clearTimeout(typingTimer)
        store.set({ typing: event.typing ? event.name : null })
        typingTimer = setTimeout(() => store.set({ typing: null }), TYPING_LASTS)
        break
      default:
        o.onEvent(event)
    }
  }

  const arrived = (message: Message): void => {
    const { messages } = store.value
    const last = messages.at(-1)?.sequence ?? 0
    if (message.sequence > last + 1) {
      refresh()
      return
    }
    store.set({
      messages: merge(messages, [message]),
      ...(message.from === 'agent' && { typing: null }),
    })
    if (message.from === 'agent' && message.sequence > last) o.onIncoming(message)
  }

  /** Another tab may have made the guest meanwhile: a customer is one. */
  const adoptGuest = (): void => {
    const kept = o.local.read(o.keys.guest)
    if (!client.token && kept) client.adopt(kept)
  }

  const fetchNow = async (): Promise<void> => {
    adoptGuest()
    if (!client.token) {
      store.set({ loaded: true, connection: 'open' })
      return
    }
    try {
      const conversation = (await client.state()).conversation ?? (await recent())
      setConversation(conversation)
      if (conversation) await fetchMessages(conversation)
      store.set({ loaded: true, loadFailed: false })
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      // The server has forgotten this guest: the next message makes a new one.
      if (error.status === 401) {
        o.local.remove(o.keys.guest)
        o.local.remove(o.keys.conversation)
        o.local.remove(o.keys.recent)
        setConversation(null)
        store.set({ loaded: true })
      } else {
        if (isPassing(error)) {
          connect(true)
          if (o.shared) setTimeout(refresh, AGAIN_SHARED)
        }
        if (error.status) store.set({ loadFailed: true })
      }
    }
  }

  /** The server names only an open conversation; the last one stays readable after its end. */
  const recent = async (): Promise<Conversation | null> => {
    const id = o.local.read(o.keys.recent)
    if (startingOver || !id) return null
    return client.conversation(id).catch((error) => {
      if (error instanceof ApiFailure && (error.status === 404 || error.status === 403)) return null
      throw error
    })
  }

  const fetchMessages = async (conversation: Conversation): Promise<void> => {
    const { messages } = store.value
    const last = messages.at(-1)
    if (!last) {
      const page = await client.messages(conversation.id, {
        before: conversation.lastSequence + 1,
        limit: PAGE,
      })
      store.set({
        messages: merge(store.value.messages, page.messages),
        older: page.more ? 'more' : 'none',
      })
      return
    }
    for (let after = last.sequence; ; ) {
      const page = await client.messages(conversation.id, { after, limit: PAGE })
      store.set({ messages: merge(store.value.messages, page.messages) })
      for (const message of page.messages) if (message.from === 'agent') o.onIncoming(message)
      const next = page.messages.at(-1)?.sequence
      if (!page.more || next === undefined) return
      after = next
    }
  }

  const refresh = (): Promise<void> => {
    // One at a time; a wish that comes meanwhile is granted once more afterwards.
    if (refreshing) {
      again = true
      return refreshing
    }
    refreshing = fetchNow()
      .catch(() => store.set({ loadFailed: true }))
      .finally(() => {
        refreshing = null
        if (!again) return
        again = false
        refresh()
      })
    return refreshing
  }

  return {
    refresh,
    async ensure(joinCode) {
      const { conversation } = store.value
      if (!joinCode && conversation && conversation.state !== 'ended') return conversation
      adoptGuest()
      await client.identify()
      startingOver = false
      const begun = await client.startConversation({ page: o.pageUrl(), joinCode })
      if (begun.id !== store.value.conversation?.id) setConversation(begun)
      store.set({ loaded: true })
      return begun
    },
    took: arrived,
    async older() {
      const { conversation, messages, older } = store.value
      const first = messages[0]
      if (!conversation || !first || older !== 'more') return
      store.set({ older: 'loading' })
      try {
        const page = await client.messages(conversation.id, { before: first.sequence, limit: PAGE })
        store.set({
          messages: merge(page.messages, store.value.messages),
          older: page.more ? 'more' : 'none',
        })
      } catch {
        store.set({ older: 'more' })
      }
    },
    read() {
      const { conversation, messages } = store.value
      const last = messages.at(-1)?.sequence ?? 0
      if (!conversation || last <= Math.max(conversation.guestRead, readSent)) return
      readSent = last
      store.set({ conversation: { ...conversation, guestRead: last } })
      client.read(conversation.id, last).catch(() => {
        readSent = 0
      })
    },
    typing(typing) {
      const { conversation } = store.value
      if (conversation) events?.typing(conversation.id, typing)
    },
    async end() {
      const { conversation } = store.value
      if (!conversation) return
      setConversation(await client.endConversation(conversation.id))
      await refresh()
    },
    startOver() {
      startingOver = true
      setConversation(null)
    },
    stop() {
      clearTimeout(typingTimer)
      events?.close()
    },
  }
}
