import { afterAll, beforeAll, expect, it } from 'vitest'
import { GRASPING } from '../contained/grasping.ts'
import { CONTAINED, openRig, optionsOf, type Rig } from '../contained/rig.ts'
import { comparePixels } from '../support/compare-pixels.ts'

/** SECURITY.md S13: what a replica shows is in its box, and the keyboard and the focus are the agent's. */

const HOME = 'the document of the server'
const VIEW = { width: 1200, height: 700 }
/** Of the rig, in px. */
const STAGE = { x: 0, y: 0, width: 800, height: VIEW.height }
const ELSEWHERE = `http://c99999.${CONTAINED}/x`

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())

const MARKUP = `<!doctype html><style>body,div,dialog{background:red}</style>${GRASPING.map(([, markup]) => `<div>${markup}</div>`).join('')}`

it.each(['captured', 'forged'] as const)(
  'nothing is drawn beside the stage, takes keys or the focus: %s',
  async (way) => {
    const { page, effects, held } = await rig.openAgent(HOME)
    const customer = await rig.openCustomer(way === 'forged')
    await page.setViewportSize(VIEW)
    await page.evaluate((options) => globalThis.agent.open(options), optionsOf(HOME))
    await page.evaluate(addControls)
    const before = await page.screenshot()
    const frames =
      way === 'captured'
        ? await customer.evaluate((markup) => globalThis.customer.whole(markup), MARKUP)
        : await customer.evaluate(
            ([markup, address]) => globalThis.customer.forged([markup], 'together', address),
            [MARKUP, ELSEWHERE] as const,
          )
    await page.evaluate((all) => globalThis.agent.apply(all), frames)
    expect(await page.evaluate(() => globalThis.agent.size())).toBeGreaterThan(GRASPING.length * 2)
    await page.keyboard.type('typed')
    const after = await page.screenshot()
    expect(comparePixels(before, after).differing).toBeGreaterThan(10_000)
    expect(comparePixels(before, after, { ignore: [STAGE] }).differing).toBe(0)
    expect(await page.evaluate(() => document.querySelector('input')?.value)).toBe('typed')
    expect([effects, held]).toEqual([[], []])
    for (const each of [page, customer]) await each.close()
  },
)

it('the same is drawn over whatever else is on its page', async () => {
  const { page } = await rig.openAgent('a bare page')
  await page.setViewportSize(VIEW)
  await page.evaluate(addControls)
  const before = await page.screenshot()
  await page.evaluate((markup) => document.body.insertAdjacentHTML('beforeend', markup), MARKUP)
  const after = await page.screenshot()
  expect(comparePixels(before, after, { ignore: [STAGE] }).differing).toBeGreaterThan(10_000)
  await page.close()
})

/** What an agent has beside the stage, and writes in. */
function addControls(): void {
  const controls = document.createElement('div')
  controls.style.cssText =
    'position:fixed;left:800px;top:0;width:400px;height:100%;background:#fff;color:#222'
  const field = document.createElement('input')
  // What is typed is no difference.
  field.style.color = 'transparent'
  field.style.caretColor = 'transparent'
  controls.append('Sharing', document.createElement('hr'), field)
  document.body.append(controls)
  field.focus()
}
