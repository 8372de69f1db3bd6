import { afterEach, expect, it, vi } from 'vitest'
import { afterPaint } from './after-paint.ts'
import { createGate } from './gate.ts'

afterEach(() => vi.restoreAllMocks())

/** A replica of which a frame is a number: 0 begins anew, and from `shown` on there is a picture. Each takes `ms`, all else no time. */
function open(shown: number, ms: number) {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const applied: number[] = []
  const replica = { current: false }
  const gate = createGate(replica, ([number = 0]) => {
    now += ms
    applied.push(number)
    if (number === 0) replica.current = false
    if (number === shown) replica.current = true
  })
  return { applied, gate, replica }
}

const frames = (from: number, to: number): Uint8Array[] =>
  Array.from({ length: to - from }, (_, i) => Uint8Array.of(from + i))

const painted = (): Promise<void> => new Promise((resolve) => afterPaint(resolve))

it('lets a new picture be painted before the rest is built, in order', async () => {
  const { applied, gate } = open(2, 1)
  for (const frame of frames(0, 9)) gate.take(frame)
  expect(applied).toEqual([0, 1, 2])
  expect(gate.idle).toBe(false)
  await painted()
  await expect.poll(() => gate.idle).toBe(true)
  expect(applied).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
})

it('applies at once what comes for a picture that has been painted', async () => {
  const { applied, gate } = open(0, 1)
  gate.take(Uint8Array.of(0))
  await expect.poll(() => gate.idle).toBe(true)
  for (const frame of frames(1, 60)) gate.take(frame)
  expect(applied.length).toBe(60)
})

it('paints in between also where much has to be built before there is a picture', async () => {
  const { applied, gate } = open(100, 5)
  for (const frame of frames(0, 40)) gate.take(frame)
  expect(applied.length).toBeLessThan(10)
  await expect.poll(() => gate.idle).toBe(true)
  expect(applied.length).toBe(40)
})

it('begins again with each page', async () => {
  const { applied, gate } = open(2, 1)
  for (const frame of frames(0, 5)) gate.take(frame)
  await expect.poll(() => gate.idle).toBe(true)
  for (const frame of frames(0, 5)) gate.take(frame)
  expect(applied.length).toBe(8)
  await expect.poll(() => gate.idle).toBe(true)
})

it('forgets what waits when it is stopped', async () => {
  const { applied, gate } = open(0, 1)
  for (const frame of frames(0, 5)) gate.take(frame)
  gate.stop()
  await painted()
  await painted()
  expect(applied).toEqual([0])
})
