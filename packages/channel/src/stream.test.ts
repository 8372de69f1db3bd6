import type { WireFrame } from '@alongside/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Sealer, StreamKeys } from './seal.ts'
import { Stream } from './stream.ts'
import { FLOW, TIMING } from './timing.ts'

const CHUNK = 16 << 10

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Nothing is sealed: what is looked at is when frames leave. */
const open: Sealer = {
  data: async (_header, plain) => plain,
  volatile: async (_header, plain) => plain,
}
const KEYS: StreamKeys = { pair: new Uint8Array(16), seal: open, open }

type Sent = { readonly at: number; readonly lane: string; readonly bytes: number }

/** A stream on a link that takes `perMs` bytes a millisecond and acknowledges what it took. */
function openStream(perMs: number, assetBytesPerSecond: number) {
  const sent: Sent[] = []
  const link: { sequence: number; bytes: number }[] = []
  const stream = new Stream({
    keys: KEYS,
    peer: { stream: new Uint8Array(16), publicKey: new Uint8Array(32) },
    timing: TIMING,
    assetBytesPerSecond,
    wire: {
      bufferedAmount: 0,
      write(frame: WireFrame) {
        if (frame.kind !== 'data') return
        const bytes = frame.sealed.length
        sent.push({ at: performance.now(), lane: frame.lane, bytes })
        link.push({ sequence: frame.sequence, bytes })
      },
    },
  })
  stream.resume(1)
  return {
    stream,
    sent,
    /** One millisecond after the other; `each` is asked before it. */
    async pass(ms: number, each?: () => void) {
      let room = 0
      for (let i = 0; i < ms; i++) {
        each?.()
        room = link.length > 0 ? room + perMs : 0
        for (let next = link[0]; next && next.bytes <= room; next = link[0]) {
          room -= next.bytes
          link.shift()
          stream.acknowledge(next.sequence)
        }
        await vi.advanceTimersByTimeAsync(1)
      }
    },
  }
}

const assets = (sent: readonly Sent[]) => sent.filter(({ lane }) => lane === 'asset')
const sum = (sent: readonly Sent[]) => sent.reduce((bytes, one) => bytes + one.bytes, 0)

test('assets take no more of a second than they may, and the page what it likes', async () => {
  const rate = 1_000_000
  const { stream, sent, pass } = openStream(100_000, rate)
  for (let i = 0; i < 300; i++) stream.send(new Uint8Array(CHUNK), 'asset', 'view')
  let frames = 0
  await pass(3000, () => {
    if (performance.now() % 16 >= 1) return
    frames++
    stream.send(new Uint8Array(50_000), 'page', 'view')
  })
  for (const { at } of assets(sent)) {
    for (const width of [100, 1000]) {
      const within = assets(sent).filter((one) => one.at >= at && one.at < at + width)
      expect(sum(within)).toBeLessThanOrEqual((width / 1000 + 0.1) * rate + CHUNK * 2)
    }
  }
  expect(sum(assets(sent))).toBeGreaterThan(2.8 * rate)
  expect(sent.filter(({ lane }) => lane === 'page')).toHaveLength(frames)
  stream.stop()
})

test.each([
  ['1 Mbit/s', 125],
  ['256 kbit/s', 32],
])('an asset of megabytes holds no frame of the page: %s', async (_name, perMs) => {
  const { stream, sent, pass } = openStream(perMs, 16_000_000)
  for (let i = 0; i < 256; i++) stream.send(new Uint8Array(CHUNK), 'asset', 'view')
  let asked = 0
  let behind = 0
  const queued: number[] = []
  await pass(10_000, () => {
    if (performance.now() % 16 < 1) {
      asked++
      if (stream.behind) behind++
      else {
        queued.push(performance.now())
        stream.send(new Uint8Array(100), 'page', 'view')
      }
    }
  })
  const pages = sent.filter(({ lane }) => lane === 'page')
  const late = pages.map(({ at }, i) => at - (queued[i] ?? 0))
  expect(behind / asked).toBeLessThan(0.05)
  // What was under way, and the piece of an asset that was just leaving.
  expect(Math.max(...late)).toBeLessThan(FLOW.aheadMs + 100)
  // The link was never idle for it.
  expect(sum(sent)).toBeGreaterThan(perMs * 10_000 * 0.9)
  stream.stop()
})

test('what is sent in the very turn in which the other end comes back does not wait for more', async () => {
  const { stream, sent, pass } = openStream(1000, 16_000_000)
  stream.send(new Uint8Array(10), 'control', 'view')
  await pass(5)
  expect(sent).toHaveLength(1)
  stream.stop()
})

test('while the page fills what may be under way, assets wait', async () => {
  const { stream, sent, pass } = openStream(125, 16_000_000)
  for (let i = 0; i < 50; i++) stream.send(new Uint8Array(CHUNK), 'asset', 'view')
  await pass(2000)
  const before = assets(sent).length
  expect(before).toBeGreaterThan(5)
  await pass(4000, () => {
    while (!stream.behind) stream.send(crypto.getRandomValues(new Uint8Array(4000)), 'page', 'view')
  })
  expect(assets(sent).length - before).toBeLessThan(3)
  await pass(4000)
  expect(assets(sent).length).toBeGreaterThan(before + 10)
  stream.stop()
})
