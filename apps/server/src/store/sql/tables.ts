import type { Generated } from 'kysely'

/**
 * The tables as Kysely sees them. `Sealed` columns are envelopes (crypto/envelope.ts): what is personal is never in
 * clear here, and names no person. Written for SQLite and PostgreSQL alike: text, integers, bytes.
 */
type Sealed = Uint8Array

export type Tables = {
  /** Facts of the store itself: the key check value. */
  meta: { name: string; value: string }
  /** Data keys, wrapped by the master key. Dropping a row makes everything sealed with it unreadable. */
  data_keys: { id: string; master_key_id: string; wrapped: Sealed; created_at: number }
  deployments: { id: string; name: string; domains: string; version: number; config: string }
  /** Every version that was ever saved. */
  deployment_versions: { deployment_id: string; version: number; config: string; domains: string }
  guests: {
    id: string
    deployment_id: string
    token_hash: string
    name: Sealed
    created_at: number
  }
  roles: { name: string; permissions: string }
  agents: {
    id: string
    /** HMAC of the e-mail under a secret key: finds an agent without storing the address in clear. */
    email_hash: string
    email: Sealed
    name: Sealed
    password_hash: string
    created_at: number
  }
  agent_roles: { agent_id: string; role: string }
  sign_ins: { token_hash: string; agent_id: string; expires_at: number }
  conversations: {
    id: string
    deployment_id: string
    guest_id: string
    state: 'open' | 'assigned' | 'ended'
    agent_id: string | null
    created_at: number
    updated_at: number
    /** Orders changes that fall in one millisecond. */
    last_sequence: Generated<number>
    guest_read: Generated<number>
    agent_read: Generated<number>
    page: Sealed
    last_text: Sealed
    communication_type: Generated<'Webmessaging' | 'Voice'>
  }
  messages: {
    conversation_id: string
    id: string
    sequence: number
    at: number
    sender: 'guest' | 'agent' | 'system'
    sender_id: string
    name: Sealed
    body: Sealed
  }
  /** At most one of an agent. The code is HMACed under a secret key: nine digits are soon tried through. */
  join_codes: { agent_id: string; code_hash: string; session_id: string; expires_at: number }
  sessions: {
    id: string
    conversation_id: string
    agent_id: string
    proposed_at: number
    tab_id: string | null
    state: string
    /** The session of the protocol's state machine, JSON: times and states only. */
    session: string
    /** For its receipt; null in what is older than receipts. */
    facts: Sealed | null
    version: number
  }
}
