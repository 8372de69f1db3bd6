import type { Receipt, SharedPage } from '@alongside/protocol/api'

/** What a session's receipt says beside its times. Sealed with the conversation's key, and gone with it. */
export type SessionFacts = {
  readonly rules: Receipt['rules']
  readonly pages: readonly SharedPage[]
  /** How many more there were. */
  readonly morePages: number
  readonly pauses: number
  /** ms that nothing was sent, up to `pausedSince`. */
  readonly pausedFor: number
  readonly pausedSince: number | null
}

export const NO_FACTS: SessionFacts = {
  rules: [],
  pages: [],
  morePages: 0,
  pauses: 0,
  pausedFor: 0,
  pausedSince: null,
}
