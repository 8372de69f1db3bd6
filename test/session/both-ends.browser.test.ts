import { afterEach, beforeEach, expect, test } from 'vitest'
import { page as runner } from 'vitest/browser'
import { clickAt, moveTo, press } from '../support/hand.ts'
import { type BothEnds, openBothEnds } from './both-ends.ts'

const PAGE = `
  <style>#box { position: absolute; left: 120px; top: 90px; width: 200px; height: 80px; background: #cde }</style>
  <h1>Trail jacket</h1><button id="box">Add to cart</button>
  <a id="link" href="#elsewhere">Elsewhere</a><input id="name" value="Kai"><p class="secret">4711-secret</p>
  <div style="height: 3000px"></div>`
const soon = { timeout: 8000 }
let ends: BothEnds | null = null

beforeEach(() => runner.viewport(1100, 720))
afterEach(() => {
  ends?.close()
  ends = null
})

async function live(options: Parameters<typeof openBothEnds>[1] = {}): Promise<BothEnds> {
  const opened = await openBothEnds(PAGE, { maskSelectors: ['.secret'], ...options })
  ends = opened
  await expect.poll(() => opened.viewer.state.firstPicture, soon).toBe(true)
  await expect.poll(() => opened.viewer.state.frozenSince, soon).toBeNull()
  return opened
}

/** A picture that no encoder makes small: about 4 bytes a pixel. */
async function noise(side: number): Promise<string> {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = side
  const pixels = new ImageData(side, side)
  for (let at = 0; at < pixels.data.length; at += 65_536)
    crypto.getRandomValues(pixels.data.subarray(at, at + 65_536))
  canvas.getContext('2d')?.putImageData(pixels, 0, 0)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done))
  return URL.createObjectURL(blob ?? new Blob())
}

const boxOf = (root: ParentNode | null | undefined, selector: string): DOMRect => {
  const found = root?.querySelector(selector)
  if (!found) throw new Error(`no ${selector}`)
  return found.getBoundingClientRect()
}

test('the agent sees the page, scaled to fit, and what changes on it; masked text never', async () => {
  const { title } = document
  const { viewer, page, replica, stage } = await live()
  expect(viewer.state).toMatchObject({ connection: 'open', sharerPresent: true, leaving: false })
  expect(viewer.state.viewport).toEqual({ width: 1100, height: 720 })
  expect(viewer.state.scale).toBeCloseTo(Math.min(468 / 1100, 288 / 720), 5)
  // The mark that a shared tab has is not the page's.
  expect(viewer.state.page?.title).toBe(title)
  expect(replica()?.querySelector('h1')?.textContent).toBe('Trail jacket')
  const heading = page.querySelector('h1')
  if (heading) heading.textContent = 'Rain jacket'
  await expect.poll(() => replica()?.querySelector('h1')?.textContent).toBe('Rain jacket')
  expect(replica()?.body.textContent).not.toContain('4711')
  // The stage itself and the toolbar are not part of what is shared.
  expect(replica()?.querySelector('iframe')).toBeNull()
  expect(stage.querySelectorAll('iframe')).toHaveLength(1)
})

test('the picture is compared with the page again and again, what differs is put right, and the agent can see both', async () => {
  const { viewer, replica } = await live()
  await expect.poll(() => viewer.state.checkedAt, soon).not.toBeNull()
  const first = viewer.state.checkedAt ?? 0
  await expect.poll(() => (viewer.state.checkedAt ?? 0) > first, soon).toBe(true)
  expect(viewer.state.heals).toBe(0)
  const heading = replica()?.querySelector('h1')
  if (heading) heading.textContent = 'Something else'
  await expect.poll(() => viewer.state.heals > 0, soon).toBe(true)
  expect(replica()?.querySelector('h1')).toBe(heading)
  expect(heading?.textContent).toBe('Trail jacket')
})

test('an image takes no more of a second than the deployment lets it, and the page goes on meanwhile', async () => {
  const { viewer, page, replica } = await live({ assetBytesPerSecond: 10_000 })
  const image = document.createElement('img')
  image.src = await noise(200)
  page.prepend(image)
  await expect.poll(() => viewer.state.pendingAssets, soon).toBe(1)
  const heading = page.querySelector('h1')
  for (let i = 0; i < 20 && heading; i++) {
    heading.textContent = `Jacket ${i}`
    await expect.poll(() => replica()?.querySelector('h1')?.textContent).toBe(`Jacket ${i}`)
  }
  // Of its 160 kB or more, which take a quarter of a minute.
  expect(viewer.state.pendingAssets).toBe(1)
})

