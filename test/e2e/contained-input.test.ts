import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Way } from '../contained/forge.ts'
import { addressed } from '../contained/leak.ts'
import {
  CONTAINED,
  type Home,
  openRig,
  optionsOf,
  type Rig,
  UNCONTAINED,
} from '../contained/rig.ts'
import { escapes } from '../contained/send.ts'
import { openSink, type Sink } from '../contained/sink.ts'
import { STEERED } from '../contained/steered.ts'
import { type Story, startStory } from '../support/story.ts'

/** SECURITY.md S12: the agent's hands on everything that leads somewhere, and nothing that goes there. */

const OURS = /^about:blank$|\/workspace\/replica(-images)?\.html$/

type Spot = { readonly x: number; readonly y: number }

const total = { acts: 0, effects: 0 }

/** Every way of pressing one thing, and of dragging it on another. */
async function press({ mouse, keyboard }: Page, at: Spot, next: Spot): Promise<void> {
  await mouse.click(at.x, at.y)
  await mouse.click(at.x, at.y, { button: 'middle' })
  await mouse.dblclick(at.x, at.y)
  for (const key of ['Control', 'Shift', 'Alt', 'Meta']) {
    await keyboard.down(key)
    await mouse.click(at.x, at.y)
    await keyboard.up(key)
  }
  await mouse.click(at.x, at.y, { button: 'right' })
  await keyboard.press('Escape')
  await mouse.move(at.x, at.y)
  await mouse.down()
  await mouse.move((at.x + next.x) / 2, (at.y + next.y) / 2)
  await mouse.move(next.x, next.y)
  await mouse.up()
  await mouse.wheel(0, 40)
  total.acts += 11
}

const KEYS =
  'Enter Space Shift+Enter Control+Enter ContextMenu Alt+x Alt+Shift+x ArrowDown Delete Control+a Control+v F10 x'.split(
    ' ',
  )

/** Through everything that has a place in the order of tabs; what had the focus. */
async function tabThrough(page: Page, times: number, keys: readonly string[]): Promise<string[]> {
  const focused = new Set<string>()
  for (let i = 0; i < times; i++) {
    await page.keyboard.press(i % 5 === 4 ? 'Shift+Tab' : 'Tab')
    for (const key of keys) await page.keyboard.press(key)
    focused.add(await page.evaluate(() => document.activeElement?.localName ?? ''))
    total.acts += 1 + keys.length
  }
  return [...focused]
}

describe('the agent’s hands on a replica', () => {
  let rig: Rig
  beforeAll(async () => {
    rig = await openRig()
  })
  afterAll(() => rig.close())

  it('would lead somewhere in a plain frame', async () => {
    const still: string[] = []
    for (const [index, { name, markup, silent }] of STEERED.entries()) {
      const { page, effects, held } = await rig.openAgent('a bare page')
      await page.evaluate(
        (text) => {
          const frame = document.createElement('iframe')
          frame.style.cssText = 'position:fixed;left:0;top:0;width:600px;height:200px;border:0'
          frame.srcdoc = text
          document.body.append(frame)
          return new Promise((resolve) => frame.addEventListener('load', resolve))
        },
        `<!doctype html><body style="margin:0">${addressed(markup, index, UNCONTAINED)}`,
      )
      const before = effects.length + held.length
      await page.mouse.click(300, 15)
      await page.keyboard.press('Enter')
      for (let wait = 0; wait < 20 && effects.length + held.length === before; wait++)
        await page.waitForTimeout(25)
      if (effects.length + held.length === before && !silent) still.push(name)
      for (const each of page.context().pages()) await each.close()
    }
    expect(still).toEqual([])
  })

  const CASES: readonly (readonly [Way, Home])[] = [
    ['together', 'the document of the server'],
    ['frames', 'a bare page'],
    ['shadows', 'the document with images'],
  ]
  it.each(CASES)(
    'lead nowhere, whatever is pressed, dragged and keyed: %s, in %s',
    async (way, home) => {
      rig.sink.clear()
      const agent = await rig.openAgent(home)
      const customer = await rig.openCustomer()
      const { page, held } = agent
      await page.setViewportSize({ width: 1000, height: 3200 })
      await page.evaluate((options) => globalThis.agent.open(options), optionsOf(home))
      const texts = STEERED.map(({ markup }, index) => addressed(markup, index, CONTAINED))
      const frames = await customer.evaluate(
        ([all, by, address]) => globalThis.customer.forged(all, by, address),
        [texts, way, `http://c99999.${CONTAINED}/`] as const,
      )
      await page.evaluate((all) => globalThis.agent.apply(all), frames)
      const spots = await page.evaluate(() => globalThis.agent.spots('t'))
      expect(spots.length).toBeGreaterThan(STEERED.length - 4)
      for (const [i, spot] of spots.entries()) await press(page, spot, spots[i - 1] ?? spot)
      expect(await tabThrough(page, 12, KEYS)).toEqual(['body'])
      await page.waitForTimeout(200)
      const found = await escapes(rig, agent)
      total.effects += found.length
      expect(found).toEqual([])
      expect(held).toEqual([])
      expect(page.context().pages()).toEqual([page])
      for (const each of [page, customer]) await each.close()
    },
  )
})

