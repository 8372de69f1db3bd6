import { readWireFrame } from '@alongside/protocol'
import { expect, test, vi } from 'vitest'
import type { Relay } from '../test/blind-relay.ts'
import { QUICK } from '../test/open-ends.ts'
import { withEnds } from '../test/with-ends.ts'

let relay: Relay
const open = withEnds((made) => {
  relay = made
})
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 5 })

test('a try of which nothing is heard does not hold up the next, and there are never more than four', async () => {
  let asked = 0
  const answered = relay.ticket('sharer')
  const never = new Promise<never>(() => {})
  const sharer = open('sharer', {
    ticket: () => (++asked < 4 ? never : answered()),
    timing: { ...QUICK, beside: 20 },
  })
  await eventually(() => expect(sharer.channel.state).toBe('waiting'))
  expect(asked).toBe(4)

  let alone = 0
  const stuck = open('viewer', {
    ticket: () => {
      alone++
      return never
    },
    timing: { ...QUICK, beside: 5 },
  })
  await new Promise((done) => setTimeout(done, 100))
  expect([alone, stuck.channel.state]).toEqual([4, 'connecting'])
})

test('of tries that come through together one speaks, so that none takes the place of another', async () => {
  const ticket = relay.ticket('sharer')
  const held: (() => void)[] = []
  let hellos = 0
  const sharer = open('sharer', {
    ticket: async () => {
      await new Promise<void>((go) => held.push(go))
      return ticket()
    },
    connect(url) {
      const socket = new WebSocket(url)
      const send = socket.send.bind(socket)
      socket.send = (frame) => {
        if (readWireFrame(new Uint8Array(frame as ArrayBuffer)).kind === 'hello') hellos++
        send(frame)
      }
      return socket
    },
    timing: { ...QUICK, silence: 10_000, beside: 10 },
  })
  await eventually(() => expect(held.length).toBe(4))
  for (const go of held) go()
  await eventually(() => expect(sharer.channel.state).toBe('waiting'))
  await new Promise((done) => setTimeout(done, 100))
  expect([hellos, sharer.states, sharer.codes]).toEqual([1, ['waiting'], []])
})
