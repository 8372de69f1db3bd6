import type { MessageKey } from '../i18n/dictionary.ts'

const KEYS: { readonly [reason: string]: MessageKey } = {
  declined: 'ended.declined',
  expired: 'ended.expired',
  withdrawn: 'ended.withdrawn',
  customer_ended: 'ended.customer',
  agent_ended: 'ended.agent',
  idle: 'ended.idle',
  too_long: 'ended.tooLong',
  interrupted_too_long: 'ended.interrupted',
  conversation_ended: 'ended.conversation',
  reassigned: 'ended.reassigned',
  failed: 'ended.failed',
}

/** The sentence for why a proposal or a session ended; `toActor`: it is said to the agent whose session it was. */
export function endedKey(reason: string | null, toActor = false): MessageKey {
  if (toActor && reason === 'agent_ended') return 'ended.you'
  return KEYS[reason ?? 'failed'] ?? 'ended.failed'
}
