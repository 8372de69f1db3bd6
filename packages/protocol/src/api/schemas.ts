import Type, { type Static } from 'typebox'
import { LIMITS } from '../limits.ts'
import { END_REASONS } from '../session.ts'
import { RIGHTS } from '../wire.ts'
import { CommunicationType, closed, Id, Name, Time } from './basics.ts'
import { PRIVACY_MODES } from './deployments.ts'

// — people —

export const PERMISSIONS = [
  'conversation:cobrowse:add',
  'conversation:cobrowseVoice:add',
  'conversation:message:add',
  'conversation:communication:transfer',
  'webDeployments:deployment:edit',
  'audit:view',
  'directory:user:edit',
] as const
export type Permission = (typeof PERMISSIONS)[number]

export const Agent = Type.Object(
  {
    id: Id,
    email: Type.String(),
    name: Name,
    permissions: Type.Array(Type.Enum([...PERMISSIONS])),
  },
  closed,
)
export type Agent = Static<typeof Agent>

/** Those who may be given a conversation. */
export const Colleagues = Type.Object(
  { agents: Type.Array(Type.Object({ id: Id, name: Name }, closed)) },
  closed,
)
export type Colleagues = Static<typeof Colleagues>

/** `csrf` goes back in the header `x-alongside-csrf` of every request of an agent that changes something. */
export const SignedIn = Type.Object({ agent: Agent, csrf: Type.String() }, closed)
export type SignedIn = Static<typeof SignedIn>

export const Guest = Type.Object({ guestId: Id, token: Type.String() }, closed)
export type Guest = Static<typeof Guest>

// — conversations —

export const Message = Type.Object(
  {
    /** Made by the sender: sending it again has no second effect. */
    id: Id,
    conversationId: Id,
    /** 1, 2, 3 … in the conversation. */
    sequence: Type.Integer(),
    at: Time,
    from: Type.Enum(['guest', 'agent', 'system']),
    /** The agent's name, or the guest's; empty for the system. */
    name: Type.String(),
    text: Type.String(),
    /** For `from: 'system'`: what happened, so that each side can say it in its own language. */
    event: Type.Union([Type.Null(), Type.Ref('SystemEvent')]),
  },
  closed,
)

const Amount = Type.Integer({ minimum: 0, maximum: 1_000_000 })
/** A page of a shared tab: its address without query and fragment, and how much of it was hidden. */
export const SharedPage = Type.Object(
  {
    address: Type.String({ maxLength: 2_000 }),
    hidden: Type.Object(
      {
        /** Whose value never leaves. */
        fields: Amount,
        /** Elements of which the form leaves, and not the text or picture. */
        texts: Amount,
        /** Parts of which only the box leaves. */
        boxes: Amount,
      },
      closed,
    ),
  },
  closed,
)
export type SharedPage = Static<typeof SharedPage>

/** What both sides keep of a session that has ended. Who asked, why and by whom it ended are in the event around it. */
export const Receipt = Type.Object(
  {
    askedAt: Time,
    consentedAt: Time,
    endedAt: Time,
    pauses: Type.Integer(),
    pausedSeconds: Type.Integer(),
    /** In the order in which they were shown. */
    pages: Type.Array(SharedPage),
    /** How many more there were. */
    morePages: Type.Integer(),
    /** By which was hidden, in the order of their time; `hash` is of what they say. */
    rules: Type.Array(
      Type.Object(
        { version: Type.Integer(), mode: Type.Enum([...PRIVACY_MODES]), hash: Type.String() },
        closed,
      ),
    ),
    rights: Type.Array(Type.Enum([...RIGHTS])),
  },
  closed,
)
export type Receipt = Static<typeof Receipt>

export const SystemEvent = Type.Object(
  {
    type: Type.Enum([
      'conversation_assigned',
      'conversation_ended',
      'cobrowse_proposed',
      'cobrowse_accepted',
      'cobrowse_ended', // also declined, expired, withdrawn: see `reason`
    ]),
    sessionId: Type.Union([Type.Null(), Id]),
    agentName: Type.String(),
    reason: Type.Union([Type.Null(), Type.Enum([...END_REASONS])]),
    /** Of a session that ran, in seconds. */
    seconds: Type.Union([Type.Null(), Type.Integer()]),
    /** Of a session that ran, with its end; not in what was stored before there were any. */
    receipt: Type.Optional(Receipt),
  },
  { ...closed, $id: 'SystemEvent' },
)
export type SystemEvent = Static<typeof SystemEvent>
export type Message = Omit<Static<typeof Message>, 'event'> & { event: SystemEvent | null }

