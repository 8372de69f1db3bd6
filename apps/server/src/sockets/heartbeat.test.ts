import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { Heartbeat } from './heartbeat.ts'

let heartbeat: Heartbeat
beforeEach(() => {
  vi.useFakeTimers()
  heartbeat = new Heartbeat()
})
afterEach(() => {
  heartbeat.stop()
  vi.useRealTimers()
})

function watched(answers: boolean): EventEmitter & { dropped: boolean } {
  const socket = Object.assign(new EventEmitter(), {
    dropped: false,
    ping: () => answers && socket.emit('pong'),
    terminate() {
      socket.dropped = true
      socket.emit('close')
    },
  })
  heartbeat.watch(socket as unknown as WebSocket)
  return socket
}

test('who says nothing for 15 s is dropped; who answers stays, in a hidden tab too', () => {
  const gone = watched(false)
  const quiet = watched(true)
  vi.advanceTimersByTime(9_000)
  expect(gone.dropped).toBe(false)
  vi.advanceTimersByTime(6_000)
  expect(gone.dropped).toBe(true)
  vi.advanceTimersByTime(600_000)
  expect(quiet.dropped).toBe(false)
})

test('whatever arrives is a sign of life: an answer may wait behind it on a slow link', () => {
  const slow = watched(false)
  for (let s = 0; s < 60; s += 4) {
    vi.advanceTimersByTime(4_000)
    slow.emit('message')
  }
  expect(slow.dropped).toBe(false)
})
