import type { Broker } from '../broker/broker.ts'
import { checkPassword, hashPassword } from '../crypto/passwords.ts'
import { deriveToken, hashToken, newToken, sameSecret } from '../crypto/tokens.ts'
import { Refusal } from '../errors.ts'
import type { AgentRecord, Store } from '../store/store.ts'
import { Tries } from '../tries.ts'
import type { AgentPrincipal } from './principal.ts'

const MINUTE = 60_000

/** Agents' sign-ins: an opaque token in a cookie, its hash in the store, and a second token against forged requests. */
export class SignIns {
  readonly #store: Store
  readonly #broker: Broker
  readonly #now: () => number
  readonly #lifetime: number
  /** For one e-mail, from wherever they come. */
  readonly #tries: Tries

  constructor(o: {
    readonly store: Store
    readonly broker: Broker
    readonly now: () => number
    readonly lifetime: number
    readonly triesPerMinute: number
  }) {
    this.#store = o.store
    this.#broker = o.broker
    this.#now = o.now
    this.#lifetime = o.lifetime
    this.#tries = new Tries({ most: o.triesPerMinute, time: MINUTE, now: o.now })
  }

  async signIn(email: string, password: string): Promise<{ token: string; agent: AgentRecord }> {
    this.#countTry(hashToken(email.trim().toLowerCase()))
    const agent = await this.#store.agentByEmail(email)
    const right = await checkPassword(password, agent?.passwordHash ?? null)
    if (agent === null || !right) {
      throw new Refusal('sign_in_failed', 'e-mail and password do not belong together')
    }
    const token = newToken()
    const expiresAt = this.#now() + this.#lifetime
    await this.#store.createSignIn({ tokenHash: hashToken(token), agentId: agent.id, expiresAt })
    return { token, agent }
  }

  /** The agent of a cookie; null when the sign-in has ended. */
  async find(token: string): Promise<AgentPrincipal | null> {
    const signIn = await this.#store.signIn(hashToken(token))
    if (signIn === null || this.#now() >= signIn.expiresAt) return null
    const agent = await this.#store.agent(signIn.agentId)
    return agent === null ? null : { kind: 'agent', agent, signIn: signIn.tokenHash }
  }

  /** Bound to the sign-in: only who reads our answers can know it, and no other sign-in's fits. */
  csrf(token: string): string {
    return deriveToken(token, 'csrf')
  }

  checkCsrf(token: string, given: string | undefined): void {
    if (given === undefined || !sameSecret(given, this.csrf(token))) {
      throw new Refusal('csrf_invalid', 'the header x-alongside-csrf of this sign-in is missing')
    }
  }

  async signOut({ agent, signIn }: AgentPrincipal): Promise<void> {
    await this.#store.endSignIn(signIn)
    this.#broker.publish({ kind: 'revoked', agentId: agent.id, only: signIn, keep: null })
  }

  /** Every other sign-in of the agent ends, with its sockets. */
  async changePassword(
    { agent, signIn }: AgentPrincipal,
    current: string,
    next: string,
  ): Promise<void> {
    this.#countTry(agent.id)
    if (!(await checkPassword(current, agent.passwordHash))) {
      throw new Refusal('sign_in_failed', 'the current password is not right')
    }
    await this.#store.changePassword(agent.id, await hashPassword(next), signIn)
    this.#broker.publish({ kind: 'revoked', agentId: agent.id, only: null, keep: signIn })
  }

  #countTry(who: string): void {
    if (!this.#tries.take(who)) throw new Refusal('rate_limited', 'too many tries; wait a minute')
  }
}
