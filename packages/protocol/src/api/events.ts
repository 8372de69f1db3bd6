import Type, { type Static } from 'typebox'
import { Id } from './basics.ts'
import type { Conversation, Message, SessionView } from './schemas.ts'

/** Client → server on the event socket (JSON text). The first is `hello`. */
export const ClientEvent = Type.Union([
  Type.Object(
    { type: Type.Literal('hello'), ticket: Type.String({ maxLength: 512 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    { type: Type.Literal('typing'), conversationId: Id, typing: Type.Boolean() },
    { additionalProperties: false },
  ),
  Type.Object({ type: Type.Literal('ping') }, { additionalProperties: false }),
])
export type ClientEvent = Static<typeof ClientEvent>

/**
 * Server → client. Events say what changed; they are not the record: after a reconnect the client asks HTTP for
 * what it missed (messages after its last sequence).
 */
export type ServerEvent =
  | { readonly type: 'welcome' }
  | { readonly type: 'pong' }
  | { readonly type: 'message'; readonly message: Message }
  | {
      readonly type: 'typing'
      readonly conversationId: string
      readonly from: 'guest' | 'agent'
      readonly name: string
      readonly typing: boolean
    }
  | { readonly type: 'conversation'; readonly conversation: Conversation }
  | { readonly type: 'session'; readonly session: SessionView }
  | { readonly type: 'error'; readonly code: string; readonly message: string }
  /** To guests only: the co-browse offer and its fate, in the form that this field's messengers use. */
  | {
      readonly type: 'Event'
      readonly conversationId: string
      readonly events: readonly CoBrowseEvent[]
    }

export type CoBrowseEvent = {
  readonly eventType: 'CoBrowse'
  readonly coBrowse: {
    readonly type: 'Offering' | 'OfferingAccepted' | 'OfferingRejected' | 'OfferingExpired'
    readonly sessionId: string
    /** Needed to answer; only with `Offering`. */
    readonly sessionJoinToken?: string
    readonly agentName?: string
    readonly dateOfferEnds?: string
  }
}
