import Type, { type Static } from 'typebox'
import { LIMITS } from '../limits.ts'
import { END_REASONS } from '../session.ts'
import { RIGHTS } from '../wire.ts'

/**
 * Everything that crosses HTTP and the event socket, declared once: the server validates with these schemas and
 * writes OpenAPI from them, clients take only the types (`import type`), so no schema reaches a bundle.
 * Times are ISO 8601 strings in UTC.
 */
const closed = { additionalProperties: false } as const

/** 128 random bits or more, URL-safe. */
export const Id = Type.String({ pattern: '^[A-Za-z0-9_-]{8,64}$' })
export const Time = Type.String({ format: 'date-time' })
export const Name = Type.String({ minLength: 1, maxLength: LIMITS.nameChars })
export const MessageText = Type.String({ minLength: 1, maxLength: LIMITS.messageChars })

/** Every error of the API: `code` is stable, `message` is for people. docs/PROTOCOL.md lists the codes. */
export const ApiError = Type.Object({ code: Type.String(), message: Type.String() }, closed)
export type ApiError = Static<typeof ApiError>

// — deployments —

export const PRIVACY_MODES = ['strict', 'balanced', 'open'] as const
/** How agent and customer speak: in the messenger, or on the telephone. */
const CommunicationType = Type.Enum(['Webmessaging', 'Voice'])
export const PAUSE_CONDITIONS = [
  'Includes',
  'DoesNotInclude',
  'StartsWith',
  'EndsWith',
  'Equals',
] as const
/** Of pages, by all of their address. */
const Address = {
  urlFragment: Type.String({ minLength: 1, maxLength: 500 }),
  condition: Type.Enum([...PAUSE_CONDITIONS]),
}
const Selectors = Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { maxItems: 200 })

/**
 * Where the agent's picture takes from what the customer's browser shows and cannot read: nowhere, its site by the agent's browser,
 * its site by this server. The rest is always the customer's.
 */
export const ASSET_POLICIES = ['sharer', 'sharer+direct', 'sharer+proxy'] as const
export type AssetPolicy = (typeof ASSET_POLICIES)[number]

const PageRule = Type.Object(
  {
    ...Address,
    mode: Type.Optional(Type.Enum([...PRIVACY_MODES])),
    maskSelectors: Selectors,
    unmaskSelectors: Selectors,
  },
  closed,
)

export const CobrowseConfig = Type.Object(
  {
    enabled: Type.Boolean(),
    allowAgentControl: Type.Boolean(),
    allowAgentNavigation: Type.Boolean(),
    allowDraw: Type.Boolean(),
    /** `Voice`: the customer may type a join code. */
    channels: Type.Array(CommunicationType),
    maskSelectors: Selectors,
    readonlySelectors: Selectors,
    pauseCriteria: Type.Array(Type.Object(Address, closed), { maxItems: 100 }),
    /** Without it `sharer+direct`. */
    assets: Type.Optional(Type.Enum([...ASSET_POLICIES])),
    /** What images, fonts and pixels take of the customer's link at most; without it as LIMITS has it. */
    assetBytesPerSecond: Type.Optional(Type.Integer({ minimum: 10_000, maximum: 100_000_000 })),
    privacy: Type.Object(
      {
        mode: Type.Enum([...PRIVACY_MODES]),
        unmaskSelectors: Selectors,
        /** Whether addresses of e-mail are hidden too; without it they are not. */
        emails: Type.Optional(Type.Boolean()),
        /** What is said beside that of pages of some addresses; of several the last has the last word on the mode. */
        pageRules: Type.Optional(Type.Array(PageRule, { maxItems: 100 })),
      },
      closed,
    ),
  },
  closed,
)
export type CobrowseConfig = Static<typeof CobrowseConfig>

export const Look = Type.Object(
  {
    name: Name,
    greeting: Type.String({ maxLength: 200 }),
    color: Type.String({ pattern: '^#[0-9a-fA-F]{6}$' }),
    alignment: Type.Enum(['left', 'right', 'auto']),
  },
  closed,
)
export type Look = Static<typeof Look>

export const DeploymentConfig = Type.Object({ cobrowse: CobrowseConfig, look: Look }, closed)
export type DeploymentConfig = Static<typeof DeploymentConfig>

/** What a page with the snippet may know. */
export const PublicDeployment = Type.Object(
  {
    id: Id,
    version: Type.Integer(),
    /** As of a `Deployment`: a page in a frame looks here for the page around it, and the other way round. */
    domains: Type.Array(Type.String({ minLength: 1, maxLength: 253 }), { maxItems: 100 }),
    config: DeploymentConfig,
    /** Ed25519 public key that certifies agents' keys, base64url; a site may pin it in its snippet. */
    issuerKey: Type.String(),
  },
  closed,
)
export type PublicDeployment = Static<typeof PublicDeployment>

export const Deployment = Type.Object(
  {
    id: Id,
    name: Name,
    /** Host names (`shop.example`, `shop.localhost`) or suffixes (`.shop.example`); empty allows none. Any port on localhost names. */
    domains: Type.Array(Type.String({ minLength: 1, maxLength: 253 }), { maxItems: 100 }),
    version: Type.Integer(),
    config: DeploymentConfig,
  },
  closed,
)
export type Deployment = Static<typeof Deployment>

/** What an administrator chose on a page in test mode: a selector that comes into a list of the rules, or goes. */
export const RuleChange = Type.Object(
  {
    list: Type.Enum(['maskSelectors', 'unmaskSelectors']),
    selector: Type.String({ minLength: 1, maxLength: 500 }),
    on: Type.Boolean(),
  },
  closed,
)
export type RuleChange = Static<typeof RuleChange>
export const RuleChanges = Type.Array(RuleChange, { maxItems: 500 })

/** `address` opens the page in test mode, once and within a minute. */
export const MaskTestStart = Type.Object({ id: Id, address: Type.String() }, closed)
export type MaskTestStart = Static<typeof MaskTestStart>

/** `token` is for what the page says from now on; the rules are those of the draft. */
export const MaskTestPage = Type.Object({ token: Type.String(), cobrowse: CobrowseConfig }, closed)
export type MaskTestPage = Static<typeof MaskTestPage>

/** `changes`: all of them, oldest first. */
export const MaskTestState = Type.Object({ opened: Type.Boolean(), changes: RuleChanges }, closed)
export type MaskTestState = Static<typeof MaskTestState>

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
export const DeploymentList = Type.Object({ deployments: Type.Array(Deployment) }, closed)
export type DeploymentList = Static<typeof DeploymentList>
