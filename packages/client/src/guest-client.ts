import type {
  Conversation,
  Guest,
  GuestState,
  Message,
  MessagePage,
  PublicDeployment,
  SessionView,
  Ticket,
} from '@alongside/protocol/api'
import { ApiFailure } from './api-failure.ts'
import { createHttp, type Method, withQuery } from './http.ts'

/** What the messenger may ask of the server. Every method rejects with an ApiFailure. */
export interface GuestClient {
  /** null until `identify`, and again after the server has refused the token. */
  readonly token: string | null
  /** Takes over the guest that another tab of this customer made. */
  adopt(token: string): void
  deployment(): Promise<PublicDeployment>
  /** Makes the guest unless there is one; at most once, however often it is called. */
  identify(name?: string): Promise<void>
  state(): Promise<GuestState>
  /** Or the open one; with a join code, its agent's proposal is in it. */
  startConversation(o?: {
    name?: string
    page?: string
    joinCode?: string | undefined
  }): Promise<Conversation>
  page(conversationId: string, url: string): Promise<void>
  conversation(conversationId: string): Promise<Conversation>
  messages(
    conversationId: string,
    range?: { after?: number; before?: number; limit?: number },
  ): Promise<MessagePage>
  sendMessage(conversationId: string, message: { id: string; text: string }): Promise<Message>
  read(conversationId: string, sequence: number): Promise<void>
  endConversation(conversationId: string): Promise<Conversation>
  session(sessionId: string): Promise<SessionView>
  acceptSession(
    sessionId: string,
    answer: { sessionJoinToken: string; tabId: string },
  ): Promise<SessionView>
  declineSession(
    sessionId: string,
    answer: { sessionJoinToken: string; text?: string },
  ): Promise<SessionView>
  pauseSession(sessionId: string, state: { tabId: string; paused: boolean }): Promise<SessionView>
  endSession(sessionId: string): Promise<SessionView>
  sessionTicket(sessionId: string, o: { tabId: string }): Promise<Ticket>
  eventsTicket(): Promise<Ticket>
}

/** A client for one guest of one deployment; `onToken` is told what to keep for the next page. */
export function createGuestClient(o: {
  baseUrl: string
  deploymentId: string
  token: string | null
  onToken(token: string): void
  fetch?: typeof fetch
  /** An agent waits for this page: a question that a path may have swallowed holds up nothing. */
  beside?: boolean | undefined
}): GuestClient {
  let token = o.token
  let identifying: Promise<void> | null = null

  const http = createHttp({
    baseUrl: o.baseUrl,
    // The page's cookies are none of ours, and ours must not depend on any.
    credentials: 'omit',
    headers: (): Record<string, string> => (token ? { authorization: `Bearer ${token}` } : {}),
    fetch: o.fetch ?? fetch.bind(globalThis),
    beside: o.beside,
  })
  const ask = async <T>(method: Method, path: string, body?: object): Promise<T> => {
    const used = token
    try {
      return await http<T>(method, path, body)
    } catch (error) {
      // A token that the server does not know (expired, erased) would be refused for ever.
      if (error instanceof ApiFailure && error.status === 401 && token === used) token = null
      throw error
    }
  }
  const act =
    <T>(what: string) =>
    (id: string, body?: object): Promise<T> =>
      ask('POST', `/cobrowse/${id}/${what}`, body)
  const identify = async (name?: string) => {
    const guest = await ask<Guest>('POST', '/guests', { deploymentId: o.deploymentId, name })
    token = guest.token
    o.onToken(guest.token)
  }

  return {
    get token() {
      return token
    },
    adopt(other) {
      token = other
    },
    deployment: () => ask('GET', `/deployments/${o.deploymentId}/public`),
    identify(name) {
      if (token) return Promise.resolve()
      identifying ??= identify(name).finally(() => {
        identifying = null
      })
      return identifying
    },
    state: () => ask('GET', '/guest'),
    startConversation: (about = {}) => ask('POST', '/conversations', about),
    page: (id, url) => ask('POST', `/conversations/${id}/page`, { url }),
    conversation: (id) => ask('GET', `/conversations/${id}`),
    messages: (id, range) => ask('GET', withQuery(`/conversations/${id}/messages`, range)),
    sendMessage: (id, message) => ask('POST', `/conversations/${id}/messages`, message),
    read: (id, sequence) => ask('POST', `/conversations/${id}/read`, { sequence }),
    endConversation: (id) => ask('POST', `/conversations/${id}/end`),
    session: (id) => ask('GET', `/cobrowse/${id}`),
    acceptSession: act('accept'),
    declineSession: act('decline'),
    pauseSession: act('pause'),
    endSession: act('end'),
    sessionTicket: act('tickets'),
    eventsTicket: () => ask('POST', '/tickets'),
  }
}
