import type { Connect } from '@alongside/channel'
import { createGuestClient, newId } from '@alongside/client'
import type { Message, PublicDeployment } from '@alongside/protocol/api'
import type { Boot } from '../boot.ts'
import { storageKeys } from '../boot.ts'
import type { SafeStorage } from '../storage.ts'
import type { Words } from '../words/words.ts'
import { createConversation } from './conversation.ts'
import { createOutbox } from './outbox.ts'
import { watchPage } from './page.ts'
import type { Cobrowse, createSharing, SharingModel } from './sharing.ts'
import { initialState, type MessengerState } from './state.ts'
import { createStore, type Store } from './store.ts'
import { tabIdentity } from './tab.ts'

/** What the page's own code may hear of; `page-api.ts` gives the names to the outside. */
export type MessengerEvent =
  | 'Messenger.opened'
  | 'Messenger.closed'
  | 'Conversations.started'
  | 'MessagingService.messagesReceived'
  | 'MessagingService.cobrowseOffer'
  | 'MessagingService.cobrowseOfferAccepted'
  | 'MessagingService.cobrowseOfferRejected'
  | 'MessagingService.cobrowseOfferExpired'
  | 'CobrowseService.sessionStarted'
  | 'CobrowseService.sessionEnded'

/** The state of the messenger and everything that can be done to it; no picture. */
export interface Messenger {
  readonly store: Store<MessengerState>
  readonly words: Words
  open(screen?: MessengerState['screen']): void
  close(): void
  show(screen: MessengerState['screen']): void
  send(text: string): void
  retry(id: string): void
  discard(id: string): void
  /** A key was pressed in the composer. */
  wrote(): void
  /** The customer has the newest messages before their eyes. */
  seen(): void
  older(): void
  endConversation(): void
  startOver(): void
  /** Brings the proposal of the agent who reads out this code; rejects with an ApiFailure. */
  join(code: string): Promise<void>
  reload(): void
  accept(): void
  decline(text?: string): void
  stopSharing(): void
  dismissPrompt(): void
  on(listener: (event: MessengerEvent, data: object) => void): () => void
  stop(): void
}

/** Typing is told again after this long, and taken back after twice as long in silence, in milliseconds. */
const TYPING_EVERY = 3000

