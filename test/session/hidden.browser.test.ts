import { afterEach, beforeEach, expect, test } from 'vitest'
import { page as runner } from 'vitest/browser'
import { moveTo } from '../support/hand.ts'
import { type BothEnds, openBothEnds } from './both-ends.ts'

// What an agent is told of the places that are hidden.

const PAGE = `
  <p id="shown">Trail jacket</p><p id="masked" class="secret">4711-secret</p>
  <p><input id="password" type="password" value="4711-secret"></p>
  <div id="blocked" data-alongside-block style="width: 200px; height: 60px">4711-secret</div>
  <div style="height: 3000px"></div>`
const soon = { timeout: 8000 }
let ends: BothEnds | null = null

beforeEach(() => runner.viewport(1100, 720))
afterEach(() => {
  ends?.close()
  ends = null
})

async function live(): Promise<BothEnds> {
  const opened = await openBothEnds(PAGE, { maskSelectors: ['.secret'] })
  ends = opened
  await expect.poll(() => opened.viewer.state.firstPicture, soon).toBe(true)
  await expect.poll(() => opened.viewer.state.frozenSince, soon).toBeNull()
  return opened
}

const round = ({ x, y, width, height }: DOMRect): string =>
  [x, y, width, height].map(Math.round).join()

function marks({ stage }: BothEnds): string[] {
  return [...stage.querySelectorAll('[role=img][aria-label="Hidden from you"]')].map((it) =>
    round(it.getBoundingClientRect()),
  )
}

/** Where the stage draws these elements. */
function drawn({ stage, replica, viewer }: BothEnds, ...ids: string[]): string[] {
  const at = stage.querySelector('[data-alongside-stage=page]')?.getBoundingClientRect()
  const { scale } = viewer.state
  return ids.map((id) => {
    const box = replica()?.querySelector(`#${id}`)?.getBoundingClientRect() ?? new DOMRect()
    const { x = 0, y = 0 } = at ?? {}
    return round(
      new DOMRect(x + box.x * scale, y + box.y * scale, box.width * scale, box.height * scale),
    )
  })
}

test('a masked text, a field and a blocked box are hatched and named, wherever they scroll; nothing else is', async () => {
  const opened = await live()
  const fits = (...ids: string[]) =>
    expect.poll(() => marks(opened).toSorted(), soon).toEqual(drawn(opened, ...ids).toSorted())
  await fits('masked', 'password', 'blocked')
  scrollTo(0, 60)
  await expect.poll(() => opened.replica()?.defaultView?.scrollY, soon).toBe(60)
  await fits('masked', 'password', 'blocked')
  scrollTo(0, 0)
  opened.page.querySelector('#masked')?.removeAttribute('class')
  await expect
    .poll(() => opened.replica()?.querySelector('#masked')?.textContent, soon)
    .toBe('4711-secret')
  await fits('password', 'blocked')
  opened.page.querySelector('#shown')?.setAttribute('class', 'secret')
  await expect.poll(() => marks(opened).length, soon).toBe(3)
})

test('under the pointer it is said, and beside it is not', async () => {
  const opened = await live()
  await expect.poll(() => marks(opened).length, soon).toBe(3)
  const middle = (id: string): [number, number] => {
    const [x = 0, y = 0, width = 0, height = 0] = (drawn(opened, id)[0] ?? '')
      .split(',')
      .map(Number)
    return [x + Math.min(width, 60) / 2, y + height / 2]
  }
  await moveTo(...middle('masked'))
  await expect.poll(() => opened.input().title).toBe('Hidden from you')
  await moveTo(...middle('shown'))
  await expect.poll(() => opened.input().title).toBe('')
})
