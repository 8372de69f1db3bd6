import { FrameReader, type Op } from '@alongside/protocol'
import { describe, expect, it } from 'vitest'
import { twin } from './feature.ts'
import { type Joined, joinPage, until } from './joined.ts'
import { the } from './missing.ts'

type View = Window & typeof globalThis

/** The screen of a page whose frames come when the test says so. */
type Screen = { show(): void }

const MARKUP =
  '<!doctype html><title>t</title><p id=a style="--x:0;color:teal" lang=en title=t>a</p>' +
  Array.from({ length: 20 }, (_, i) => `<i id=i${i} style="left:0"></i>`).join('')

async function join(): Promise<{ joined: Joined; screen: Screen }> {
  const waiting = new Map<number, FrameRequestCallback>()
  let next = 1
  const joined = await joinPage(MARKUP, {
    slice: 60_000,
    before(page) {
      // No frames, no timers that stand in for them, and nothing is looked at from time to time.
      Object.assign(page.defaultView as View, {
        requestAnimationFrame(callback: FrameRequestCallback) {
          waiting.set(next, callback)
          return next++
        },
        cancelAnimationFrame: (id: number) => waiting.delete(id),
        setTimeout: () => 0,
        setInterval: () => 0,
      })
    },
  })
  await until(() => joined.replica.document?.getElementById('a'))
  const screen = {
    show() {
      const now = [...waiting.values()]
      waiting.clear()
      for (const callback of now) callback(0)
    },
  }
  screen.show()
  return { joined, screen }
}

/** Turns for the browser to tell of what has changed. */
const turn = (): Promise<void> => Promise.resolve()

function opsSince({ frames }: Joined, from: number): Op[] {
  const reader = new FrameReader()
  const all = frames.map((bytes) => reader.read(bytes))
  return all.slice(from).flatMap((frame) => (frame.frame === 'ops' ? [...frame.ops] : []))
}

const bytesSince = ({ frames }: Joined, from: number): number =>
  frames.slice(from).reduce((sum, { length }) => sum + length, 0)

/** As scripts that animate by hand: every value is another one. */
function write(page: Document, n: number): void {
  const a = the<HTMLElement>(page, 'a')
  a.style.setProperty('--x', String(n))
  a.title = `t${n % 2}`
  a.lang = n % 2 ? 'en' : 'de'
  for (let i = 0; i < 20; i++) the<HTMLElement>(page, `i${i}`).style.left = `${n % 1000}px`
}

const WRITES = 500
/** Four attributes of one element, one of each of twenty. */
const ATTRIBUTES = 23

describe('500 writes of 23 attributes each, between two frames of the screen [line 37]', () => {
  it('are at most two frames for the first of them and one for what they lead to, an op an attribute', async () => {
    const { joined, screen } = await join()
    const from = joined.frames.length
    for (let n = 1; n <= WRITES; n++) {
      write(joined.page, n)
      await turn()
    }
    // After quiet the first two changes are written at once.
    expect(joined.frames.length).toBeLessThanOrEqual(from + 2)
    screen.show()
    expect(joined.frames.length).toBeLessThanOrEqual(from + 3)
    expect(twin(joined.replica.document as Document, 'a').style.getPropertyValue('--x')).toBe(
      String(WRITES),
    )
    const ops = opsSince(joined, from)
    expect(ops.filter(({ op }) => op !== 'attribute')).toEqual([])
    expect(ops.length).toBeLessThanOrEqual(3 * ATTRIBUTES)
    expect(joined.difference()).toBeNull()
    joined.close()
  })

  it('cost the same bytes, however many there are', async () => {
    const { joined, screen } = await join()
    const bytesOf = (writes: number): number => {
      const from = joined.frames.length
      for (let n = 1; n <= writes; n++) write(joined.page, 1000 + n)
      joined.capture.flush()
      screen.show()
      return bytesSince(joined, from)
    }
    bytesOf(1)
    const [few, many] = [bytesOf(101), bytesOf(1001)]
    expect(many).toBeLessThanOrEqual(few + 2 * ATTRIBUTES)
    joined.close()
  })

  it('are as many ops as writes where each is flushed', async () => {
    const { joined } = await join()
    const from = joined.frames.length
    for (let n = 1; n <= WRITES; n++) {
      write(joined.page, n)
      joined.capture.flush()
    }
    expect(opsSince(joined, from).length).toBeGreaterThanOrEqual((WRITES - 1) * ATTRIBUTES)
    joined.close()
  })
})
