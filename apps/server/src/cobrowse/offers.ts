import type { CoBrowseEvent } from '@alongside/protocol/api'
import { deriveToken, sameSecret } from '../crypto/tokens.ts'
import { Refusal } from '../errors.ts'
import { time } from '../messaging/views.ts'
import type { SessionRecord } from '../store/store.ts'

/**
 * What the customer's side is told of a proposal. The join token is derived from a secret of the installation, so it
 * is nowhere at rest, survives a restart, and a page that comes back is given the same one.
 */
export class Offers {
  readonly #joinKey: Uint8Array

  constructor(joinKey: Uint8Array) {
    this.#joinKey = joinKey
  }

  checkToken(id: string, token: string): void {
    if (!sameSecret(token, this.#joinToken(id))) {
      throw new Refusal('join_token_invalid', 'not the token of this offer')
    }
  }

  /** Null once the proposal is no longer open. */
  offering({ id, agentName, session }: SessionRecord): CoBrowseEvent | null {
    if (session.state !== 'proposed') return null
    return {
      eventType: 'CoBrowse',
      coBrowse: {
        type: 'Offering',
        sessionId: id,
        sessionJoinToken: this.#joinToken(id),
        agentName,
        dateOfferEnds: time(session.expiresAt),
      },
    }
  }

  /** What became of the offer; null for steps of a session that runs already. */
  fate(before: SessionRecord, { id, session }: SessionRecord): CoBrowseEvent | null {
    if (before.session.state !== 'proposed' || session.state === 'proposed') return null
    const declined = session.state === 'ended' && session.reason === 'declined'
    const accepted = session.state !== 'ended'
    const refused = declined ? 'OfferingRejected' : 'OfferingExpired'
    const type = accepted ? 'OfferingAccepted' : refused
    return { eventType: 'CoBrowse', coBrowse: { type, sessionId: id } }
  }

  #joinToken(id: string): string {
    return deriveToken(this.#joinKey, `join ${id}`)
  }
}
