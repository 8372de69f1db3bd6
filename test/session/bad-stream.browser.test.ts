import { type Capture, startCapture } from '@alongside/capture'
import { type Channel, openChannel } from '@alongside/channel'
import { FrameReader, frameKind, type Op, readPayload, writePayload } from '@alongside/protocol'
import { startViewer, type Viewer } from '@alongside/viewer'
import { afterEach, expect, test } from 'vitest'
import { writeFrame } from '../../packages/protocol/test/write-frame.ts'
import { createIssuer, openMemoryRelay } from './memory-relay.ts'

const soon = { timeout: 8000 }
const stops: (() => void)[] = []

afterEach(() => {
  for (const stop of stops.splice(0).reverse()) stop()
})

/** A viewer, and a customer's end that is not ours: `pass` decides what of the capture's frames is sent. */
async function shareBadly(pass: (frame: Uint8Array) => Uint8Array | null): Promise<{
  viewer: Viewer
  page: HTMLElement
  channel: Channel
  asked(): number
  shown(): string | undefined
}> {
  const page = document.createElement('main')
  const stage = document.createElement('div')
  stage.setAttribute('data-alongside-own', '')
  stage.style.height = '300px'
  page.textContent = 'first'
  document.body.append(page, stage)
  const relay = openMemoryRelay()
  const issuer = await createIssuer('session')
  let capture: Capture | null = null
  let asked = 0
  let failed = false
  const channel = openChannel({
    role: 'sharer',
    sessionId: 'session',
    issuerKey: issuer.publicKey,
    ticket: relay.ticket('sharer'),
    connect: relay.connect,
    onStream() {
      capture = startCapture({
        emit(frame) {
          const sent = pass(frame)
          const lane = frameKind(frame) === 'ops' ? 'page' : 'asset'
          if (sent) channel.send(writePayload({ kind: 'frame', frame: sent }), lane)
        },
      })
    },
    onPayload(bytes) {
      const payload = readPayload(bytes)
      if (payload.kind !== 'frame') return
      asked++
      capture?.receive(payload.frame)
    },
    onState() {},
    onEnded() {},
  })
  const viewer = startViewer({
    sessionId: 'session',
    container: stage,
    customerName: 'Kai',
    agentName: 'Maria',
    ticket: relay.ticket('viewer'),
    connect: relay.connect,
    certify: issuer.certify,
    onChange() {
      if (failed) return
      failed = true
      throw new Error('an app that fails')
    },
    onEnded() {},
  })
  const failing = (event: ErrorEvent): void => {
    if (event.message.includes('an app that fails')) event.preventDefault()
  }
  addEventListener('error', failing)
  stops.push(
    () => removeEventListener('error', failing),
    () => page.remove(),
    () => stage.remove(),
    () => channel.close(),
    () => viewer.stop(),
    () => capture?.stop(),
  )
  return {
    viewer,
    page,
    channel,
    asked: () => asked,
    shown() {
      const frames = [...stage.querySelectorAll('iframe')]
      const seen = frames.find((it) => it.style.visibility !== 'hidden')
      return seen?.contentDocument?.querySelector('main')?.textContent ?? undefined
    },
  }
}

test('a lost frame is noticed, a new epoch is asked for, and the picture is whole again', async () => {
  let drop = false
  const { page, asked, shown } = await shareBadly((frame) => {
    if (!drop) return frame
    drop = false
    return null
  })
  await expect.poll(shown, soon).toBe('first')
  expect(asked()).toBe(0)
  drop = true
  page.textContent = 'never arrives'
  await expect.poll(() => drop, soon).toBe(false)
  page.append(', but this does')
  await expect.poll(shown, soon).toBe('never arrives, but this does')
  expect(asked()).toBe(1)
})

test('an op on a node that is not there is refused whole, and the picture is whole again', async () => {
  let bend = false
  const reader = new FrameReader()
  const { page, asked, shown, viewer } = await shareBadly((frame) => {
    if (frameKind(frame) !== 'ops') return frame
    const read = reader.read(frame)
    if (!bend || read.frame !== 'ops') return frame
    bend = false
    const ops = [...read.ops, { op: 'text', id: 999_999, text: 'x' } as unknown as Op]
    return writeFrame({ ...read, ops })
  })
  await expect.poll(shown, soon).toBe('first')
  bend = true
  page.textContent = 'second'
  await expect.poll(shown, soon).toBe('second')
  expect(asked()).toBe(1)
  expect(viewer.state.repairing).toBe(false)
})

test('a stream that never comes right is told to the agent, not an empty stage', async () => {
  const { viewer } = await shareBadly((frame) =>
    frameKind(frame) === 'ops' ? Uint8Array.of(...frame, 0xff) : frame,
  )
  await expect.poll(() => viewer.state.repairing, soon).toBe(true)
})

test('a stream of garbage neither breaks the app nor makes the customer start over all the time', async () => {
  const { channel, asked, shown, viewer } = await shareBadly((frame) => frame)
  await expect.poll(shown, soon).toBe('first')
  for (let i = 0; i < 400; i++) {
    const bytes = crypto.getRandomValues(new Uint8Array(40))
    bytes[0] = 1 + (i % 3)
    bytes[1] = 1 + (i % 4)
    channel.send(bytes, i % 2 ? 'page' : 'asset')
  }
  const started = performance.now()
  await expect.poll(() => channel.buffered, soon).toBe(0)
  expect(asked()).toBeLessThanOrEqual(2 + (performance.now() - started) / 1000)
  await expect.poll(() => viewer.state.frozenSince, soon).toBeNull()
  await expect.poll(shown, soon).toBe('first')
})
