import { LANES, readWireFrame } from '@alongside/protocol'
import { expect, test, vi } from 'vitest'
import type { Relay, Transport } from './blind-relay.ts'
import { bytes, type End, QUICK, randomNumbers, text } from './open-ends.ts'
import { withEnds } from './with-ends.ts'

/** What both ends may rely on, over every transport. */
export function channelCases(transport: Transport): void {
  let relay: Relay
  const open = withEnds((made) => {
    relay = made
  }, transport)

  const bothOpen = (...both: End[]) =>
    vi.waitFor(() => expect(both.map(({ channel }) => channel.state)).toEqual(['open', 'open']), {
      timeout: 5_000,
      interval: 5,
    })
  const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 5 })
  const texts = (end: End) => end.received.map(({ payload }) => text(payload))

  test('two ends meet through the relay and each says in its state who it waits for', async () => {
    const sharer = open('sharer')
    await eventually(() => expect(sharer.channel.state).toBe('waiting'))
    const viewer = open('viewer')
    await bothOpen(sharer, viewer)
    expect(sharer.states).toEqual(['waiting', 'open'])
    expect(viewer.states).toEqual(['waiting', 'open'])
    expect([sharer.streams, viewer.streams]).toEqual([1, 1])
  })

  test('payloads of every lane and size arrive as they were, with lane and right', async () => {
    const sharer = open('sharer')
    const viewer = open('viewer')
    await bothOpen(sharer, viewer)
    const random = randomNumbers(7)
    const sent = [0, 1, 2, 1000, 262_143, 262_144, 262_145, 1_000_000].flatMap((length) =>
      LANES.map((lane) => ({
        lane,
        // Half of it compresses, half does not.
        payload: Uint8Array.from({ length }, (_, i) => (i % 2 ? random(256) : 7)),
      })),
    )
    for (const { payload, lane } of sent) sharer.channel.send(payload, lane, 'drawing')
    await vi.waitFor(() => expect(viewer.received.length).toBe(sent.length), { timeout: 15_000 })
    for (const lane of LANES) {
      const want = sent.filter((one) => one.lane === lane)
      const have = viewer.received.filter((one) => one.lane === lane)
      expect(have.map(({ right }) => right)).toEqual(want.map(() => 'drawing'))
      for (const [i, { payload }] of want.entries()) {
        expect(Buffer.compare(payload, have[i]?.payload ?? new Uint8Array([9]))).toBe(0)
      }
    }
    await eventually(() => expect(sharer.channel.buffered).toBe(0))
  })

  test('the relay sees nothing of what is said', async () => {
    const sharer = open('sharer')
    const viewer = open('viewer')
    await bothOpen(sharer, viewer)
    const canary = (where: string) => `canary-${where}-5c1f`
    for (const lane of LANES) sharer.channel.send(bytes(canary(lane)), lane)
    viewer.channel.send(bytes(canary('back')), 'control')
    viewer.channel.sendVolatile(bytes(canary('volatile')), 'pointer')
    await eventually(() => expect(viewer.received.length).toBe(3))
    await eventually(() => expect(sharer.received.length).toBe(2))
    const wire = Buffer.concat(relay.seen).toString('latin1')
    expect(wire.length).toBeGreaterThan(400)
    expect(wire).not.toContain('canary')
    expect(wire).not.toContain('5c1f')
  })

  test('over hundreds of broken sockets everything arrives once, in order, without a gap', async () => {
    const random = randomNumbers(20_261_122)
    relay.delay = () => (random(4) === 0 ? random(3) : 0)
    const sharer = open('sharer', { timing: QUICK })
    const viewer = open('viewer', { timing: QUICK })
    await bothOpen(sharer, viewer)
    const WANTED_BREAKS = transport === 'websocket' ? 240 : 60
    const sent = { sharer: 0, viewer: 0 }
    const body = bytes('x'.repeat(600_000))
    const speak = (role: 'sharer' | 'viewer', end: End) => {
      const lane = LANES[random(3)] ?? 'page'
      const size = random(40) === 0 ? 300_000 + random(300_000) : random(2_000)
      end.channel.send(bytes(`${sent[role]++} `.padEnd(12) + text(body.subarray(0, size))), lane)
    }
    while (relay.breaks < WANTED_BREAKS) {
      for (let i = random(6); i > 0; i--) speak('sharer', sharer)
      for (let i = random(3); i > 0; i--) speak('viewer', viewer)
      await new Promise((done) => setTimeout(done, random(12)))
      if (random(3) === 0) {
        relay.break(random(2) ? 'sharer' : 'viewer', random(4) ? 'cut' : 'half-open')
      }
    }
    const wait = { timeout: 15_000, interval: 20 }
    await vi.waitFor(() => expect(viewer.received.length).toBe(sent.sharer), wait)
    await vi.waitFor(() => expect(sharer.received.length).toBe(sent.viewer), wait)
    for (const end of [sharer, viewer]) {
      const numbers = end.received.map(({ payload }) => Number(text(payload.subarray(0, 12))))
      expect(new Set(numbers).size).toBe(numbers.length)
      for (const lane of LANES) {
        const inLane = numbers.filter((_, i) => end.received[i]?.lane === lane)
        expect(inLane).toEqual([...inLane].sort((a, b) => a - b))
      }
      expect(end.streams).toBe(1)
    }
    expect(relay.breaks).toBeGreaterThanOrEqual(WANTED_BREAKS)
    await vi.waitFor(() => expect(sharer.channel.buffered).toBe(0), wait)
  }, 60_000)

  test('when the sharer’s page reloads, a new stream begins and nothing of the old one arrives', async () => {
    const first = open('sharer')
    const viewer = open('viewer')
    await bothOpen(first, viewer)
    first.channel.send(bytes('before'), 'page')
    await eventually(() => expect(texts(viewer)).toEqual(['before']))
    viewer.channel.send(bytes('heard'), 'control')
    await eventually(() => expect(texts(first)).toEqual(['heard']))
    first.channel.close()
    viewer.channel.send(bytes('to nobody'), 'control')
    const second = open('sharer')
    await eventually(() => expect(viewer.streams).toBe(2))
    await bothOpen(second, viewer)
    second.channel.send(bytes('after'), 'page')
    viewer.channel.send(bytes('hello again'), 'control')
    await eventually(() => expect(texts(viewer)).toEqual(['before', 'after']))
    await eventually(() => expect(texts(second)).toEqual(['hello again']))
  })

  test('when the viewer’s page reloads, the sharer is told to start anew', async () => {
    const sharer = open('sharer', {
      onStream: () => sharer?.channel.send(bytes('snapshot'), 'page'),
    })
    const first = open('viewer')
    await eventually(() => expect(texts(first)).toEqual(['snapshot']))
    first.channel.close()
    const second = open('viewer')
    await eventually(() => expect(texts(second)).toEqual(['snapshot']))
    expect(sharer.streams).toBe(2)
  })

  test('with both pages reloading and sockets breaking at random, each stream arrives from its beginning', async () => {
    const random = randomNumbers(77)
    const read = (end: End) => {
      // The receiver's streams, as far as they came: numbers from 0, lane by lane.
      for (const lane of LANES) {
        const numbers = end.received
          .filter((one) => one.lane === lane)
          .map(({ payload }) => Number(text(payload)))
        for (const [i, number] of numbers.entries()) {
          if (i > 0 && number !== 0) expect(number).toBe((numbers[i - 1] ?? -1) + 1)
        }
        expect(numbers[0] ?? 0).toBe(0)
      }
    }
    const next = new Map<string, number>()
    const begin = (role: 'sharer' | 'viewer') =>
      open(role, {
        timing: QUICK,
        onStream: () => LANES.map((lane) => next.set(`${role} ${lane}`, 0)),
      })
    const now = { sharer: begin('sharer'), viewer: begin('viewer') }
    const say = (role: 'sharer' | 'viewer') => {
      const lane = LANES[random(3)] ?? 'page'
      const number = next.get(`${role} ${lane}`)
      if (number === undefined || now[role].streams === 0) return
      next.set(`${role} ${lane}`, number + 1)
      now[role].channel.send(bytes(`${number}`), lane)
    }
    for (let reloads = 0; reloads < 30; ) {
      for (let i = random(8); i > 0; i--) say(random(2) ? 'sharer' : 'viewer')
      await new Promise((done) => setTimeout(done, random(20)))
      const role = random(2) ? 'sharer' : 'viewer'
      if (random(6) === 0) relay.break(role, random(3) ? 'cut' : 'half-open')
      if (random(6) > 0) continue
      reloads++
      now[role].channel.close()
      read(now[role])
      for (const lane of LANES) next.delete(`${role} ${lane}`)
      now[role] = begin(role)
    }
    await bothOpen(now.sharer, now.viewer)
    const before = { sharer: now.viewer.received.length, viewer: now.sharer.received.length }
    say('sharer')
    say('viewer')
    await eventually(() => expect(now.viewer.received.length).toBeGreaterThan(before.sharer))
    await eventually(() => expect(now.sharer.received.length).toBeGreaterThan(before.viewer))
    await eventually(() =>
      expect(now.sharer.channel.buffered + now.viewer.channel.buffered).toBe(0),
    )
    read(now.sharer)
    read(now.viewer)
  }, 40_000)

  test('control overtakes a page that waits, and each lane keeps its order', async () => {
    const sharer = open('sharer')
    const viewer = open('viewer')
    await bothOpen(sharer, viewer)
    const random = randomNumbers(3)
    const big = () => Uint8Array.from({ length: 400_000 }, () => random(256))
    for (let i = 0; i < 8; i++) sharer.channel.send(big(), 'asset')
    for (let i = 0; i < 3; i++) sharer.channel.send(big(), 'page')
    sharer.channel.send(bytes('urgent'), 'control')
    await vi.waitFor(() => expect(viewer.received.length).toBe(12), { timeout: 10_000 })
    const order = viewer.received.map(({ lane }) => lane)
    expect(order.indexOf('control')).toBeLessThan(3)
    expect(order.lastIndexOf('page')).toBeLessThan(order.lastIndexOf('asset'))
  })

  test('what the other end has not acknowledged is counted, and goes down when it has', async () => {
    const sharer = open('sharer', { timing: QUICK })
    const viewer = open('viewer', { timing: QUICK })
    await bothOpen(sharer, viewer)
    relay.break('viewer', 'half-open')
    for (let i = 0; i < 20; i++) sharer.channel.send(new Uint8Array(1_000).fill(i), 'control')
    expect(sharer.channel.buffered).toBeGreaterThanOrEqual(20_000)
    await vi.waitFor(() => expect(sharer.channel.buffered).toBe(0), { timeout: 5_000 })
    expect(viewer.received.length).toBe(20)
  })

  test('of volatile payloads the latest of each right wins, and none waits for the other end', async () => {
    const sharer = open('sharer')
    sharer.channel.sendVolatile(bytes('too early'), 'pointer')
    const viewer = open('viewer')
    await bothOpen(sharer, viewer)
    for (let i = 0; i < 500; i++) viewer.channel.sendVolatile(bytes(`p${i}`), 'pointer')
    for (let i = 0; i < 500; i++) viewer.channel.sendVolatile(bytes(`d${i}`), 'drawing')
    await eventually(() => expect(texts(sharer)).toContain('p499'))
    await eventually(() => expect(texts(sharer)).toContain('d499'))
    expect(sharer.received.length).toBeLessThan(20)
    expect(sharer.received.every(({ lane }) => lane === 'volatile')).toBe(true)
    expect(viewer.received).toEqual([])
  })

  test('a socket that dies in silence is replaced, and the round trip is measured', async () => {
    const sharer = open('sharer', { timing: QUICK })
    const viewer = open('viewer', { timing: QUICK })
    await bothOpen(sharer, viewer)
    relay.break('sharer', 'half-open')
    await vi.waitFor(() => expect(sharer.states).toContain('interrupted'), { timeout: 3_000 })
    expect(sharer.codes).toContain('silent')
    await bothOpen(sharer, viewer)
    await eventually(() => expect(sharer.channel.stats.roundTrip).not.toBeNull())
    expect(sharer.channel.stats.sentBytes).toBeGreaterThan(0)
    expect(sharer.channel.stats.receivedBytes).toBeGreaterThan(0)
  })

  test('the end of the session closes both for good, with the reason', async () => {
    const sharer = open('sharer')
    const viewer = open('viewer')
    await bothOpen(sharer, viewer)
    relay.say('sharer', { kind: 'ended', reason: 'agent_ended' })
    await eventually(() => expect(sharer.ended).toEqual(['agent_ended']))
    expect(sharer.channel.state).toBe('closed')
    sharer.channel.send(bytes('late'), 'page')
    expect(sharer.channel.buffered).toBe(0)
  })

  test.each(['sharer_elsewhere', 'session_ended', 'permission_missing', 'replaced'])(
    'after the refusal %s it does not come back',
    async (code) => {
      let tickets = 0
      const ticket = relay.ticket('sharer')
      const sharer = open('sharer', {
        ticket() {
          tickets++
          return ticket()
        },
      })
      await eventually(() => expect(sharer.channel.state).toBe('waiting'))
      relay.say('sharer', { kind: 'refused', code, message: 'no' })
      await eventually(() => expect(sharer.channel.state).toBe('closed'))
      expect(sharer.codes).toEqual([code])
      await new Promise((done) => setTimeout(done, 60))
      expect(tickets).toBe(1)
    },
  )

  test('a frame that the relay keeps back costs a new stream, not the session', async () => {
    const sharer = open('sharer')
    const viewer = open('viewer')
    await bothOpen(sharer, viewer)
    relay.rewrite = (raw, from) => {
      const frame = readWireFrame(raw)
      if (from !== 'viewer' || frame.kind !== 'data' || frame.right !== 'drawing') return [raw]
      relay.say('viewer', { kind: 'refused', code: 'right_missing', message: 'drawing is off' })
      return []
    }
    viewer.channel.send(bytes('not allowed'), 'control', 'drawing')
    await eventually(() => expect(viewer.codes).toContain('right_missing'))
    await eventually(() => expect(viewer.streams).toBe(2))
    await bothOpen(sharer, viewer)
    viewer.channel.send(bytes('allowed'), 'control')
    await eventually(() => expect(texts(sharer)).toEqual(['allowed']))
  })

  test('a ticket that is refused for good closes it, any other failure is tried again', async () => {
    let tries = 0
    const failure = (code: string) => Object.assign(new Error(code), { code })
    const sharer = open('sharer', {
      ticket: async () => {
        throw failure(++tries < 4 ? 'offline' : 'session_ended')
      },
    })
    await eventually(() => expect(sharer.channel.state).toBe('closed'))
    expect(tries).toBe(4)
    expect(sharer.codes).toEqual(['offline', 'offline', 'offline', 'session_ended'])
  })

  test('a payload over the limit is refused to its sender', async () => {
    const sharer = open('sharer')
    const viewer = open('viewer')
    await bothOpen(sharer, viewer)
    const huge = new Uint8Array((32 << 20) + 1)
    expect(() => sharer.channel.send(huge, 'asset')).toThrow(
      expect.objectContaining({ code: 'too_large' }),
    )
  })
}
