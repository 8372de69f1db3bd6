import type {
  Agent,
  Certificate,
  CheckCounts,
  CobrowseConfig,
  Colleagues,
  Conversation,
  ConversationList,
  Deployment,
  DeploymentConfig,
  DeploymentList,
  MaskTestStart,
  MaskTestState,
  Message,
  MessagePage,
  Proposal,
  SessionView,
  SignedIn,
  Ticket,
} from '@alongside/protocol/api'
import { ApiFailure } from './api-failure.ts'
import { createHttp, type Method, withQuery } from './http.ts'

/** What the workspace may ask of the server. Every method rejects with an ApiFailure. */
export interface AgentClient {
  signIn(o: { email: string; password: string }): Promise<Agent>
  signOut(): Promise<void>
  me(): Promise<Agent>
  changePassword(o: { current: string; next: string }): Promise<void>
  conversations(o?: {
    state?: Conversation['state']
    limit?: number
  }): Promise<readonly Conversation[]>
  conversation(conversationId: string): Promise<Conversation>
  messages(
    conversationId: string,
    range?: { after?: number; before?: number; limit?: number },
  ): Promise<MessagePage>
  sendMessage(conversationId: string, message: { id: string; text: string }): Promise<Message>
  read(conversationId: string, sequence: number): Promise<void>
  assign(conversationId: string): Promise<Conversation>
  /** Refused when it is not with `from` (any more). The co-browse of that agent ends. */
  reassign(conversationId: string, agents: { from: string; to: string }): Promise<Conversation>
  colleagues(): Promise<Colleagues['agents']>
  endConversation(conversationId: string): Promise<Conversation>
  propose(conversationId: string): Promise<Proposal>
  /** For a customer on the telephone; the code before ends. */
  makeJoinCode(): Promise<Proposal>
  withdrawJoinCode(): Promise<void>
  session(sessionId: string): Promise<SessionView>
  withdraw(sessionId: string): Promise<SessionView>
  endSession(sessionId: string): Promise<SessionView>
  sessionTicket(sessionId: string): Promise<Ticket>
  certificate(sessionId: string, publicKey: string): Promise<Certificate>
  /**
   * An image or a font that the customer's browser shows and cannot read, where the deployment has the server fetch it. `shared`: only
   * if its site lets every page use it.
   */
  asset(sessionId: string, wanted: { url: string; shared: boolean }): Promise<Blob>
  reportChecks(sessionId: string, counts: CheckCounts): Promise<void>
  eventsTicket(): Promise<Ticket>
  deployments(): Promise<readonly Deployment[]>
  deployment(id: string): Promise<Deployment>
  saveDeployment(
    id: string,
    deployment: { name: string; domains: string[]; config: DeploymentConfig },
  ): Promise<Deployment>
  /** The address of a page in test mode, under a draft of the deployment's rules. */
  testMasks(
    deploymentId: string,
    o: { page: string; cobrowse: CobrowseConfig },
  ): Promise<MaskTestStart>
  maskTest(id: string): Promise<MaskTestState>
}

/** A client for the signed-in agent: the cookie is the browser's business, the CSRF token is kept in here. */
export function createAgentClient(o: { baseUrl: string; fetch?: typeof fetch }): AgentClient {
  let csrf: string | null = null

  const http = createHttp({
    baseUrl: o.baseUrl,
    credentials: 'same-origin',
    headers: (): Record<string, string> => (csrf ? { 'x-alongside-csrf': csrf } : {}),
    fetch: o.fetch ?? fetch.bind(globalThis),
  })
  const signedIn = (answer: SignedIn): Agent => {
    csrf = answer.csrf
    return answer.agent
  }
  const me = async () => signedIn(await http<SignedIn>('GET', '/me'))
  const ask = async <T>(
    method: Method,
    path: string,
    body?: object,
    read?: (answer: Response) => Promise<T>,
  ): Promise<T> => {
    // After a reload the cookie is still there but the token was in memory.
    if (method !== 'GET' && csrf === null) await me()
    try {
      return await http<T>(method, path, body, read)
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 401) csrf = null
      throw error
    }
  }

  return {
    async signIn(credentials) {
      csrf = null
      return signedIn(await http<SignedIn>('POST', '/sign-in', credentials))
    },
    async signOut() {
      await ask('POST', '/sign-out')
      csrf = null
    },
    me,
    changePassword: (passwords) => ask('POST', '/me/password', passwords),
    conversations: async (which) =>
      (await ask<ConversationList>('GET', withQuery('/conversations', which))).conversations,
    conversation: (id) => ask('GET', `/conversations/${id}`),
    messages: (id, range) => ask('GET', withQuery(`/conversations/${id}/messages`, range)),
    sendMessage: (id, message) => ask('POST', `/conversations/${id}/messages`, message),
    read: (id, sequence) => ask('POST', `/conversations/${id}/read`, { sequence }),
    assign: (id) => ask('POST', `/conversations/${id}/assign`),
    reassign: (id, agents) => ask('POST', `/conversations/${id}/reassign`, agents),
    colleagues: async () => (await ask<Colleagues>('GET', '/agents')).agents,
    endConversation: (id) => ask('POST', `/conversations/${id}/end`),
    propose: (id) => ask('POST', `/conversations/${id}/cobrowse`, {}),
    makeJoinCode: () => ask('POST', '/join-codes'),
    withdrawJoinCode: () => ask('POST', '/join-codes/withdraw'),
    session: (id) => ask('GET', `/cobrowse/${id}`),
    withdraw: (id) => ask('POST', `/cobrowse/${id}/withdraw`),
    endSession: (id) => ask('POST', `/cobrowse/${id}/end`),
    sessionTicket: (id) => ask('POST', `/cobrowse/${id}/tickets`, {}),
    certificate: (id, publicKey) => ask('POST', `/cobrowse/${id}/certificate`, { publicKey }),
    asset: (id, wanted) => ask('POST', `/cobrowse/${id}/assets`, wanted, (answer) => answer.blob()),
    reportChecks: (id, counts) => ask('POST', `/cobrowse/${id}/checks`, counts),
    eventsTicket: () => ask('POST', '/tickets'),
    deployments: async () => (await ask<DeploymentList>('GET', '/deployments')).deployments,
    deployment: (id) => ask('GET', `/deployments/${id}`),
    testMasks: (id, test) => ask('POST', `/deployments/${id}/mask-tests`, test),
    maskTest: (id) => ask('GET', `/mask-tests/${id}`),
    saveDeployment: (id, deployment) => ask('PUT', `/deployments/${id}`, deployment),
  }
}
