import { randomInt } from 'node:crypto'
import type { Conversation } from '@alongside/protocol/api'
import type { ServerConfig } from '../config/config-schema.ts'
import { deriveToken, newId } from '../crypto/tokens.ts'
import { Refusal } from '../errors.ts'
import { requirePermission } from '../identity/principal.ts'
import type { Conversations } from '../messaging/conversations.ts'
import type { AgentRecord, GuestRecord, Store } from '../store/store.ts'
import { Tries } from '../tries.ts'
import type { Sessions } from './sessions.ts'

const MINUTE = 60_000
const VOICE = 'conversation:cobrowseVoice:add'

/**
 * Nine digits that an agent reads out on the telephone. Whoever types them in a messenger gets the agent's proposal, and answers it
 * like any other. The digits are short, so what keeps them from being guessed are the limits here.
 */
export class JoinCodes {
  readonly #store: Store
  readonly #sessions: Sessions
  readonly #conversations: Conversations
  readonly #key: Uint8Array
  readonly #lifetime: number
  readonly #now: () => number
  readonly #ofAddress: Tries
  readonly #ofGuest: Tries
  readonly #ofAll: Tries

  constructor(o: {
    readonly store: Store
    readonly sessions: Sessions
    readonly conversations: Conversations
    /** Of the hashes under which codes are kept. */
    readonly key: Uint8Array
    readonly config: ServerConfig
    readonly now: () => number
  }) {
    this.#store = o.store
    this.#sessions = o.sessions
    this.#conversations = o.conversations
    this.#key = o.key
    this.#lifetime = o.config.session.joinCode
    this.#now = o.now
    const { limits } = o.config
    const tries = (most: number, time: number): Tries => new Tries({ most, time, now: o.now })
    this.#ofAddress = tries(limits.joinCodesPerMinute, MINUTE)
    this.#ofGuest = tries(limits.joinCodesPerGuest, limits.joinCodeLock)
    this.#ofAll = tries(limits.wrongJoinCodesPerMinute, MINUTE)
  }

  /** A new code in the place of the agent's last; `id` will be the session's. */
  async make(agent: AgentRecord): Promise<{ id: string; code: string; expiresAt: number }> {
    requirePermission(agent, VOICE)
    if (!(await this.#store.deployments()).some(mayJoin)) {
      throw new Refusal('cobrowse_disabled', 'no deployment has the channel Voice')
    }
    if (await this.#store.agentBusy(agent.id)) throw busy()
    const id = newId()
    const expiresAt = this.#now() + this.#lifetime
    for (;;) {
      const code = randomInt(1_000_000_000).toString().padStart(9, '0')
      const record = { agentId: agent.id, codeHash: this.#hash(code), sessionId: id, expiresAt }
      if (await this.#store.saveJoinCode(record)) return { id, code, expiresAt }
    }
  }

  async withdraw(agent: AgentRecord): Promise<void> {
    await this.#store.endJoinCode(agent.id)
  }

  /** The conversation in which the agent's proposal stands now: the guest's open one, or one that begins with it. */
  async redeem(o: {
    readonly guest: GuestRecord
    readonly code: string
    readonly page: string
    readonly address: string
  }): Promise<Conversation> {
    const { guest } = o
    const deployment = await this.#store.deployment(guest.deploymentId)
    if (deployment === null || !mayJoin(deployment)) {
      throw new Refusal('cobrowse_disabled', 'this deployment has no channel Voice')
    }
    // Counted before it is looked up: a hundred at once are a hundred tries.
    this.#count(guest.id, o.address)
    const found = await this.#store.takeJoinCode(this.#hash(o.code), this.#now())
    if (found === null) throw new Refusal('code_invalid', 'no agent has this code')
    if (found === 'expired') throw new Refusal('code_expired', 'this code is too old')
    this.#ofGuest.giveBack(guest.id)
    this.#ofAll.giveBack('')
    const agent = await this.#store.agent(found.agentId)
    if (!agent?.permissions.includes(VOICE)) throw new Refusal('code_invalid', 'not any more')
    try {
      if (await this.#store.agentBusy(agent.id)) throw busy()
      const conversation = await this.#conversations.start(guest, o.page, 'Voice')
      if (conversation.session !== null) {
        throw new Refusal('session_exists', 'there is a proposal or a session already')
      }
      // Whoever reads out a code speaks with this customer: a conversation of another agent is theirs from now on.
      const { agentId } = conversation
      if (agentId !== agent.id) await this.#conversations.take(conversation, agent, agentId)
      await this.#sessions.open(agent, conversation, found.sessionId)
      return await this.#conversations.announce(conversation.id)
    } catch (error) {
      // It was right, and what stood in its way may pass.
      if (error instanceof Refusal) await this.#store.saveJoinCode(found)
      throw error
    }
  }

  #count(guestId: string, address: string): void {
    if (!this.#ofAddress.take(address)) throw tooMany()
    if (!this.#ofGuest.take(guestId)) {
      throw new Refusal(
        'code_locked',
        'too many wrong codes; wait, or ask for a proposal in the chat',
      )
    }
    if (this.#ofAll.take('')) return
    this.#ofGuest.giveBack(guestId)
    throw tooMany()
  }

  #hash(code: string): string {
    return deriveToken(this.#key, `code ${code}`)
  }
}

function mayJoin({
  config: { cobrowse },
}: {
  readonly config: {
    readonly cobrowse: { readonly enabled: boolean; readonly channels: readonly string[] }
  }
}): boolean {
  return cobrowse.enabled && cobrowse.channels.includes('Voice')
}

function busy(): Refusal {
  return new Refusal('agent_busy', 'this agent has a proposal or session; it has to end first')
}

function tooMany(): Refusal {
  return new Refusal('rate_limited', 'too many codes; wait a minute')
}
