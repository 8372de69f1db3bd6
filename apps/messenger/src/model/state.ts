import type { HeldReason } from '@alongside/protocol'
import type { Conversation, Message, PublicDeployment, SessionView } from '@alongside/protocol/api'

/** A message on its way. Its id was made here, so that sending it again has no second effect. */
export interface Outgoing {
  readonly id: string
  readonly text: string
  /** Milliseconds, when it was written. */
  readonly at: number
  readonly failed: boolean
  /** Where it went first: its id makes it one message only there. Empty: it went nowhere that has it. */
  readonly conversationId?: string
}

/** What is needed to answer a proposal. */
export interface Offer {
  readonly sessionId: string
  readonly joinToken: string
  readonly agentName: string
  /** Milliseconds on this device's clock, which need not be the server's. */
  readonly endsAt: number
}

/** How the answer to a proposal goes. */
export type Answering =
  | { readonly step: 'idle' }
  | { readonly step: 'starting' }
  | { readonly step: 'failed'; readonly why: 'busy' | 'failed' }

/** The sharer of this tab, while it runs. */
export interface Sharing {
  readonly sessionId: string
  readonly connected: boolean
  readonly viewerPresent: boolean
  /** Nothing of the page is sent, and why. */
  readonly held: HeldReason | null
}

export interface MessengerState {
  readonly open: boolean
  readonly screen: 'home' | 'conversation'
  /** The form for a join code is unfolded on the home screen. */
  readonly joining: boolean
  readonly deployment: PublicDeployment
  readonly connection: 'connecting' | 'open' | 'offline'
  /** Nothing can be loaded, so the chat cannot be shown. */
  readonly loadFailed: boolean
  readonly conversation: Conversation | null
  /** The newest part of the conversation without gaps, oldest first. */
  readonly messages: readonly Message[]
  /** The first page of messages is there. */
  readonly loaded: boolean
  readonly older: 'none' | 'more' | 'loading'
  readonly outbox: readonly Outgoing[]
  /** Name of the agent who is typing. */
  readonly typing: string | null
  /** The sequence after which the “new” line stands; fixed while the customer reads. */
  readonly newAfter: number | null
  /** The last session that we heard of, also when it has ended. */
  readonly session: SessionView | null
  readonly offer: Offer | null
  readonly answering: Answering
  readonly sharing: Sharing | null
  /** What the closed messenger shows beside its launcher. */
  readonly prompt:
    | { readonly kind: 'offer' }
    | { readonly kind: 'message'; readonly message: Message }
    | null
}

export function initialState(deployment: PublicDeployment): MessengerState {
  return {
    open: false,
    screen: 'home',
    joining: false,
    deployment,
    connection: 'connecting',
    loadFailed: false,
    conversation: null,
    messages: [],
    loaded: false,
    older: 'none',
    outbox: [],
    typing: null,
    newAfter: null,
    session: null,
    offer: null,
    answering: { step: 'idle' },
    sharing: null,
    prompt: null,
  }
}

/** Whether the customer may type a join code at all. */
export function mayJoin({ deployment }: MessengerState): boolean {
  const { enabled, channels } = deployment.config.cobrowse
  return enabled && channels.includes('Voice')
}

/** How many messages of the agent the customer has not seen. */
export function unreadCount(state: MessengerState): number {
  const read = state.conversation?.guestRead ?? 0
  return state.messages.filter((m) => m.from === 'agent' && m.sequence > read).length
}
