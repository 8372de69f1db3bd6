import Type, { type Static } from 'typebox'
import { CommunicationType, closed, Id, Name } from './basics.ts'

export const PRIVACY_MODES = ['strict', 'balanced', 'open'] as const
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

export const DeploymentList = Type.Object({ deployments: Type.Array(Deployment) }, closed)
export type DeploymentList = Static<typeof DeploymentList>