export const SessionView = Type.Object(
  {
    id: Id,
    conversationId: Id,
    /** Grows with each change: of two views the higher is the later, in whatever order they arrive. */
    version: Type.Integer(),
    state: Type.Enum(['proposed', 'active', 'paused', 'interrupted', 'ended']),
    /** Also while it is interrupted. */
    paused: Type.Boolean(),
    reason: Type.Union([Type.Null(), Type.Enum([...END_REASONS])]),
    agentId: Id,
    agentName: Name,
    proposedAt: Time,
    expiresAt: Type.Union([Type.Null(), Time]),
    startedAt: Type.Union([Type.Null(), Time]),
    /** Nothing has happened for a while: it ends then, unless something does. */
    idleAt: Type.Union([Type.Null(), Time]),
    endedAt: Type.Union([Type.Null(), Time]),
    /** The tab that shares, once accepted: only that tab may connect as sharer. */
    tabId: Type.Union([Type.Null(), Id]),
  },
  closed,
)
export type SessionView = Static<typeof SessionView>

export const Conversation = Type.Object(
  {
    id: Id,
    deploymentId: Id,
    /** How it began. */
    communicationType: CommunicationType,
    guestId: Id,
    guestName: Type.String(),
    state: Type.Enum(['open', 'assigned', 'ended']),
    agentId: Type.Union([Type.Null(), Id]),
    agentName: Type.String(),
    createdAt: Time,
    updatedAt: Time,
    lastText: Type.String(),
    lastSequence: Type.Integer(),
    /** Highest sequence each side has seen. */
    guestRead: Type.Integer(),
    agentRead: Type.Integer(),
    /** The page the customer is on, without query and fragment. */
    page: Type.String(),
    guestOnline: Type.Boolean(),
    /** The proposal or session that has not ended, if any. */
    session: Type.Union([Type.Null(), SessionView]),
  },
  closed,
)
export type Conversation = Static<typeof Conversation>

export const MessagePage = Type.Object(
  { messages: Type.Array(Message), more: Type.Boolean() },
  closed,
)
export type MessagePage = { messages: Message[]; more: boolean }

// — co-browse —

/** What an agent reads out on the telephone. */
export const JoinCode = Type.String({ pattern: '^[0-9]{9}$' })

export const Proposal = Type.Object(
  {
    id: Id,
    /** For `Voice`, nine digits; otherwise the conversation leads to the customer. */
    joinCode: Type.Union([Type.Null(), JoinCode]),
    websocketUrl: Type.String(),
    /** Until when it can be answered; with a join code, until when that can be typed. */
    dateOfferEnds: Time,
    communicationType: CommunicationType,
  },
  closed,
)
export type Proposal = Static<typeof Proposal>

/** Single use, 30 s: the first thing said on a socket. */
export const Ticket = Type.Object(
  { ticket: Type.String(), websocketUrl: Type.String(), expiresAt: Time },
  closed,
)
export type Ticket = Static<typeof Ticket>

/** What a page calls the tab that it shares, in `window.name`. */
export const TabName = Type.String({ pattern: '^alongside-[A-Za-z0-9_-]{20,40}$' })

/** What another origin of the site needs to go on with in the same tab. */
export const Handed = Type.Object({ guestToken: Type.String(), sessionId: Id, tabId: Id }, closed)
export type Handed = Static<typeof Handed>

/** The issuer's word that a public key belongs to an agent in a session. Bytes are base64url. */
export const Certificate = Type.Object({ certificate: Type.String() }, closed)
export type Certificate = Static<typeof Certificate>

const Count = Type.Integer({ minimum: 0, maximum: LIMITS.checkCount })
/** What the check of an agent's picture has found since the last report: numbers, and nothing of the page. */
export const CheckCounts = Type.Object(
  {
    /** Whole comparisons with the customer's page. */
    rounds: Count,
    /** Blocks of nodes, sheets and controls that differed. */
    differences: Count,
    /** Nodes, sheets and controls that were put right. */
    heals: Count,
    /** Times that the page was asked for anew because nothing smaller helped. */
    epochs: Count,
  },
  closed,
)
export type CheckCounts = Static<typeof CheckCounts>

export const GuestState = Type.Object(
  { guestId: Id, name: Type.String(), conversation: Type.Union([Type.Null(), Conversation]) },
  closed,
)
export type GuestState = Static<typeof GuestState>
export const ConversationList = Type.Object({ conversations: Type.Array(Conversation) }, closed)
export type ConversationList = Static<typeof ConversationList>
