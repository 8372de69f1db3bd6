import { FrameReader, type Op } from '@alongside/protocol'
import { describe, expect, it } from 'vitest'
import { type Joined, joinPage, until } from './joined.ts'
import { the } from './missing.ts'

/** One piece of work in the page may take so long. Milliseconds, on the clock of the test. */
const SLICE = 6
/** How much later it is each time the capture looks at that clock. */
const STEP = 0.05
/** The capture asks it at every sixteenth node. */
const MOST_NODES = (SLICE / STEP) * 16 + 16
const PARAGRAPHS = 25_000
const NODES = PARAGRAPHS * 4
const paragraphs = (count: number): string => '<p><b>a</b> b</p>'.repeat(count)

type Clocked = { readonly joined: Joined; yields(): number }

/** A page whose time passes only by being asked for, so that what fits into a slice is the same on every machine. */
async function join(slice: number, fill: (page: Document) => void): Promise<Clocked> {
  let yields = 0
  const joined = await joinPage('<!doctype html><title>t</title><main id=at hidden></main>', {
    own: true,
    slice,
    before(page) {
      const view = page.defaultView as Window & typeof globalThis
      let time = 0
      const now = (): number => {
        time += STEP
        return time
      }
      Object.defineProperty(view.performance, 'now', { value: now })
      // Nothing is looked at from time to time, and a message to itself is how the capture gives way.
      Object.assign(view, { setInterval: () => 0 })
      const { postMessage } = view.MessagePort.prototype
      view.MessagePort.prototype.postMessage = function (this: MessagePort, ...args: [unknown]) {
        yields++
        return postMessage.apply(this, args)
      }
      fill(page)
    },
  })
  return { joined, yields: () => yields }
}

const nodesIn = (op: Op): number => (op.op === 'insert' ? op.nodes.length : 0)
const attributesIn = (op: Op): number => (op.op === 'attribute' ? 1 : 0)

/** How much each frame from one on brings, of those that bring any. */
function slicesOf({ frames }: Joined, count: (op: Op) => number, from = 0): number[] {
  const reader = new FrameReader()
  const all = frames.map((bytes) => reader.read(bytes))
  return all
    .slice(from)
    .map((frame) => (frame.frame === 'ops' ? [...frame.ops] : []))
    .map((ops) => ops.reduce((sum, op) => sum + count(op), 0))
    .filter((sum) => sum > 0)
}

const isComplete = ({ replica }: Joined, count: number): boolean =>
  replica.document?.querySelectorAll('p').length === count

describe('100 000 nodes [line 33]', () => {
  const fill = (page: Document): void => {
    the(page, 'at').innerHTML = paragraphs(PARAGRAPHS)
  }

  it('are written a slice at a time, the browser having its turn after each, and are whole then', async () => {
    const { joined, yields } = await join(SLICE, fill)
    await until(() => isComplete(joined, PARAGRAPHS), 20_000)
    const slices = slicesOf(joined, nodesIn)
    expect(Math.max(...slices)).toBeLessThanOrEqual(MOST_NODES)
    expect(slices.reduce((sum, count) => sum + count)).toBeGreaterThan(NODES)
    expect(slices.length).toBeGreaterThanOrEqual(Math.floor(NODES / MOST_NODES))
    // After each that left something, unless a frame of the screen came first.
    expect(yields()).toBeGreaterThan(slices.length / 2)
    joined.close()
  })

  it('are one piece of work where a slice has no end', async () => {
    const { joined } = await join(Number.POSITIVE_INFINITY, fill)
    await until(() => isComplete(joined, PARAGRAPHS), 20_000)
    const slices = slicesOf(joined, nodesIn)
    expect(slices).toHaveLength(1)
    expect(slices[0]).toBeGreaterThan(NODES)
    joined.close()
  })
})

describe('a batch of 20 000 nodes while sharing [line 33]', () => {
  const count = 5000
  const append = (slice: number): Promise<Clocked & { from: number }> =>
    join(slice, () => {}).then(async (clocked) => {
      const { joined } = clocked
      await until(() => joined.replica.document?.getElementById('at'))
      const from = joined.frames.length
      the(joined.page, 'at').innerHTML = paragraphs(count)
      await until(() => isComplete(joined, count), 20_000)
      return { ...clocked, from }
    })

  it('is written a slice at a time, and so are changes of all its attributes', async () => {
    const { joined, from } = await append(SLICE)
    const written = slicesOf(joined, nodesIn, from)
    expect(Math.max(...written)).toBeLessThanOrEqual(MOST_NODES)
    expect(written.length).toBeGreaterThanOrEqual(Math.floor((count * 4) / MOST_NODES))
    const before = joined.frames.length
    for (const p of the(joined.page, 'at').children) p.setAttribute('lang', 'en')
    await until(() => joined.replica.document?.querySelectorAll('p[lang]').length === count, 20_000)
    const changed = slicesOf(joined, attributesIn, before)
    expect(Math.max(...changed)).toBeLessThanOrEqual(MOST_NODES)
    expect(changed.reduce((sum, each) => sum + each)).toBe(count)
    joined.close()
  })

  it('is one piece of work where a slice has no end', async () => {
    const { joined, from } = await append(Number.POSITIVE_INFINITY)
    expect(joined.frames.length - from).toBe(1)
    joined.close()
  })
})
