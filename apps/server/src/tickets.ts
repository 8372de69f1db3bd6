import { hashToken, newToken } from './crypto/tokens.ts'
import type { Principal } from './identity/principal.ts'

/** What a ticket is good for, and for whom. */
export type TicketClaim = {
  readonly purpose: 'events' | 'session'
  readonly principal: Principal
  /** For `session`: which one. */
  readonly sessionId: string | null
  readonly tabId: string | null
  /** The page that asked: the socket must come from there. */
  readonly origin: string
}

/** Tickets not redeemed that are kept; the oldest go first. */
const KEPT = 10_000

/**
 * Sockets carry no header of ours and no cookie that counts, so a client asks HTTP for a ticket and says it first on the
 * socket. Each works once, for seconds, and lives in memory only: a restart voids them all and clients ask again.
 */
export class Tickets {
  readonly #claims = new Map<string, { claim: TicketClaim; expiresAt: number }>()
  readonly #now: () => number
  readonly #lifetime: number

  constructor(o: { readonly now: () => number; readonly lifetime: number }) {
    this.#now = o.now
    this.#lifetime = o.lifetime
  }

  issue(claim: TicketClaim): { ticket: string; expiresAt: number } {
    this.#dropOld()
    const ticket = newToken()
    const expiresAt = this.#now() + this.#lifetime
    this.#claims.set(hashToken(ticket), { claim, expiresAt })
    return { ticket, expiresAt }
  }

  /** The claim, once. A ticket shown for the wrong purpose, session or origin is spent all the same. */
  redeem(
    ticket: string,
    expected: {
      readonly purpose: TicketClaim['purpose']
      readonly sessionId: string | null
      readonly origin: string
    },
  ): TicketClaim | null {
    const key = hashToken(ticket)
    const found = this.#claims.get(key)
    this.#claims.delete(key)
    if (found === undefined || this.#now() >= found.expiresAt) return null
    const { claim } = found
    const fits =
      claim.purpose === expected.purpose &&
      claim.sessionId === expected.sessionId &&
      claim.origin === expected.origin
    return fits ? claim : null
  }

  // Insertion order is expiry order, so the old ones are in front.
  #dropOld(): void {
    for (const [key, { expiresAt }] of this.#claims) {
      if (this.#now() < expiresAt && this.#claims.size < KEPT) break
      this.#claims.delete(key)
    }
  }
}
