import type { Session } from '@alongside/protocol'
import { Refusal } from '../errors.ts'

/** Why the store took no session. */
export function refusedProposal(
  why: 'conversation_ended' | 'already_assigned' | 'conversation_busy' | 'agent_busy',
): Refusal {
  switch (why) {
    case 'conversation_ended':
      return new Refusal('conversation_ended', 'it has ended')
    case 'already_assigned':
      return new Refusal('already_assigned', 'another agent has this conversation')
    case 'conversation_busy':
      return new Refusal('session_exists', 'this conversation has a proposal or a session')
    case 'agent_busy':
      return new Refusal('agent_busy', 'you have another proposal or session; end it first')
  }
}

/** Why an answer comes too late. */
export function expired(session: Session): Refusal {
  return session.state === 'ended' && session.reason === 'expired'
    ? new Refusal('proposal_expired', 'the proposal is no longer open')
    : new Refusal('bad_transition', 'the proposal is no longer open')
}
