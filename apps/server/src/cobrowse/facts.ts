import { createHash } from 'node:crypto'
import type { Session } from '@alongside/protocol'
import type { CobrowseConfig, Receipt, SharedPage } from '@alongside/protocol/api'
import { time } from '../messaging/views.ts'
import type { SessionFacts } from '../store/session-facts.ts'
import type { DeploymentRecord, SessionRecord } from '../store/store.ts'

/** More pages than these are counted, and not named. */
export const MOST_PAGES = 50

/** The rules by which the customer's page hides, as they are now. */
export function withRules(facts: SessionFacts, deployment: DeploymentRecord): SessionFacts {
  const { version, config } = deployment
  if (facts.rules.at(-1)?.version === version) return facts
  const { mode } = config.cobrowse.privacy
  return { ...facts, rules: [...facts.rules, { version, mode, hash: hashOf(config.cobrowse) }] }
}

/** A page that the sharing tab tells of; of one that it told of before the larger numbers stay. */
export function withPage(facts: SessionFacts, page: SharedPage): SessionFacts {
  const known = facts.pages.find(({ address }) => address === page.address)
  if (!known) {
    if (facts.pages.length >= MOST_PAGES) return { ...facts, morePages: facts.morePages + 1 }
    return { ...facts, pages: [...facts.pages, page] }
  }
  const { fields, texts, boxes } = known.hidden
  const hidden = {
    fields: Math.max(fields, page.hidden.fields),
    texts: Math.max(texts, page.hidden.texts),
    boxes: Math.max(boxes, page.hidden.boxes),
  }
  return { ...facts, pages: facts.pages.map((it) => (it === known ? { ...page, hidden } : it)) }
}

/** Counts a pause as it begins, and its time as it is over. */
export function withPause(
  facts: SessionFacts,
  before: Session,
  after: Session,
  now: number,
): SessionFacts {
  const { pausedSince } = facts
  if (isPaused(before) === isPaused(after)) return facts
  if (pausedSince === null) return { ...facts, pauses: facts.pauses + 1, pausedSince: now }
  return { ...facts, pausedFor: facts.pausedFor + now - pausedSince, pausedSince: null }
}

/** Null of what was never accepted: nothing was shared. */
export function receiptOf({ session, facts, ...record }: SessionRecord): Receipt | null {
  if (session.state !== 'ended' || session.startedAt === null) return null
  return {
    askedAt: time(record.proposedAt),
    consentedAt: time(session.startedAt),
    endedAt: time(session.endedAt),
    pauses: facts.pauses,
    pausedSeconds: Math.round(facts.pausedFor / 1000),
    pages: [...facts.pages],
    morePages: facts.morePages,
    rules: [...facts.rules],
    // There are no others so far; the proposal says so.
    rights: ['view', 'pointer'],
  }
}

function isPaused(session: Session): boolean {
  return session.state === 'interrupted' ? session.was === 'paused' : session.state === 'paused'
}

/** Two deployments with one hash hide alike. */
function hashOf({
  maskSelectors,
  readonlySelectors,
  pauseCriteria,
  privacy,
}: CobrowseConfig): string {
  const rules = JSON.stringify({ maskSelectors, readonlySelectors, pauseCriteria, privacy })
  return createHash('sha256').update(rules).digest('hex').slice(0, 16)
}