test("the customer's cursor lies within 2 px of the same place of the replica's element, under scroll and scale", async () => {
  const opened = await live()
  for (const [mode, top] of [
    ['fit', 0],
    ['fit', 40],
    [0.7, 40],
  ] as const) {
    opened.viewer.fit(mode)
    scrollTo(0, top)
    const box = boxOf(opened.page, '#box')
    await moveTo(box.x + box.width * 0.25, box.y + box.height * 0.5)
    await expect
      .poll(() => {
        const copy = boxOf(opened.replica(), '#box')
        const [mat] = opened.stage.children
        const matRect = mat?.getBoundingClientRect() ?? new DOMRect()
        const pageRect = boxOf(opened.stage, '[data-alongside-stage=page]')
        const { scale } = opened.viewer.state
        const cursor = opened.cursor('stage')
        if (cursor?.state !== 'here') return Number.POSITIVE_INFINITY
        expect(matRect.width).toBe(500)
        const x = pageRect.x + (copy.x + copy.width * 0.25) * scale
        const y = pageRect.y + (copy.y + copy.height * 0.5) * scale
        return Math.hypot(cursor.x - x, cursor.y - y)
      }, soon)
      .toBeLessThan(2)
  }
})

test("the agent's cursor lies within 2 px of the same place on the customer's page, under scroll and scale", async () => {
  const opened = await live()
  for (const [mode, top] of [
    ['fit', 0],
    ['fit', 40],
    [0.45, 60],
  ] as const) {
    opened.viewer.fit(mode)
    scrollTo(0, top)
    // The replica has scrolled too before the agent aims.
    await expect
      .poll(() => boxOf(opened.replica(), '#box').y, soon)
      .toBe(boxOf(opened.page, '#box').y)
    const pageRect = boxOf(opened.stage, '[data-alongside-stage=page]')
    const copy = boxOf(opened.replica(), '#box')
    const { scale } = opened.viewer.state
    await moveTo(
      pageRect.x + (copy.x + copy.width / 2) * scale,
      pageRect.y + (copy.y + copy.height / 2) * scale,
    )
    const distance = (): number => {
      const box = boxOf(opened.page, '#box')
      const cursor = opened.cursor('page')
      if (cursor?.state !== 'here') return Number.POSITIVE_INFINITY
      return Math.hypot(cursor.x - box.x - box.width / 2, cursor.y - box.y - box.height / 2)
    }
    await expect.poll(distance, soon).toBeLessThan(2)
  }
})

test('a click of each is shown to the other, and the click of the agent does nothing to either page', async () => {
  const opened = await live()
  let clicks = 0
  opened.page.querySelector('#box')?.addEventListener('click', () => clicks++)
  const box = boxOf(opened.page, '#box')
  await clickAt(box.x + 20, box.y + 20)
  await expect.poll(() => opened.rings('stage'), soon).toBe(1)
  expect(clicks).toBe(1)

  const pageRect = boxOf(opened.stage, '[data-alongside-stage=page]')
  const { scale } = opened.viewer.state
  const url = location.href
  for (const selector of ['#box', '#link', '#name']) {
    const copy = boxOf(opened.replica(), selector)
    await clickAt(pageRect.x + (copy.x + 5) * scale, pageRect.y + (copy.y + 5) * scale)
  }
  await expect.poll(() => opened.rings('page'), soon).toBeGreaterThanOrEqual(2)
  expect(clicks).toBe(1)
  expect(location.href).toBe(url)
  expect(opened.replica()?.activeElement).toBe(opened.replica()?.body)
  expect(document.activeElement?.tagName).not.toBe('IFRAME')
})

test('the pointer is followed into a frame of the page, and clicks there are shown', async () => {
  const opened = await live()
  const frame = document.createElement('iframe')
  frame.style.cssText = 'position: absolute; left: 40px; top: 200px; border: 5px solid'
  frame.srcdoc = '<button style="position: absolute; left: 30px; top: 20px">Inside</button>'
  opened.page.append(frame)
  const copyOf = (): Element | null | undefined =>
    opened.replica()?.querySelector('iframe')?.contentDocument?.querySelector('button')
  await expect.poll(copyOf, soon).toBeTruthy()
  const button = frame.contentDocument?.querySelector('button')
  let clicks = 0
  button?.addEventListener('click', () => clicks++)
  const outer = frame.getBoundingClientRect()
  const inner = button?.getBoundingClientRect() ?? new DOMRect()
  const at = {
    x: outer.x + 5 + inner.x + inner.width / 2,
    y: outer.y + 5 + inner.y + inner.height / 2,
  }
  await moveTo(at.x - 2, at.y)
  await clickAt(at.x, at.y)
  expect(clicks).toBe(1)
  await expect.poll(() => opened.rings('stage'), soon).toBe(1)
  const pageRect = boxOf(opened.stage, '[data-alongside-stage=page]')
  const { scale } = opened.viewer.state
  await expect
    .poll(() => {
      const cursor = opened.cursor('stage')
      if (cursor?.state !== 'here') return Number.POSITIVE_INFINITY
      return Math.hypot(cursor.x - pageRect.x - at.x * scale, cursor.y - pageRect.y - at.y * scale)
    }, soon)
    .toBeLessThan(2)
})

