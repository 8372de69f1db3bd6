import type { Op } from '@alongside/protocol'
import { expect } from 'vitest'
import { clickAt } from '../support/hand.ts'
import { feature, type Side, twin } from './feature.ts'
import { sameHits } from './hits.ts'
import { until } from './joined.ts'

const MARKUP = `<style>#v{width:50px;height:40px;background:rgb(0 90 0)}#v:fullscreen{background:rgb(90 0 0);padding:3px}</style>
  <button id=k style="position:fixed;left:0;top:0;width:60px;height:30px">k</button><p>text</p>
  <div id=v>v<p id=p popover>p</p></div>`

const noTopLayer = (op: Op): Op | null => (op.op === 'topLayer' ? null : op)

feature('a fullscreen element fills the viewport above everything and matches :fullscreen', {
  markup: MARKUP,
  change: (page) => enter(page, 'v'),
  check(side) {
    sameHits(side)
    const [mine, theirs] = [side.page, side.replica].map((of) =>
      getComputedStyle(twin(of, 'v'), '::backdrop').getPropertyValue('background-color'),
    )
    expect(theirs).toBe(mine)
  },
  without: noTopLayer,
})

feature('a popover above a fullscreen element', {
  markup: MARKUP,
  async change(page) {
    await enter(page, 'v')
    twin(page, 'p').showPopover()
  },
  check: sameHits,
  without: (op) =>
    op.op === 'topLayer' ? { ...op, entries: op.entries.filter((e) => e.kind !== 'popover') } : op,
})

feature('the whole page in fullscreen', {
  markup: `<style>:root:fullscreen p{color:rgb(90 0 0)}</style>${MARKUP}`,
  change: (page) => enter(page, 'root'),
  without: noTopLayer,
})

feature('an element that leaves fullscreen is as before', {
  markup: MARKUP,
  before: (page) => enter(page, 'v'),
  async change(page) {
    await page.exitFullscreen()
    await until(() => !page.fullscreenElement)
  },
  check({ replica }: Side) {
    expect(twin(replica, 'v').hasAttribute('popover')).toBe(false)
  },
  modes: ['while sharing'],
  without: (op) => (op.op === 'topLayer' && op.entries.length === 0 ? null : op),
})

/** Fullscreen takes a press by a person, at the customer; in the replica it takes an op. */
async function enter(page: Document, id: string): Promise<void> {
  const element = id === 'root' ? page.documentElement : twin(page, id)
  twin(page, 'k').addEventListener('click', () => void element.requestFullscreen(), { once: true })
  const frame = page.defaultView?.frameElement?.getBoundingClientRect() ?? new DOMRect()
  await clickAt(frame.x + 30, frame.y + 15)
  await until(() => page.fullscreenElement === element)
}
