import { ProtocolError } from './errors.ts'

/** Why a session ended, or why a proposal never became one. Both ends and the transcript show it. */
export const END_REASONS = [
  'declined',
  'expired',
  'withdrawn',
  'customer_ended',
  'agent_ended',
  'idle',
  'too_long',
  'interrupted_too_long',
  'conversation_ended',
  'reassigned',
  'failed',
] as const
export type EndReason = (typeof END_REASONS)[number]

/** All times are milliseconds of the server's clock. */
export type Session =
  | { readonly state: 'proposed'; readonly proposedAt: number; readonly expiresAt: number }
  | ({ readonly state: 'active' | 'paused' } & Running)
  | ({
      readonly state: 'interrupted'
      readonly since: number
      readonly was: 'active' | 'paused'
    } & Running)
  | {
      readonly state: 'ended'
      readonly endedAt: number
      readonly reason: EndReason
      /** null: the proposal was never accepted. */
      readonly startedAt: number | null
    }

type Running = {
  readonly startedAt: number
  readonly activeAt: number
  /** Both sides are told that it ends then, unless one of them does something; not there: that is not soon. */
  readonly idleAt?: number
}

export type SessionState = Session['state']

export type SessionEvent =
  | { readonly type: 'accept' }
  | { readonly type: 'decline' }
  | { readonly type: 'withdraw' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** One end's connection was lost; `restore` when both are there again. */
  | { readonly type: 'interrupt' }
  | { readonly type: 'restore' }
  /** Either side did something: keeps the idle limit away. */
  | { readonly type: 'activity' }
  | { readonly type: 'end'; readonly reason: EndReason }
  /** Time passed: applies whichever limit is over. */
  | { readonly type: 'tick' }

/** Milliseconds; DESIGN section 5 has the reasons for the defaults. */
export type SessionLimits = {
  readonly proposal: number
  readonly interruption: number
  readonly idle: number
  /** So long before the idle limit both sides are told. */
  readonly idleWarning: number
  readonly longest: number
}

export const SESSION_LIMITS: SessionLimits = {
  proposal: 60_000,
  interruption: 120_000,
  idle: 600_000,
  idleWarning: 60_000,
  longest: 4 * 3_600_000,
}

export function proposeSession(now: number, limits: SessionLimits = SESSION_LIMITS): Session {
  return { state: 'proposed', proposedAt: now, expiresAt: now + limits.proposal }
}

/** The one place that says what may follow what; server, sharer and viewer use it. Throws `bad_transition`. */
export function transition(
  session: Session,
  event: SessionEvent,
  now: number,
  limits: SessionLimits = SESSION_LIMITS,
): Session {
  switch (session.state) {
    case 'proposed':
      return fromProposed(session, event, now)
    case 'active':
    case 'paused':
    case 'interrupted':
      return fromRunning(session, event, now, limits)
    case 'ended':
      return fromEnded(session, event)
  }
}

function fromProposed(
  session: Extract<Session, { state: 'proposed' }>,
  event: SessionEvent,
  now: number,
): Session {
  const ended = (reason: EndReason): Session => ({
    state: 'ended',
    endedAt: now,
    reason,
    startedAt: null,
  })
  // An answer that arrives after its time is too late even if no tick has noticed yet.
  if (now >= session.expiresAt && event.type !== 'end') return ended('expired')
  switch (event.type) {
    case 'accept':
      return { state: 'active', startedAt: now, activeAt: now }
    case 'decline':
      return ended('declined')
    case 'withdraw':
      return ended('withdrawn')
    case 'end':
      return ended(event.reason)
    case 'tick':
    case 'interrupt':
    case 'restore':
      return session
    default:
      return refuse(session, event)
  }
}

function fromRunning(
  session: Extract<Session, { state: 'active' | 'paused' | 'interrupted' }>,
  event: SessionEvent,
  now: number,
  limits: SessionLimits,
): Session {
  const { startedAt, activeAt, idleAt } = session
  const times = { startedAt, activeAt, ...(idleAt !== undefined && { idleAt }) }
  const ended = (reason: EndReason): Session => ({
    state: 'ended',
    endedAt: now,
    reason,
    startedAt,
  })
  const running = session.state === 'interrupted' ? session.was : session.state
  switch (event.type) {
    case 'end':
      return ended(event.reason)
    case 'interrupt':
      if (session.state === 'interrupted') return session
      return { state: 'interrupted', ...times, since: now, was: running }
    case 'restore':
      return { state: running, ...times }
    case 'pause':
    case 'resume': {
      const next = event.type === 'pause' ? 'paused' : 'active'
      if (session.state === next) return session
      if (session.state === 'interrupted') {
        return session.was === next ? session : { ...session, was: next }
      }
      return { state: next, startedAt, activeAt: now }
    }
    case 'activity': {
      const { idleAt: _, ...rest } = session
      return { ...rest, activeAt: now }
    }
    case 'tick':
      if (now - startedAt >= limits.longest) return ended('too_long')
      if (session.state === 'interrupted' && now - session.since >= limits.interruption) {
        return ended('interrupted_too_long')
      }
      if (now - activeAt >= limits.idle) return ended('idle')
      return idleAt === undefined && now >= warningAt(session, limits)
        ? { ...session, idleAt: activeAt + limits.idle }
        : session
    default:
      return refuse(session, event)
  }
}

/** When both sides are told of the idle limit, in milliseconds of the server's clock. */
export function warningAt(session: Pick<Running, 'activeAt'>, limits: SessionLimits): number {
  return session.activeAt + Math.max(limits.idle - limits.idleWarning, 0)
}

/** What is late finds nothing left to do; an answer to the proposal, or a wish, is an error. */
function fromEnded(session: Extract<Session, { state: 'ended' }>, event: SessionEvent): Session {
  switch (event.type) {
    case 'tick':
    case 'interrupt':
    case 'restore':
    case 'activity':
    case 'end':
      return session
    default:
      return refuse(session, event)
  }
}

function refuse(session: Session, event: SessionEvent): never {
  throw new ProtocolError('bad_transition', `${event.type} while ${session.state}`)
}
