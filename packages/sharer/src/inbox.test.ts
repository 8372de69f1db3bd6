import {
  LANES,
  type Lane,
  type Message,
  type NodeId,
  RIGHTS,
  type Right,
  writePayload,
  writeRequests,
  writeSubpage,
} from '@alongside/protocol'
import { writeAssetPart } from '@alongside/protocol/pixels'
import { expect, test } from 'vitest'
import { createInbox } from './inbox.ts'
import { MARKS_PER_SECOND } from './limits.ts'

const place = { node: 3 as NodeId, x: 0.5, y: 0.5 }
const MESSAGES: Message[] = [
  { message: 'pointer', place, touch: false },
  { message: 'pointerGone' },
  { message: 'click', place, touch: true },
  { message: 'leaving' },
  { message: 'held', why: null },
]

/** An inbox, and everything it made happen. */
function open(now?: () => number) {
  const done: string[] = []
  const inbox = createInbox({
    requests: () => done.push('requests'),
    subpage: () => done.push('subpage'),
    overlay: () => ({
      pointer: (at) => done.push(at ? 'pointer' : 'pointerGone'),
      click: () => done.push('click'),
    }),
    ...(now && { now }),
  })
  return { inbox, done }
}

test('of all messages with all rights on all lanes, marks are drawn with the right to point and nothing else happens', () => {
  for (const message of MESSAGES) {
    for (const right of RIGHTS) {
      for (const lane of [...LANES, 'volatile'] satisfies (Lane | 'volatile')[]) {
        const { inbox, done } = open()
        inbox.take(writePayload({ kind: 'message', message }), lane, right)
        const allowed = right === 'pointer' && !['leaving', 'held'].includes(message.message)
        expect(done).toEqual(allowed ? [message.message] : [])
        expect(inbox.dropped).toBe(allowed ? 0 : 1)
      }
    }
  }
})

test('only requests on the control lane reach the capture, and the pages in its frames', () => {
  const requests = writeRequests([{ request: 'epoch' }])
  const subpage = writeSubpage(7 as NodeId, requests)
  const asset = writeAssetPart({
    request: 1 as never,
    status: 'ok',
    type: 'image/png',
    hash: 'hash of an image',
    offset: 0,
    total: 1,
    bytes: Uint8Array.of(1),
  })
  const { inbox, done } = open()
  const take = (frame: Uint8Array, lane: Lane | 'volatile'): void =>
    inbox.take(writePayload({ kind: 'frame', frame }), lane, 'view' satisfies Right)
  take(requests, 'control')
  expect(done).toEqual(['requests'])
  take(requests, 'page')
  take(requests, 'volatile')
  take(asset, 'control')
  take(new Uint8Array(), 'control')
  expect(done).toEqual(['requests'])
  expect(inbox.dropped).toBe(4)
  take(subpage, 'control')
  expect(done).toEqual(['requests', 'subpage'])
  take(subpage, 'page')
  take(subpage, 'volatile')
  expect(done).toHaveLength(2)
  expect(inbox.dropped).toBe(6)
})

test('bytes that are no payload are counted and never throw', () => {
  const { inbox, done } = open()
  for (let first = 0; first < 256; first++) {
    for (let second = 0; second < 256; second += 5) {
      inbox.take(Uint8Array.of(first, second), 'control', 'pointer')
    }
  }
  expect(done.every((it) => /^(pointerGone|requests|subpage)$/.test(it))).toBe(true)
  expect(inbox.dropped).toBeGreaterThan(12_000)
})

test('a bug of ours is not mistaken for a bad payload', () => {
  const inbox = createInbox({
    requests: () => {},
    subpage: () => {},
    overlay: () => ({
      pointer() {
        throw new TypeError('ours')
      },
      click() {},
    }),
  })
  const gone = writePayload({ kind: 'message', message: { message: 'pointerGone' } })
  expect(() => inbox.take(gone, 'volatile', 'pointer')).toThrow('ours')
})

test('a flood of marks is cut off until the next second', () => {
  let now = 5000
  const { inbox, done } = open(() => now)
  const gone = writePayload({ kind: 'message', message: { message: 'pointerGone' } })
  for (let i = 0; i < MARKS_PER_SECOND * 3; i++) inbox.take(gone, 'volatile', 'pointer')
  expect(done).toHaveLength(MARKS_PER_SECOND)
  now += 1000
  inbox.take(gone, 'volatile', 'pointer')
  expect(done).toHaveLength(MARKS_PER_SECOND + 1)
})
