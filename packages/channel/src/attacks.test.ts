import {
  LIMITS,
  type Role,
  readWireFrame,
  type WireFrame,
  writeWireFrame,
} from '@alongside/protocol'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { Relay } from '../test/blind-relay.ts'
import {
  bytes,
  createIssuer,
  type End,
  type Issuer,
  randomNumbers,
  SESSION,
  text,
} from '../test/open-ends.ts'
import { withEnds } from '../test/with-ends.ts'
import { createIdentity } from './seal.ts'

// An active relay against two honest ends. It may stop the session; it may not read, alter, repeat or invent.

let relay: Relay
let issuer: Issuer
const open = withEnds((...made) => {
  ;[relay, issuer] = made
})

async function openBoth(): Promise<{ sharer: End; viewer: End }> {
  const both = { sharer: open('sharer'), viewer: open('viewer') }
  await vi.waitFor(() => {
    expect(both.sharer.channel.state).toBe('open')
    expect(both.viewer.channel.state).toBe('open')
  }, soon)
  return both
}

const soon = { timeout: 8_000, interval: 5 }
const texts = (end: End) => end.received.map(({ payload }) => text(payload))
const from = (role: Role, alter: (frame: WireFrame) => readonly WireFrame[]) => {
  relay.rewrite = (raw, by) =>
    by === role ? alter(readWireFrame(raw)).map((frame) => writeWireFrame(frame)) : [raw]
}
const flipped = (input: Uint8Array, at: number) =>
  input.map((byte, i) => (i === at ? byte ^ 1 : byte))

test.each([
  ['the sealed bytes', (f: Data) => ({ ...f, sealed: flipped(f.sealed, 0) })],
  ['the tag', (f: Data) => ({ ...f, sealed: flipped(f.sealed, f.sealed.length - 1) })],
  ['the lane', (f: Data) => ({ ...f, lane: 'asset' as const })],
  ['the right', (f: Data) => ({ ...f, right: 'control' as const })],
  ['the length', (f: Data) => ({ ...f, sealed: f.sealed.subarray(1) })],
])(
  'a frame of which %s was altered is refused, and the genuine one still arrives',
  async (_, alter) => {
    const { sharer, viewer } = await openBoth()
    let altered = 0
    from('sharer', (frame) => (frame.kind === 'data' && altered++ < 1 ? [alter(frame)] : [frame]))
    sharer.channel.send(bytes('one'), 'control')
    await vi.waitFor(() => expect(viewer.codes).toEqual(['bad_seal']), soon)
    sharer.channel.send(bytes('two'), 'control')
    await vi.waitFor(() => expect(texts(viewer)).toEqual(['one', 'two']), soon)
    expect(viewer.received.every(({ right, lane }) => right === 'view' && lane === 'control')).toBe(
      true,
    )
    expect(viewer.streams).toBe(1)
  },
)
type Data = Extract<WireFrame, { kind: 'data' }>

test('altered again and again, new keys are made and nothing false is delivered', async () => {
  const { sharer, viewer } = await openBoth()
  let altered = 0
  from('sharer', (frame) =>
    frame.kind === 'data' && altered++ < 3
      ? [{ ...frame, sealed: flipped(frame.sealed, 3) }]
      : [frame],
  )
  sharer.channel.send(bytes('of the old stream'), 'control')
  await vi.waitFor(() => expect(viewer.streams).toBeGreaterThan(1), soon)
  await vi.waitFor(() => expect(sharer.streams).toBe(viewer.streams), soon)
  await vi.waitFor(() => expect(sharer.channel.state).toBe('open'), soon)
  altered = 3
  sharer.channel.send(bytes('of the new one'), 'control')
  await vi.waitFor(() => expect(texts(viewer)).toContain('of the new one'), soon)
  expect(texts(viewer).filter((said) => !said.startsWith('of the '))).toEqual([])
})

test('a replayed frame has no effect', async () => {
  const { sharer, viewer } = await openBoth()
  from('sharer', (frame) => [frame, frame, frame])
  for (let i = 0; i < 20; i++) sharer.channel.send(bytes(`${i}`), 'page')
  sharer.channel.sendVolatile(bytes('v'), 'pointer')
  await vi.waitFor(() => expect(viewer.received.length).toBe(21), soon)
  await new Promise((done) => setTimeout(done, 50))
  expect(texts(viewer).filter((said) => said !== 'v')).toEqual(
    Array.from({ length: 20 }, (_, i) => `${i}`),
  )
  expect(viewer.received.length).toBe(21)
})

