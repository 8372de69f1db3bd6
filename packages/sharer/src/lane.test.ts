import { type NodeId, writeChecks, writeRequests, writeSubpage } from '@alongside/protocol'
import { expect, test } from 'vitest'
import { laneOf } from './lane.ts'

test('a check travels with the ops, in their order: overtaken by one it would heal the replica into an older page', () => {
  const checks = writeChecks([{ check: 'gone', id: 9 as NodeId }])
  expect(laneOf(checks)).toBe('page')
  expect(laneOf(writeSubpage(4 as NodeId, checks))).toBe('page')
  expect(laneOf(writeSubpage(4 as NodeId, new Uint8Array()))).toBe('page')
})

test('what has an address of its own may be overtaken', () => {
  expect(laneOf(writeRequests([{ request: 'epoch' }]))).toBe('asset')
})
