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
  failed: 'ended.failed',
}

/** The sentence for why a proposal or a session ended. */
export function endedKey(reason: string | null): MessageKey {
  return KEYS[reason ?? 'failed'] ?? 'ended.failed'
}