test('nothing is told about the toolbar, and nothing at all after the end', async () => {
  const opened = await live()
  const box = boxOf(opened.page, '#box')
  await moveTo(box.x + 20, box.y + 20)
  await expect.poll(() => opened.cursor('stage')?.state, soon).toBe('here')
  // The bar lies in the lower left corner.
  await clickAt(60, innerHeight - 40)
  await expect.poll(() => opened.cursor('stage')?.state, soon).toBe('gone')
  expect(opened.rings('stage')).toBe(0)
  opened.sharer.stop()
  const heading = opened.page.querySelector('h1')
  if (heading) heading.textContent = 'After the end'
  await clickAt(box.x + 20, box.y + 20)
  await new Promise((done) => setTimeout(done, 150))
  expect(opened.cursor('stage')?.state).toBe('gone')
  expect(opened.rings('stage')).toBe(0)
  expect(opened.replica()?.querySelector('h1')?.textContent).toBe('Trail jacket')
})

test('a customer who goes to another page is announced, and the picture stays', async () => {
  const opened = await live()
  window.dispatchEvent(new PageTransitionEvent('pagehide'))
  await expect.poll(() => opened.viewer.state.leaving, soon).toBe(true)
  expect(opened.replica()?.querySelector('h1')?.textContent).toBe('Trail jacket')
  opened.reload()
  await expect.poll(() => opened.viewer.state.leaving, soon).toBe(false)
  expect(opened.viewer.state.firstPicture).toBe(true)
})

test('neither Tab nor Enter reach the replica', async () => {
  const opened = await live()
  opened.input().focus()
  const url = location.href
  for (let i = 0; i < 6; i++) {
    await press('Tab')
    await press('Enter')
    expect(document.activeElement?.tagName).not.toBe('IFRAME')
  }
  expect(location.href).toBe(url)
})

test('a lost socket freezes the picture and comes back without a new start; nothing of between is lost', async () => {
  const opened = await live()
  const document = opened.replica()
  opened.relay.cut('viewer')
  await expect.poll(() => opened.states.some((it) => it.frozenSince !== null), soon).toBe(true)
  const heading = opened.page.querySelector('h1')
  if (heading) heading.textContent = 'Changed meanwhile'
  await expect.poll(() => opened.viewer.state.connection, soon).toBe('open')
  await expect
    .poll(() => opened.replica()?.querySelector('h1')?.textContent, soon)
    .toBe('Changed meanwhile')
  expect(opened.viewer.state.frozenSince).toBeNull()
  expect(opened.replica()).toBe(document)
})

test('silence freezes the picture before anything is known to be lost, and a word ends it', async () => {
  const opened = await live()
  const { sockets } = opened.relay
  opened.relay.freeze()
  await expect.poll(() => opened.viewer.state.frozenSince, soon).not.toBeNull()
  expect(opened.viewer.state.connection).toBe('interrupted')
  opened.relay.thaw()
  await expect.poll(() => opened.viewer.state.connection, soon).toBe('open')
  expect(opened.viewer.state.frozenSince).toBeNull()
  expect(opened.relay.sockets).toBe(sockets)
})

test('after a reload of the customer the last picture stays until the next one is there', async () => {
  const opened = await live()
  const blank: boolean[] = []
  const look = setInterval(() => blank.push(!opened.replica()?.querySelector('h1')), 1)
  const heading = opened.page.querySelector('h1')
  if (heading) heading.textContent = 'Next page'
  opened.reload()
  await expect
    .poll(() => opened.replica()?.querySelector('h1')?.textContent, soon)
    .toBe('Next page')
  await expect.poll(() => opened.viewer.state.frozenSince, soon).toBeNull()
  clearInterval(look)
  expect(blank).not.toContain(true)
})

test('the end that the server says reaches both, and the page is as before', async () => {
  const opened = await live()
  for (const role of ['sharer', 'viewer'] as const) {
    opened.relay.say(role, { kind: 'ended', reason: 'agent_ended' })
  }
  await expect.poll(() => opened.ended, soon).toHaveLength(2)
  expect(opened.ended.toSorted()).toEqual(['sharer agent_ended', 'viewer agent_ended'])
  expect(document.querySelector(':root > [data-alongside-own]')).toBeNull()
  expect(opened.stage.childElementCount).toBe(0)
})

test('Escape twice stops at once while the relay is dead, and nothing listens any more', async () => {
  const opened = await live()
  opened.relay.freeze()
  await press('Escape', 'Escape')
  expect(opened.ended).toEqual(['sharer stop'])
  expect(document.querySelector(':root > [data-alongside-own]')).toBeNull()
})

test('rules that this browser cannot read share nothing, and the agent is told why', async () => {
  const opened = await openBothEnds(PAGE, { maskSelectors: ['p:nonsense('] })
  ends = opened
  await expect.poll(() => opened.viewer.state.held, soon).toBe('rules_invalid')
  expect(opened.ended).toEqual([])
  expect(opened.viewer.state.firstPicture).toBe(false)
})