export function createMessenger(o: {
  boot: Boot
  deployment: PublicDeployment
  words: Words
  local: SafeStorage
  session: SafeStorage
  connect: Connect
  page: Window
  loadProposal(): Promise<{ readonly createSharing: typeof createSharing }>
  loadCobrowse(): Promise<Cobrowse>
}): Messenger {
  const { boot, page, words } = o
  const keys = storageKeys(boot.deploymentId)
  const store = createStore(initialState(o.deployment))
  const client = createGuestClient({
    baseUrl: boot.baseUrl,
    deploymentId: boot.deploymentId,
    token: o.local.read(keys.guest),
    onToken: (token) => o.local.write(keys.guest, token),
    beside: boot.shared,
  })
  const listeners = new Set<(event: MessengerEvent, data: object) => void>()
  const tell = (event: MessengerEvent, data: object = {}): void => {
    for (const listener of [...listeners]) listener(event, data)
  }
  const tab = tabIdentity(o.session, keys.tab, page)
  let typedAt = 0
  let typingTimer: ReturnType<typeof setTimeout> | undefined

  const sharingOptions = {
    client,
    connect: o.connect,
    store,
    session: o.session,
    keys,
    tabId: tab.id,
    page,
    boot,
    words,
    loadCobrowse: o.loadCobrowse,
    tell,
    close: () => messenger.close(),
    show: (screen: MessengerState['screen']) => messenger.show(screen),
  }
  let sharing: Promise<SharingModel> | null = null
  /** The chunk comes with the first need; what happens meanwhile waits in order. */
  const withSharing = (act: (model: SharingModel) => void): void => {
    sharing ??= o.loadProposal().then((chunk) => chunk.createSharing(sharingOptions))
    sharing.then(act).catch(() => {
      sharing = null
    })
  }
  const conversation = createConversation({
    client,
    connect: o.connect,
    store,
    local: o.local,
    keys,
    pageUrl: () => pageAddress(page),
    shared: boot.shared,
    onConversation({ session }) {
      const last = store.value.session
      if (session) withSharing((model) => model.onSession(session))
      // The conversation has no live session any more, and we did not hear how ours ended.
      else if (last && last.state !== 'ended') refreshSession(last.id)
    },
    onEvent(event) {
      if (event.type === 'session') withSharing((model) => model.onSession(event.session))
      if (event.type !== 'Event') return
      for (const { coBrowse } of event.events) {
        withSharing((model) => model.onOffer(coBrowse))
      }
    },
    onIncoming(message) {
      tell('MessagingService.messagesReceived', { messages: [message] })
      if (!store.value.open) prompt(message)
    },
    onOnline: () => outbox.flush(),
  })
  const outbox = createOutbox({
    send: async ({ id, text }) => {
      const { id: conversationId } = await conversation.ensure()
      return client.sendMessage(conversationId, { id, text }).finally(() => {
        // The server has forgotten this guest: there is nothing to go on with.
        if (!client.token) conversation.refresh()
      })
    },
    onSent: conversation.took,
    onChange: (list) => store.set({ outbox: list }),
    storage: o.session,
    key: keys.outbox,
  })

  const refreshSession = (id: string): void => {
    client.session(id).then(
      (view) => withSharing((model) => model.onSession(view)),
      () => {},
    )
  }
  const prompt = (message: Message): void => {
    if (store.value.prompt?.kind !== 'offer') store.set({ prompt: { kind: 'message', message } })
  }
  const stopTyping = (): void => {
    clearTimeout(typingTimer)
    if (typedAt) conversation.typing(false)
    typedAt = 0
  }
  /** What the customer had not read when they came stands under a “new” line while they stay. */
  const markNew = (): void => {
    const read = store.value.conversation?.guestRead ?? 0
    const unread = store.value.messages.some((m) => m.from === 'agent' && m.sequence > read)
    store.set({ newAfter: unread ? read : null })
  }

  const stopWatching = watchPage(page, {
    onAddress() {
      const { conversation: current } = store.value
      if (current && current.state !== 'ended') {
        client.page(current.id, pageAddress(page)).catch(() => {})
      }
    },
    onReturn: () => conversation.refresh(),
    // Another tab of this customer began or ended a conversation.
    onStorage(key) {
      if (key === keys.conversation) conversation.refresh()
    },
  })

  const messenger: Messenger = {
    store,
    words,
    open(screen) {
      const { open, conversation: current, prompt: shown } = store.value
      const live = current !== null && current.state !== 'ended'
      const next = screen ?? (live || shown ? 'conversation' : store.value.screen)
      if (!open || next !== store.value.screen) markNew()
      store.set({ open: true, screen: next, prompt: null })
      if (!open) tell('Messenger.opened')
    },
    close() {
      if (!store.value.open) return
      store.set({ open: false, newAfter: null })
      stopTyping()
      tell('Messenger.closed')
    },
    show(screen) {
      if (screen === store.value.screen) return
      markNew()
      store.set({ screen })
    },
    send(text) {
      stopTyping()
      const { conversation: current } = store.value
      if (!current) tell('Conversations.started')
      outbox.add({ id: newId(), text, at: Date.now(), failed: false })
      store.set({ newAfter: null })
    },
    retry: outbox.retry,
    discard: outbox.discard,
    wrote() {
      const now = Date.now()
      if (now - typedAt > TYPING_EVERY) {
        typedAt = now
        conversation.typing(true)
      }
      clearTimeout(typingTimer)
      typingTimer = setTimeout(stopTyping, TYPING_EVERY * 2)
    },
    seen: conversation.read,
    older: () => conversation.older(),
    endConversation() {
      conversation.end().catch(() => conversation.refresh())
    },
    startOver() {
      conversation.startOver()
      store.set({ screen: 'conversation', session: null, offer: null })
    },
    join: (code) => conversation.ensure(code).then(() => messenger.show('conversation')),
    reload() {
      store.set({ loadFailed: false })
      conversation.refresh()
    },
    accept: () => withSharing((model) => model.accept()),
    decline: (text) => withSharing((model) => model.decline(text)),
    stopSharing: () => withSharing((model) => model.stopSharing()),
    dismissPrompt: () => store.set({ prompt: null }),
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      stopWatching()
      stopTyping()
      sharing?.then((model) => model.stop())
      outbox.stop()
      conversation.stop()
      tab.stop()
    },
  }

  conversation.refresh().then(() => {
    const { conversation: current, outbox: left } = store.value
    if (current && current.state !== 'ended') {
      client.page(current.id, pageAddress(page)).catch(() => {})
    }
    if (left.length > 0) outbox.flush()
    if (current?.session?.state === 'proposed') store.set({ prompt: { kind: 'offer' } })
  })
  return messenger
}

/** The address without what may carry secrets: query and fragment. */
function pageAddress(page: Window): string {
  return page.location.origin + page.location.pathname
}
