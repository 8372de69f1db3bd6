import type { Browser, Page } from 'playwright-core'
import { poll } from '../../test/support/by-role.ts'
import type { Demo } from '../../test/support/run-server.ts'
import { SHARPNESS } from './customer.ts'

export type Agent = {
  readonly page: Page
  /** Opens the conversation that has this text as its latest. */
  open(text: string): Promise<void>
  say(text: string): Promise<void>
  propose(): Promise<void>
  /** Until the customer's page is shown. */
  sees(): Promise<void>
  /** Points at a place of the customer's viewport, and draws the pointer that a headless browser does not draw. */
  point(at: { x: number; y: number }): Promise<void>
  /** Until the round trip is measured on a machine that has calmed down. */
  connected(): Promise<void>
  end(): Promise<void>
  withdraw(): Promise<void>
  close(): Promise<void>
}

/** The demo's agent, signed in to the workspace. */
export async function openAgent(
  browser: Browser,
  demo: Demo,
  options: { width: number; height: number },
): Promise<Agent> {
  const context = await browser.newContext({
    viewport: options,
    deviceScaleFactor: SHARPNESS,
    reducedMotion: 'reduce',
    // Emulation would reach into the replica, which has the scheme of the customer.
    colorScheme: null,
  })
  const page = await context.newPage()
  await page.goto(`${demo.server.origin}/workspace/`)
  await page.getByLabel('Email').fill(demo.agent.email)
  await page.getByLabel('Password', { exact: true }).fill(demo.agent.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Conversations' }).waitFor()

  const stage = page.locator('[data-alongside-stage="page"]')
  return {
    page,
    async open(text) {
      await page.getByText(text).first().click()
      await page.getByRole('log').getByText(text).waitFor()
    },
    async say(text) {
      await page.getByRole('textbox', { name: /^Message/ }).fill(text)
      await page.keyboard.press('Enter')
    },
    propose: () => page.getByRole('button', { name: 'Propose co-browse' }).click(),
    async sees() {
      await page.locator('.stage[data-phase="live"]').waitFor()
      await stage.locator('iframe').first().waitFor({ state: 'visible' })
    },
    async point({ x, y }) {
      const scale = await poll(
        () => stage.evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a),
        2_000,
        async () => 'no scale',
      )
      const box = await stage.boundingBox()
      if (!box) throw new Error('no stage')
      const at = { x: box.x + x * scale, y: box.y + y * scale }
      await page.mouse.move(at.x, at.y, { steps: 4 })
      await page.evaluate(drawPointer, at)
    },
    connected: () => page.locator('.bars[data-strength="3"]').waitFor(),
    async end() {
      await page.getByRole('button', { name: 'End co-browse' }).click()
      await page.getByRole('button', { name: 'Back to the conversation' }).click()
    },
    withdraw: () => page.getByRole('button', { name: 'Withdraw' }).click(),
    close: () => context.close(),
  }
}

function drawPointer(at: { x: number; y: number }): void {
  const id = 'screenshot-pointer'
  const namespace = 'http://www.w3.org/2000/svg'
  const drawn = document.getElementById(id) ?? document.createElementNS(namespace, 'svg')
  drawn.id = id
  drawn.setAttribute('viewBox', '0 0 16 24')
  drawn.innerHTML =
    '<path d="M1 1v17l4-4 3 7 3-1.3-3-6.7h6z" fill="#111" stroke="#fff" stroke-width="1.2"/>'
  const place = 'position:fixed;z-index:9999;width:16px;height:24px;pointer-events:none'
  drawn.style.cssText = `${place};left:${at.x - 1}px;top:${at.y - 1}px`
  document.body.append(drawn)
}
