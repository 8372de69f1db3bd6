import type { CobrowseConfig, RuleChange } from '@alongside/protocol/api'
import { hashToken, newId, newToken } from './crypto/tokens.ts'

/** A page that an administrator looks at under rules that are not published. */
export type MaskTest = {
  readonly id: string
  readonly deploymentId: string
  readonly agentId: string
  /** The page's: only a page of it may begin and go on. */
  readonly origin: string
  /** The draft. */
  readonly cobrowse: CobrowseConfig
  opened: boolean
  changes: readonly RuleChange[]
}

type Kept = { readonly test: MaskTest; expiresAt: number }

/** How long the address works, and how long the page may go on. Milliseconds. */
const TO_OPEN = 60_000
const TO_RUN = 60 * 60_000
/** Tests that are kept; the oldest go first. */
const KEPT = 1_000

/**
 * Test mode is begun by a token that one administrator was given for one page, once and within a minute. Everything is in memory: a
 * restart ends all tests.
 */
export class MaskTests {
  /** By the hash of the token that counts now: of the address at first, then of the page. */
  readonly #byToken = new Map<string, Kept>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  make(of: Omit<MaskTest, 'id' | 'opened' | 'changes'>): { test: MaskTest; token: string } {
    this.#dropOld()
    const test = { ...of, id: newId(), opened: false, changes: [] }
    return { test, token: this.#keep(test, TO_OPEN) }
  }

  /** Whether this page may say something with it. One that another page shows is spent. */
  isKnown(token: string, origin: string): boolean {
    const test = this.#find(token)
    if (test?.origin === origin) return true
    this.#byToken.delete(hashToken(token))
    return false
  }

  /** Spends the token of an address; gives the one for what follows. */
  open(token: string, origin: string): { test: MaskTest; token: string } | null {
    const test = this.#find(token)
    if (!test || test.opened || test.origin !== origin) return null
    this.#byToken.delete(hashToken(token))
    test.opened = true
    return { test, token: this.#keep(test, TO_RUN) }
  }

  /** Of a page that has begun; null also from another page. */
  running(token: string, origin: string): MaskTest | null {
    const test = this.#find(token)
    return test?.opened && test.origin === origin ? test : null
  }

  /** As the agent who made it asks for it. */
  of(agentId: string, id: string): MaskTest | null {
    for (const { test, expiresAt } of this.#byToken.values())
      if (test.id === id && test.agentId === agentId && this.#now() < expiresAt) return test
    return null
  }

  #keep(test: MaskTest, lifetime: number): string {
    const token = newToken()
    this.#byToken.set(hashToken(token), { test, expiresAt: this.#now() + lifetime })
    return token
  }

  #find(token: string): MaskTest | null {
    const kept = this.#byToken.get(hashToken(token))
    return kept && this.#now() < kept.expiresAt ? kept.test : null
  }

  #dropOld(): void {
    for (const [hash, { expiresAt }] of this.#byToken)
      if (this.#now() >= expiresAt || this.#byToken.size >= KEPT) this.#byToken.delete(hash)
  }
}
