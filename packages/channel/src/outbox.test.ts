import { LANES } from '@alongside/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Outbox } from './outbox.ts'

const plain = (length: number) => new Uint8Array(length)
const fill = (outbox: Outbox, count: number) => {
  for (let i = 0; i < count; i++) outbox.add({ lane: 'page', right: 'view', plain: plain(10) })
  for (let next = outbox.take(); next; next = outbox.take()) {
    outbox.keep({ lane: next.lane, right: next.right, sequence: next.sequence, sealed: plain(12) })
  }
}
const rest = (outbox: Outbox) => {
  const sequences: number[] = []
  for (let next = outbox.unsent(); next; next = outbox.unsent()) sequences.push(next.sequence)
  return sequences
}

test('control leaves before page and page before asset, each in its own order', () => {
  const outbox = new Outbox()
  const lanes = ['asset', 'page', 'control', 'page', 'control', 'asset'] as const
  for (const [i, lane] of lanes.entries()) outbox.add({ lane, right: 'view', plain: plain(i) })
  const taken = Array.from({ length: 6 }, () => outbox.take())
  expect(taken.map((one) => [one?.lane, one?.plain.length, one?.sequence])).toEqual([
    ['control', 2, 1],
    ['control', 4, 2],
    ['page', 1, 3],
    ['page', 3, 4],
    ['asset', 0, 5],
    ['asset', 5, 6],
  ])
  expect(outbox.take()).toBeNull()
})

test('assets wait where they may not join what is under way', () => {
  const outbox = new Outbox()
  outbox.add({ lane: 'asset', right: 'view', plain: plain(1) })
  expect(outbox.take(0)).toBeNull()
  outbox.add({ lane: 'page', right: 'view', plain: plain(2) })
  expect(outbox.take(0)?.lane).toBe('page')
  expect(outbox.take()?.lane).toBe('asset')
})

test('bytes count until they are acknowledged', () => {
  const outbox = new Outbox()
  outbox.add({ lane: 'page', right: 'view', plain: plain(10) })
  expect(outbox.bytes).toBe(10)
  const taken = outbox.take()
  expect(outbox.bytes).toBe(10)
  if (taken)
    outbox.keep({ lane: 'page', right: 'view', sequence: taken.sequence, sealed: plain(26) })
  expect([outbox.bytes, outbox.inFlight]).toEqual([26, 26])
  outbox.acknowledge(1)
  expect([outbox.bytes, outbox.inFlight]).toEqual([0, 0])
})

test('a new socket goes on from what the other end expects, with the same bytes', () => {
  const outbox = new Outbox()
  fill(outbox, 5)
  expect(rest(outbox)).toEqual([1, 2, 3, 4, 5])
  outbox.acknowledge(2)
  expect(outbox.resume(4)).toBe(true)
  expect(rest(outbox)).toEqual([4, 5])
  expect(outbox.resume(6)).toBe(true)
  expect([rest(outbox), outbox.bytes]).toEqual([[], 0])
})

test('what was acknowledged or never sent cannot be resumed from', () => {
  const outbox = new Outbox()
  fill(outbox, 5)
  outbox.acknowledge(3)
  expect(outbox.resume(3)).toBe(false)
  expect(outbox.resume(7)).toBe(false)
  expect(outbox.resume(0)).toBe(false)
})

test('a frame that is being sealed when the socket breaks is neither lost nor doubled', () => {
  const outbox = new Outbox()
  outbox.add({ lane: 'page', right: 'view', plain: plain(1) })
  const taken = outbox.take()
  expect(outbox.resume(1)).toBe(true)
  if (taken)
    outbox.keep({ lane: 'page', right: 'view', sequence: taken.sequence, sealed: plain(17) })
  expect(rest(outbox)).toEqual([1])
})

test('an acknowledgement of what cannot have arrived is ignored', () => {
  const outbox = new Outbox()
  fill(outbox, 3)
  outbox.acknowledge(4)
  outbox.acknowledge(Number.MAX_SAFE_INTEGER)
  expect(rest(outbox)).toEqual([1, 2, 3])
})

test('whatever happens, numbers are given once and nothing unacknowledged is forgotten', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('add' as const), lane: fc.constantFrom(...LANES) }),
    fc.record({ do: fc.constantFrom('seal' as const, 'send' as const) }),
    fc.record({ do: fc.constantFrom('acknowledge' as const, 'resume' as const), back: fc.nat(6) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const outbox = new Outbox()
      let added = 0
      let kept = 0
      let acknowledged = 0
      for (const one of steps) {
        if (one.do === 'add') {
          outbox.add({ lane: one.lane, right: 'view', plain: plain(1) })
          added++
        } else if (one.do === 'seal') {
          const next = outbox.take()
          if (!next) continue
          expect(next.sequence).toBe(++kept)
          outbox.keep({ lane: next.lane, right: next.right, sequence: kept, sealed: plain(1) })
        } else if ('back' in one) {
          const sequence = Math.max(acknowledged, kept - one.back)
          if (one.do === 'acknowledge') outbox.acknowledge(sequence)
          else expect(outbox.resume(sequence + 1)).toBe(true)
          acknowledged = sequence
        } else outbox.unsent()
        expect(outbox.bytes).toBe(added - acknowledged)
      }
      expect(outbox.resume(acknowledged + 1)).toBe(true)
      expect(rest(outbox)).toEqual(
        Array.from({ length: kept - acknowledged }, (_, i) => acknowledged + 1 + i),
      )
    }),
    { numRuns: 500 },
  )
})