describe('the agent’s hands on the stage of the workspace', () => {
  let story: Story
  let site: Server
  let sink: Sink

  beforeAll(async () => {
    ;[story, sink] = await Promise.all([startStory(), openSink()])
    const markup = STEERED.map((each) =>
      each.markup.replaceAll('id=t', 'class=t').replace('<base target=_top href="SINK">', ''),
    )
      .join('\n')
      .replaceAll('SINK', `http://sink.localhost:${sink.port}/x`)
    const snippet = `<script async src="${story.demo.server.origin}/messenger/loader.js" data-deployment-id="demo-shop"></script>`
    site = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(`<!doctype html><title>Links</title>${markup}${snippet}`)
    })
    await new Promise<void>((listening) => site.listen(0, 'localhost', listening))
    await story.customer.goto(`http://shop.localhost:${(site.address() as AddressInfo).port}/`)
    await story.share()
  })

  afterAll(async () => {
    await story.close()
    site.closeAllConnections()
    site.close()
    sink.stop()
  })

  it('lead nowhere, and change nothing at the customer', async () => {
    const { agent, customer } = story
    const effects: string[] = []
    const [top, page] = [agent.url(), customer.url()]
    for (const each of [agent, customer]) {
      each.on('popup', () => effects.push('popup'))
      each.on('download', () => effects.push('download'))
      each.on('dialog', (dialog) => effects.push(`dialog ${dialog.message()}`))
      each.on('filechooser', () => effects.push('file chooser'))
      // A new picture has a frame of its own, in which only the document of the replica loads.
      each.on('framenavigated', (frame) => {
        if (!OURS.test(frame.url())) effects.push(`navigated ${frame.url()}`)
      })
    }
    const before = await customer.evaluate(() => globalThis.canonical.page(document))
    const spots = await agent.evaluate(() => {
      const box = globalThis.canonical.replicaBox()
      const frame = [...document.querySelectorAll('iframe')].find(
        (each) => each.title === 'Replica',
      )
      const scale = box.width / (frame?.contentWindow?.innerWidth ?? 1)
      const targets = [...(frame?.contentDocument?.querySelectorAll('.t') ?? [])]
      return targets
        .map((target) => target.getBoundingClientRect())
        .map(({ x, y, width, height }) => ({
          x: box.x + (x + width / 2) * scale,
          y: box.y + (y + height / 2) * scale,
        }))
        .filter(({ y }) => y < box.y + box.height)
    })
    expect(spots.length).toBeGreaterThan(15)
    for (const [i, spot] of spots.entries()) await press(agent, spot, spots[i - 1] ?? spot)
    const focused = await tabThrough(agent, 40, [])
    await agent.waitForTimeout(300)
    total.effects += effects.length + sink.seen.length
    console.log(
      `hands: ${total.acts} acts on ${STEERED.length} kinds of things: ${total.effects} navigations, pages, downloads and requests`,
    )
    expect([effects, sink.seen]).toEqual([[], []])
    expect(focused).not.toContain('iframe')
    expect([agent.url(), customer.url()]).toEqual([top, page])
    expect(await customer.evaluate(() => globalThis.canonical.page(document))).toBe(before)
  })
})
