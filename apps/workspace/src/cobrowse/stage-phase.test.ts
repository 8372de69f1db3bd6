import { describe, expect, it } from 'vitest'
import { base64url, fromBase64url } from './base64url.ts'
import { countNotes } from './fidelity.ts'
import { bars, stagePhase } from './stage-phase.ts'

const live = {
  connection: 'open',
  firstPicture: true,
  leaving: false,
  held: null,
  frozenSince: null,
  repairing: false,
  sharerPresent: true,
} as const
const phase = (o: Partial<Parameters<typeof stagePhase>[0]>) =>
  stagePhase({
    ...{ session: 'active', ended: false, failed: false, elsewhere: false, viewer: live },
    ...o,
  })

describe('the stage', () => {
  it('goes from connecting over waiting to live', () => {
    expect(phase({ viewer: null })).toBe('connecting')
    expect(phase({ viewer: { ...live, firstPicture: false, connection: 'connecting' } })).toBe(
      'connecting',
    )
    expect(phase({ viewer: { ...live, firstPicture: false } })).toBe('waiting')
    expect(phase({})).toBe('live')
  })

  it('follows the customer to the next page before it calls anything frozen', () => {
    expect(phase({ viewer: { ...live, leaving: true, frozenSince: 1 } })).toBe('leaving')
  })

  it('says that nothing is sent rather than that the picture is old or the page about to come', () => {
    const held = { ...live, held: 'address' } as const
    expect(phase({ viewer: held })).toBe('held')
    expect(phase({ viewer: { ...held, firstPicture: false } })).toBe('held')
    expect(phase({ viewer: { ...held, leaving: true, frozenSince: 1 } })).toBe('held')
  })

  it('says that another window has it, unless it is over', () => {
    expect(phase({ elsewhere: true })).toBe('elsewhere')
    expect(phase({ elsewhere: true, ended: true })).toBe('ended')
  })

  it('says that the picture is old when the network or the server does', () => {
    expect(phase({ viewer: { ...live, frozenSince: 1 } })).toBe('frozen')
    expect(phase({ viewer: { ...live, connection: 'interrupted' } })).toBe('frozen')
    expect(phase({ session: 'interrupted' })).toBe('frozen')
  })

  it('says so when what comes cannot be shown, with or without a picture', () => {
    expect(phase({ viewer: { ...live, repairing: true } })).toBe('repairing')
    expect(phase({ viewer: { ...live, repairing: true, firstPicture: false } })).toBe('repairing')
  })

  it('shows a pause and the end whatever the connection does', () => {
    expect(phase({ session: 'paused', viewer: { ...live, connection: 'interrupted' } })).toBe(
      'paused',
    )
    expect(phase({ ended: true })).toBe('ended')
    expect(phase({ session: 'ended' })).toBe('ended')
  })
})

describe('the bars', () => {
  it('fall with the round trip', () => {
    const at = (roundTrip: number | null) => bars({ connection: 'open', roundTrip })
    expect([at(null), at(20), at(200), at(900)]).toEqual([3, 3, 2, 1])
    expect(bars({ connection: 'interrupted', roundTrip: 20 })).toBe(0)
    expect(bars(null)).toBe(0)
  })
})

describe('fidelity notes', () => {
  it('are counted by reason, most frequent first', () => {
    const notes = [{ reason: 'font' }, { reason: 'canvas' }, { reason: 'canvas' }] as const
    expect(countNotes(notes)).toEqual([
      { reason: 'canvas', count: 2 },
      { reason: 'font', count: 1 },
    ])
  })
})

describe('base64url', () => {
  it('carries every byte there and back', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
    expect(base64url(bytes)).toMatch(/^[A-Za-z0-9_-]+$/)
    expect(fromBase64url(base64url(bytes))).toEqual(bytes)
  })
})