test('frames that were swapped, or one that was dropped, are noticed and asked for again', async () => {
  const { sharer, viewer } = await openBoth()
  let held: WireFrame | null = null
  let count = 0
  from('sharer', (frame) => {
    if (frame.kind !== 'data') return [frame]
    count++
    if (count === 3) {
      held = frame
      return []
    }
    if (held && count === 4) return [frame, held]
    return count === 9 ? [] : [frame]
  })
  for (let i = 0; i < 12; i++) {
    sharer.channel.send(bytes(`${i}`), 'control')
    await new Promise((done) => setTimeout(done, 4))
  }
  await vi.waitFor(
    () => expect(texts(viewer)).toEqual(Array.from({ length: 12 }, (_, i) => `${i}`)),
    soon,
  )
  expect(viewer.codes).toContain('gap')
})

test('a frame that is sent back to its sender is refused', async () => {
  const { sharer, viewer } = await openBoth()
  relay.rewrite = (raw, by) => {
    const { kind } = readWireFrame(raw)
    if (by === 'viewer' && (kind === 'data' || kind === 'volatile')) relay.inject('viewer', raw)
    return [raw]
  }
  viewer.channel.sendVolatile(bytes('volatile'), 'pointer')
  viewer.channel.send(bytes('data'), 'control')
  await vi.waitFor(() => expect(viewer.codes).toContain('bad_seal'), soon)
  await vi.waitFor(() => expect(texts(sharer)).toContain('data'), soon)
  expect(viewer.received).toEqual([])
})

test('a volatile frame that is altered or of another right is dropped and nothing else happens', async () => {
  const { sharer, viewer } = await openBoth()
  let altered = 0
  from('viewer', (frame) => {
    if (frame.kind !== 'volatile' || altered++ > 1) return [frame]
    return altered === 1
      ? [{ ...frame, right: 'control' }]
      : [{ ...frame, sealed: flipped(frame.sealed, 0) }]
  })
  for (const [i, said] of ['a', 'b', 'c'].entries()) {
    viewer.channel.sendVolatile(bytes(said), 'pointer')
    await vi.waitFor(() => expect(altered).toBe(i + 1), soon)
  }
  await vi.waitFor(() => expect(texts(sharer)).toEqual(['c']), soon)
  expect(sharer.codes).toEqual([])
})

test('a relay that puts its own key in the viewer’s place is refused before anything is said', async () => {
  const own = await createIdentity()
  from('viewer', (frame) => [
    frame.kind === 'keys' ? { ...frame, publicKey: own.publicKey } : frame,
  ])
  const sharer = open('sharer', { onStream: () => sharer.channel.send(bytes('page'), 'page') })
  open('viewer')
  await vi.waitFor(() => expect(sharer.channel.state).toBe('closed'), soon)
  expect(sharer.codes).toEqual(['certificate_invalid'])
  expect(sharer.streams).toBe(0)
  expect(relay.seen.some((raw) => readWireFrame(raw).kind === 'data')).toBe(false)
})

test('a relay that puts its own key in the sharer’s place reads and says nothing', async () => {
  const own = await createIdentity()
  from('sharer', (frame) => [
    frame.kind === 'keys' ? { ...frame, publicKey: own.publicKey } : frame,
  ])
  const sharer = open('sharer', { onStream: () => sharer.channel.send(bytes('page'), 'page') })
  const viewer = open('viewer')
  await vi.waitFor(() => expect(viewer.streams).toBeGreaterThan(0), soon)
  await new Promise((done) => setTimeout(done, 100))
  // The two made keys of different transcripts: neither is open, nothing left the sharer's outbox.
  expect([sharer.channel.state, viewer.channel.state]).toEqual(['waiting', 'waiting'])
  expect(relay.seen.some((raw) => readWireFrame(raw).kind === 'data')).toBe(false)
})

test.each<[string, (key: Uint8Array, issuer: Issuer) => Promise<Uint8Array>]>([
  ['none', async () => new Uint8Array()],
  ['random bytes', async () => crypto.getRandomValues(new Uint8Array(120))],
  ['one of another session', (key, by) => by.certify(key, { sessionId: 'another-session' })],
  ['an expired one', (key, by) => by.certify(key, { expires: Date.now() - 1 })],
  ['one of another issuer', async (key) => (await createIssuer()).certify(key)],
  ['one of another key', async (_, by) => by.certify((await createIdentity()).publicKey)],
])('with a certificate that is %s nothing is shared', async (_, certify) => {
  const sharer = open('sharer', { onStream: () => sharer.channel.send(bytes('page'), 'page') })
  const viewer = open('viewer', { certify: (key) => certify(key, issuer) })
  await vi.waitFor(() => expect(sharer.channel.state).toBe('closed'), soon)
  expect(sharer.codes).toEqual(['certificate_invalid'])
  expect(sharer.streams).toBe(0)
  expect(viewer.received).toEqual([])
})

