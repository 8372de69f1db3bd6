import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  END_REASONS,
  proposeSession,
  SESSION_LIMITS,
  type Session,
  type SessionEvent,
  transition,
} from './session.ts'

const at = 1_000_000

describe('a proposal', () => {
  it('becomes a session when accepted in time', () => {
    expect(transition(proposeSession(at), { type: 'accept' }, at + 1)).toEqual({
      state: 'active',
      startedAt: at + 1,
      activeAt: at + 1,
    })
  })

  it('is expired when the answer comes too late', () => {
    const late = transition(proposeSession(at), { type: 'accept' }, at + SESSION_LIMITS.proposal)
    expect(late).toMatchObject({ state: 'ended', reason: 'expired', startedAt: null })
  })

  it('cannot be accepted twice', () => {
    const active = transition(proposeSession(at), { type: 'accept' }, at)
    expect(() => transition(active, { type: 'accept' }, at)).toThrow(
      expect.objectContaining({ code: 'bad_transition' }),
    )
  })
})

describe('a session', () => {
  const active = transition(proposeSession(at), { type: 'accept' }, at)

  it('survives an interruption shorter than its limit and comes back as it was', () => {
    const paused = transition(active, { type: 'pause' }, at)
    const cut = transition(paused, { type: 'interrupt' }, at + 5)
    expect(transition(cut, { type: 'tick' }, at + 5 + SESSION_LIMITS.interruption - 1)).toBe(cut)
    expect(transition(cut, { type: 'restore' }, at + 100)).toMatchObject({ state: 'paused' })
    expect(transition(cut, { type: 'tick' }, at + 5 + SESSION_LIMITS.interruption)).toMatchObject({
      reason: 'interrupted_too_long',
    })
  })

  it('ends when nobody does anything, not while somebody does', () => {
    const used = transition(active, { type: 'activity' }, at + 500_000)
    expect(transition(used, { type: 'tick' }, at + SESSION_LIMITS.idle)).toBe(used)
    expect(transition(active, { type: 'tick' }, at + SESSION_LIMITS.idle)).toMatchObject({
      reason: 'idle',
    })
  })

  it('says so before it ends for want of activity, until there is some', () => {
    const warns = at + SESSION_LIMITS.idle - SESSION_LIMITS.idleWarning
    expect(transition(active, { type: 'tick' }, warns - 1)).toBe(active)
    const warned = transition(active, { type: 'tick' }, warns)
    expect(warned).toEqual({ ...active, idleAt: at + SESSION_LIMITS.idle })
    const cut = transition(warned, { type: 'interrupt' }, warns + 1)
    expect(transition(cut, { type: 'restore' }, warns + 2)).toEqual(warned)
    expect(transition(warned, { type: 'activity' }, warns + 3)).toEqual({
      ...active,
      activeAt: warns + 3,
    })
    expect(transition(warned, { type: 'tick' }, at + SESSION_LIMITS.idle)).toMatchObject({
      reason: 'idle',
    })
  })
})

it('what is late finds an ended session as it is, and is no error', () => {
  const ended = transition(proposeSession(at), { type: 'decline' }, at)
  for (const type of ['tick', 'interrupt', 'restore', 'activity'] as const) {
    expect(transition(ended, { type }, at + 1)).toBe(ended)
  }
})

it('an ended session never changes again, whatever happens', () => {
  const event: fc.Arbitrary<SessionEvent> = fc.oneof(
    ...(
      [
        'accept',
        'decline',
        'withdraw',
        'pause',
        'resume',
        'interrupt',
        'restore',
        'activity',
        'tick',
      ] as const
    ).map((type) => fc.constant({ type })),
    fc.constantFrom(...END_REASONS).map((reason) => ({ type: 'end', reason }) as const),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(event, fc.nat(200_000)), { maxLength: 40 }), (steps) => {
      let session: Session = proposeSession(at)
      let now = at
      for (const [step, wait] of steps) {
        now += wait
        const before: Session = session
        try {
          session = transition(before, step, now)
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad_transition' })
        }
        if (before.state === 'ended') expect(session).toBe(before)
        if (session.state === 'active') expect(session.startedAt).toBeLessThanOrEqual(now)
      }
    }),
    { numRuns: 2000 },
  )
})
