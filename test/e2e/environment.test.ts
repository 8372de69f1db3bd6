import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'

// A customer and an agent whose browsers differ: screens, devices, preferences, and the system's colours.

const QUERIES = (
  '(prefers-color-scheme:dark)|(prefers-color-scheme:light)|(prefers-reduced-motion)|(prefers-reduced-motion:no-preference)|' +
  '(prefers-contrast:more)|not (prefers-contrast)|(forced-colors:active)|(forced-colors)|(hover)|(hover:none)|(any-hover:hover)|' +
  '(pointer:coarse)|(pointer:fine)|(any-pointer:none)|not (hover)|(min-resolution:1.5dppx)|(resolution:1x)|' +
  '(1.9x<resolution<=2x)|(-webkit-min-device-pixel-ratio:1.5)|(max-device-width:500px)|(device-width>=1000px)|' +
  '(min-device-aspect-ratio:1/1)|(color)|(min-color:8)|(monochrome)|(color-gamut:srgb)|(display-mode:browser)|(scripting)|' +
  '(scripting:none)|(prefers-reduced-transparency:reduce)|(inverted-colors)|not (inverted-colors)|(prefers-reduced-data)|' +
  'not (prefers-reduced-data)|print|screen and (hover:none)|not screen and (pointer:fine)|(min-width:400px) and (hover)|' +
  '((hover) or (pointer:coarse)) and (not (forced-colors))|(update:fast)|(overflow-block:scroll)|(grid)|(dynamic-range:standard)'
).split('|')

const PAGE = `<!doctype html><html lang=en><meta name=color-scheme content="light dark"><title>t</title><style>
  ${QUERIES.map((query, i) => `@media ${query}{#q${i}{padding-left:1px}}`).join('\n')}
  #scheme{color:light-dark(rgb(1,2,3),rgb(4,5,6));background:Canvas}</style><p id=scheme>text</p>
  ${QUERIES.map((_, i) => `<i id=q${i}></i>`).join('')}`

const PHONE: BrowserContextOptions = {
  colorScheme: null,
  viewport: { width: 400, height: 700 },
  screen: { width: 400, height: 800 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  reducedMotion: 'reduce',
}
const DESK: BrowserContextOptions = { colorScheme: null, viewport: { width: 1200, height: 800 } }
const DARK = '--blink-settings=preferredColorScheme=0'

let script: string
let light: Browser
let dark: Browser

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../support/ends-entry.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@alongside/source'],
  })
  script = outputFiles[0]?.text ?? ''
  light = await launchChromium()
  dark = await launchChromium({ args: [DARK] })
})
afterAll(async () => {
  await light?.close()
  await dark?.close()
})

/** Two pages, the frames of one going to the other. */
async function join(sharer: Browser, agent: Browser): Promise<{ customer: Page; viewer: Page }> {
  const customer = await (await sharer.newContext(PHONE)).newPage()
  const viewer = await (await agent.newContext(DESK)).newPage()
  await customer.setContent(PAGE)
  for (const page of [customer, viewer]) await page.addScriptTag({ content: script })
  await customer.exposeFunction('out', (frame: number[]) =>
    viewer.evaluate((bytes) => ends.apply(bytes), frame),
  )
  await viewer.exposeFunction('out', (request: number[]) =>
    customer.evaluate((bytes) => ends.receive(bytes), request),
  )
  await viewer.evaluate('ends.view(out)')
  await customer.evaluate('ends.share(out)')
  return { customer, viewer }
}

/** Which queries hold, and the colours of the scheme, as computed styles show them. */
function seen(page: Page, where: 'document' | 'ends.shown'): Promise<string[]> {
  return page.evaluate(
    `[...${where}.querySelectorAll('i')].map((i) => i.id + ' ' + getComputedStyle(i).paddingLeft).concat(
      getComputedStyle(${where}.getElementById('scheme')).color, getComputedStyle(${where}.getElementById('scheme')).backgroundColor)`,
  )
}

async function becomesEqual(customer: Page, viewer: Page): Promise<void> {
  await expect
    .poll(async () => [await seen(viewer, 'ends.shown'), await seen(customer, 'document')], {
      timeout: 10_000,
    })
    .toSatisfy(([replica, page]) => String(replica) === String(page))
}

describe.each([
  ['a light phone, seen from a dark desk [line 31]', () => join(light, dark), false],
  ['a dark phone, seen from a light desk [line 31]', () => join(dark, light), true],
])('%s', (_, start, isDark) => {
  let ends: Awaited<ReturnType<typeof join>>
  beforeAll(async () => {
    ends = await start()
  })
  afterAll(async () => {
    await ends?.customer.context().close()
    await ends?.viewer.context().close()
  })

  it('is as on the phone in every query, with the schemes of the phone', async () => {
    const { customer, viewer } = ends
    await expect.poll(() => viewer.evaluate('!!ends.shown?.getElementById("scheme")')).toBe(true)
    await becomesEqual(customer, viewer)
    const page = await seen(customer, 'document')
    expect(page).toContain(isDark ? 'rgb(4, 5, 6)' : 'rgb(1, 2, 3)')
    // The desk itself would answer many of them differently.
    const holds = (side: Page): Promise<boolean[]> =>
      side.evaluate((queries) => queries.map((query) => matchMedia(query).matches), QUERIES)
    const [phone, desk] = [await holds(customer), await holds(viewer)]
    expect(phone.filter((answer, i) => answer !== desk[i]).length).toBeGreaterThan(10)
  })

  it('follows the preferences of the phone while they change', async () => {
    const { customer, viewer } = ends
    await customer.emulateMedia({ reducedMotion: 'no-preference', contrast: 'more' })
    await becomesEqual(customer, viewer)
    const shown = await seen(viewer, 'ends.shown')
    expect(shown).toContain(`q${QUERIES.indexOf('(prefers-contrast:more)')} 1px`)
    expect(shown).toContain(`q${QUERIES.indexOf('(prefers-reduced-motion)')} 0px`)
  })

  it('shows nothing of the preferences of the desk', async () => {
    const { customer, viewer } = ends
    const before = await seen(viewer, 'ends.shown')
    await viewer.emulateMedia({ reducedMotion: 'reduce', contrast: 'more', forcedColors: 'none' })
    await customer.evaluate('ends.flush()')
    expect(await seen(viewer, 'ends.shown')).toEqual(before)
  })
})
