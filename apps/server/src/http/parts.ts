import type { AssetProxy } from '../assets/asset-proxy.ts'
import type { JoinCodes } from '../cobrowse/join-codes.ts'
import type { Sessions } from '../cobrowse/sessions.ts'
import type { ServerConfig } from '../config/config-schema.ts'
import type { Issuer } from '../crypto/issuer.ts'
import type { SignIns } from '../identity/sign-ins.ts'
import type { MaskTests } from '../mask-tests.ts'
import type { Conversations } from '../messaging/conversations.ts'
import type { Metrics } from '../metrics.ts'
import type { Store } from '../store/store.ts'
import type { Tickets } from '../tickets.ts'
import type { Gatekeeper } from './gatekeeper.ts'
import type { Guards } from './guards.ts'

/** What the routes work with; the composition root makes it. */
export type HttpParts = {
  readonly config: ServerConfig
  readonly store: Store
  readonly conversations: Conversations
  readonly sessions: Sessions
  readonly joinCodes: JoinCodes
  readonly signIns: SignIns
  readonly tickets: Tickets
  readonly maskTests: MaskTests
  readonly assetProxy: AssetProxy
  readonly issuer: Issuer
  readonly gatekeeper: Gatekeeper
  readonly guards: Guards
  readonly metrics: Metrics
  readonly now: () => number
}
