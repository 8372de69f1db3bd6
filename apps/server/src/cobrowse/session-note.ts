import type { SystemEvent } from '@alongside/protocol/api'
import type { SessionRecord } from '../store/store.ts'
import { receiptOf } from './facts.ts'

/** What the transcript says of a step of a session; null for steps that are nobody's business later. */
export function sessionNote(before: SessionRecord, after: SessionRecord): SystemEvent | null {
  const { session } = after
  const about = { sessionId: after.id, agentName: after.agentName, reason: null, seconds: null }
  if (before.session.state === 'proposed' && session.state === 'active') {
    return { ...about, type: 'cobrowse_accepted' }
  }
  if (before.session.state !== 'ended' && session.state === 'ended') {
    const { startedAt, endedAt, reason } = session
    const seconds = startedAt === null ? null : Math.round((endedAt - startedAt) / 1000)
    const receipt = receiptOf(after)
    return { ...about, type: 'cobrowse_ended', reason, seconds, ...(receipt && { receipt }) }
  }
  return null
}
