import { expect, test } from 'vitest'
import type { NodeId } from './ids.ts'
import { type Payload, readPayload, writePayload } from './payload.ts'

test.each<Payload>([
  { kind: 'frame', frame: Uint8Array.of(7, 8, 9) },
  { kind: 'message', message: { message: 'leaving' } },
  { kind: 'message', message: { message: 'held', why: 'rules_invalid' } },
  { kind: 'message', message: { message: 'held', why: null } },
  {
    kind: 'message',
    message: { message: 'click', place: { node: 70_000 as NodeId, x: 0, y: 1 }, touch: true },
  },
])('a payload comes back as it was written: %j', (payload) => {
  expect(readPayload(writePayload(payload))).toEqual(payload)
})

test('a payload without a known first byte is refused with a code', () => {
  for (const bytes of [[], [0], [3, 1], [255], [2, 5, 5]]) {
    expect(() => readPayload(Uint8Array.from(bytes))).toThrow(
      expect.objectContaining({ code: 'unknown_kind' }),
    )
  }
})
