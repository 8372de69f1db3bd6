import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Story, startStory } from '../support/story.ts'

// Pages that we have not written: what a real application does to its DOM, its sheets and its canvases.

let story: Story

beforeAll(async () => {
  story = await startStory({}, { openapi: true })
  await story.visit('/')
  await story.share()
})
afterAll(() => story?.close())

const kinds = async (): Promise<string> =>
  (await story.agent.evaluate(() => globalThis.canonical.size())).toString()

it('Swagger UI with our own OpenAPI document: operations expanded, tried and filtered', async () => {
  const { customer } = story
  await story.visit('/swagger')
  await customer.locator('.opblock').first().waitFor()
  await story.converge(15_000)
  const counts: string[] = [await kinds()]
  // In the body of operation 3 stands an example of a code, which is hidden from the agent.
  for (const index of [0, 4, 7]) {
    await customer.locator('.opblock-summary-control').nth(index).click()
    await customer.locator('.opblock.is-open').first().waitFor()
    await story.converge()
    counts.push(await kinds())
  }
  await customer.getByRole('button', { name: 'Try it out' }).first().click()
  await story.converge()
  const field = customer
    .locator('.opblock.is-open input[type=text], .opblock.is-open textarea')
    .first()
  await field.fill('abc-1')
  await story.converge()
  const { fraction } = await story.pixels(
    process.env['DIFF_DIR'] && `${process.env['DIFF_DIR']}/swagger.png`,
  )
  console.log(
    `swagger-ui: equal after each step; nodes ${counts.join(', ')}; pixels that differ ${(fraction * 100).toFixed(3)} %`,
  )
})

it('Monaco with 2 000 lines: code typed, scrolled and undone', async () => {
  const { customer } = story
  await story.visit('/monaco')
  await customer.locator('html[data-ready]').waitFor()
  await story.converge(15_000)
  await customer
    .locator('.monaco-editor')
    .first()
    .click({ position: { x: 300, y: 100 } })
  await customer.keyboard.type('const answer = [1, 2, 3].map((n) => n * 14)\n', { delay: 5 })
  await story.converge()
  await customer.mouse.wheel(0, 4000)
  await customer.waitForTimeout(300)
  await story.converge()
  await customer.keyboard.press('Control+z')
  await story.converge()
  await customer.keyboard.press('F1')
  await customer.keyboard.type('theme')
  await story.converge()
  await customer.keyboard.press('Escape')
  await story.converge()
  const { fraction } = await story.pixels(
    process.env['DIFF_DIR'] && `${process.env['DIFF_DIR']}/monaco.png`,
  )
  console.log(
    `monaco-editor: equal after each step; nodes ${await kinds()}; pixels that differ ${(fraction * 100).toFixed(3)} %`,
  )
})

it('an ECharts dashboard: a legend toggled; canvases show what is drawn', async () => {
  const { customer, agent } = story
  await story.visit('/dashboard')
  await customer.locator('html[data-ready]').waitFor()
  await story.converge(15_000)
  const before = await agent.evaluate(() => globalThis.canonical.replica())
  const legend = customer.locator('svg text').first()
  await legend.scrollIntoViewIfNeeded()
  await legend.click({ force: true })
  await customer.waitForTimeout(800)
  await story.converge()
  expect(await agent.evaluate(() => globalThis.canonical.replica())).not.toBe(before)
  expect(await customer.locator('canvas').count()).toBeGreaterThan(0)
  const { fraction } = await story.pixels(
    process.env['DIFF_DIR'] && `${process.env['DIFF_DIR']}/echarts.png`,
  )
  expect(fraction).toBeLessThan(0.01)
  // The last chart was never in view.
  await customer.locator('canvas').last().scrollIntoViewIfNeeded()
  await agent.locator('.stage-fidelity[data-tone=success]').waitFor()
  console.log(
    `echarts: equal after each step; nodes ${await kinds()}; pixels that differ ${(fraction * 100).toFixed(3)} %`,
  )
})
