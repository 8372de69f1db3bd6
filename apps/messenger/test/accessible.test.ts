import axe from 'axe-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type StrictSite, startStrictSite, type Tab } from './strict-site.ts'

let site: StrictSite

beforeAll(async () => {
  site = await startStrictSite()
}, 60_000)
afterEach(() => site.tidy())
afterAll(() => site?.stop())

/** What axe finds in the messenger, in words. The closed root is opened for the test: axe cannot look in otherwise. */
async function findings({ page }: Tab): Promise<string[]> {
  await page.waitForTimeout(400)
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const run = Reflect.get(globalThis, 'axe').run
    const { violations } = await run('alongside-messenger', { iframes: false })
    return violations.flatMap(
      (violation: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
        violation.nodes.map((node) => `${violation.id}: ${node.html} ${node.failureSummary}`),
    )
  })
}

it.each([
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { viewport: { width: 360, height: 700 }, hasTouch: true }],
] as const)('axe finds nothing on any screen: %s', async (_, options) => {
  const context = await site.newContext(options)
  await context.addInitScript(() => {
    const attach = Element.prototype.attachShadow
    Element.prototype.attachShadow = function (init) {
      return attach.call(this, { ...init, mode: 'open' })
    }
  })
  const tab = await site.openTab(context)
  const found: Record<string, string[]> = {}
  const look = async (screen: string): Promise<void> => {
    found[screen] = await findings(tab)
  }
  await tab.ui.wait('button', 'Open chat')
  await look('closed')
  await tab.ui.click('button', 'Open chat')
  await tab.ui.wait('button', 'Start a conversation')
  await look('home')
  await tab.ui.click('button', 'Share this page with an agent on the phone')
  await tab.ui.wait('textbox', 'Code from the agent')
  await look('join code')
  await tab.ui.click('button', 'Continue')
  await tab.ui.waitText(/nine digits. Some are missing/)
  await look('join code that is too short')
  await tab.ui.click('button', 'Cancel')
  await tab.ui.click('button', 'Start a conversation')
  await look('empty conversation')
  await tab.ui.type('textbox', 'Message', 'Hello')
  await tab.page.keyboard.press('Enter')
  await tab.ui.waitText(/^Sent$/)
  const [conversation] = await site.agent.conversations({})
  const id = conversation?.id ?? ''
  await site.agent.assign(id)
  await site.say(id, 'See https://shop.example/help')
  await tab.ui.wait('link', 'shop.example')
  await tab.ui.click('button', 'Options')
  await look('conversation with options')
  await tab.page.keyboard.press('Escape')
  await site.agent.propose(id)
  await tab.ui.wait('button', 'Accept')
  await look('proposal')
  await tab.ui.click('button', 'Decline')
  await tab.ui.waitText('You declined')
  await tab.ui.click('button', 'Back')
  await look('home with a conversation')
  await site.agent.endConversation(id)
  await tab.ui.click('button', 'Your conversation')
  await tab.ui.wait('button', 'Start a new conversation')
  await look('ended')
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((screen) => [screen, []])))
})