test('a sharer that knows no issuer believes nobody', async () => {
  const sharer = open('sharer', { issuerKey: null })
  open('viewer')
  await vi.waitFor(() => expect(sharer.codes).toEqual(['certificate_invalid']), soon)
})

test('ends that were told different sessions never open', async () => {
  const sharer = open('sharer')
  const viewer = open('viewer', {
    sessionId: 'another-session',
    certify: (key) => issuer.certify(key, { sessionId: SESSION }),
  })
  await vi.waitFor(() => expect(sharer.streams + viewer.streams).toBe(2), soon)
  await new Promise((done) => setTimeout(done, 100))
  expect([sharer.channel.state, viewer.channel.state]).toEqual(['waiting', 'waiting'])
})

test('keys of an earlier page, shown again, never make the same keys twice', async () => {
  const first = open('sharer')
  const viewer = open('viewer')
  await vi.waitFor(() => expect(viewer.channel.state).toBe('open'), soon)
  const old = relay.seen.find((raw) => {
    const frame = readWireFrame(raw)
    return frame.kind === 'keys' && frame.certificate.length === 0
  })
  if (!old) throw new Error('the sharer has shown its keys')
  viewer.channel.send(bytes('sealed with number 1'), 'control')
  await vi.waitFor(() => expect(texts(first)).toEqual(['sealed with number 1']), soon)
  first.channel.close()
  const second = open('sharer')
  await vi.waitFor(() => expect(second.channel.state).toBe('open'), soon)
  relay.inject('viewer', old)
  await vi.waitFor(() => expect(viewer.codes).toEqual(['keys_replayed']), soon)
  await vi.waitFor(() => expect(viewer.streams).toBe(3), soon)
  await vi.waitFor(() => expect(second.channel.state).toBe('open'), soon)
  const ofViewer = relay.seen
    .map((raw) => readWireFrame(raw))
    .filter((frame) => frame.kind === 'keys' && frame.certificate.length > 0)
  const names = new Set(
    ofViewer.map((frame) => frame.kind === 'keys' && Buffer.from(frame.stream).toString('hex')),
  )
  expect(names.size).toBe(2)
})

test('lies about what was received or is expected cost at most a new stream', async () => {
  const { sharer, viewer } = await openBoth()
  const random = randomNumbers(11)
  for (let i = 0; i < 30; i++) {
    sharer.channel.send(bytes(`${i}`), 'control')
    if (i % 3 === 0) relay.say('sharer', { kind: 'ack', acknowledged: random(60) })
    if (i % 10 === 5) relay.say('viewer', { kind: 'ack', acknowledged: Number.MAX_SAFE_INTEGER })
    await new Promise((done) => setTimeout(done, 2))
  }
  await vi.waitFor(() => expect(sharer.channel.state).toBe('open'), soon)
  await vi.waitFor(() => expect(viewer.channel.state).toBe('open'), soon)
  sharer.channel.send(bytes('last'), 'control')
  await vi.waitFor(() => expect(texts(viewer).at(-1)).toBe('last'), soon)
  const numbers = texts(viewer).slice(0, -1).map(Number)
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
})

test('random bytes, and frames of random content, never stop an end for good', async () => {
  const { sharer, viewer } = await openBoth()
  const raw = fc.sample(fc.uint8Array({ maxLength: 80 }), { numRuns: 150, seed: 5 })
  const kinds = fc.sample(
    fc.tuple(fc.constantFrom(3, 6, 7, 8, 9, 10, 11, 12), fc.uint8Array({ maxLength: 120 })),
    { numRuns: 250, seed: 6 },
  )
  const all = [...raw, ...kinds.map(([kind, rest]) => Uint8Array.of(kind, ...rest))]
  for (const one of all) {
    // 4 and 5 are the relay's last word (refused, ended): it may always end a session.
    if (one[0] === 4 || one[0] === 5) continue
    relay.inject('viewer', one)
    await new Promise((done) => setTimeout(done, 2))
  }
  await vi.waitFor(() => expect(viewer.channel.state).toBe('open'), soon)
  relay.inject('viewer', new Uint8Array(LIMITS.frameBytes + 1).fill(10))
  await vi.waitFor(() => expect(viewer.codes).toContain('too_large'), soon)
  await vi.waitFor(() => {
    expect(viewer.channel.state).toBe('open')
    expect(sharer.channel.state).toBe('open')
  }, soon)
  sharer.channel.send(bytes('still here'), 'page')
  await vi.waitFor(() => expect(texts(viewer)).toEqual(['still here']), soon)
}, 40_000)
