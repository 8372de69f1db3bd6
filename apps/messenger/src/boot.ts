import type { Cobrowse, createSharing } from './model/sharing.ts'

/** Programs of names without a hash, which the loader brings. */
export type Chunks = {
  readonly widget: { start(boot: Boot): Promise<void> }
  readonly proposal: { readonly createSharing: typeof createSharing }
  readonly cobrowse: Cobrowse
}

/** What the loader tells the widget. The two are built apart, so this is all they share. */
export interface Boot {
  /** Origin of the server, which is where the loader came from. */
  readonly baseUrl: string
  readonly deploymentId: string
  /** Ed25519 public key that the site pinned in its snippet, base64url; null: trust the deployment's. */
  readonly issuerKey: string | null
  /** The tab is shared: an agent looks at a veil. */
  shared?: boolean
  /** In a shared tab it comes whenever the server does. */
  bring<Name extends keyof Chunks>(name: Name): Promise<Chunks[Name]>
  /** Calls that the page made before the widget was there, in order. */
  readonly queue: PageCall[]
}

/** One call of the page's `Alongside(...)`. */
export type PageCall = ArrayLike<unknown>

/** The global that the snippet makes; `q` holds calls until the widget takes over. */
export interface PageApi {
  (...call: unknown[]): void
  q?: PageCall[]
  /** Set once a loader runs: a second copy of the snippet does nothing. */
  on?: boolean
}

/** Keys in the storages of the page, all under one prefix. The loader looks at the last two. */
export function storageKeys(deploymentId: string): {
  readonly guest: string
  readonly tab: string
  readonly outbox: string
  readonly offer: string
  readonly recent: string
  readonly conversation: string
  readonly sharing: string
} {
  const prefix = `alongside.${deploymentId}`
  return {
    guest: prefix,
    tab: `${prefix}.tab`,
    outbox: `${prefix}.outbox`,
    offer: `${prefix}.offer`,
    recent: `${prefix}.recent`,
    conversation: `${prefix}.conversation`,
    sharing: `${prefix}.sharing`,
  }
}
