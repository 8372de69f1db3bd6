import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { poll } from '../../../test/support/by-role.ts'
import { accept, type StrictSite, startStrictSite } from './strict-site.ts'

let site: StrictSite

beforeAll(async () => {
  site = await startStrictSite()
}, 60_000)
afterEach(() => site.tidy())
afterAll(() => site?.stop())

it('works under a policy that allows one script and one server, without a complaint', async () => {
  const tab = await site.openTab(await site.newContext())
  const id = await site.write(tab, 'Is anybody there')
  await site.agent.assign(id)
  await site.say(id, 'Good morning')
  await tab.ui.waitText('Good morning')
  await site.agent.propose(id)
  await accept(tab)
  await tab.ui.wait('button', 'Stop')
  expect(tab.complaints()).toEqual([])
})

it('has the history after a reload, and goes on where it was', async () => {
  const tab = await site.openTab(await site.newContext())
  const id = await site.write(tab, 'What I wrote before')
  await tab.page.reload()
  await tab.ui.click('button', 'Open chat')
  await tab.ui.waitText('What I wrote before')
  await site.say(id, 'And the answer after')
  await tab.ui.waitText('And the answer after')
})

it('keeps two tabs of a customer in step', async () => {
  const context = await site.newContext()
  const [first, second] = [await site.openTab(context), await site.openTab(context)]
  const id = await site.write(first, 'Said in the first tab')
  await second.ui.click('button', 'Open chat')
  await second.ui.waitText('Said in the first tab')
  await second.ui.type('textbox', 'Message', 'Said in the second tab')
  await second.page.keyboard.press('Enter')
  await first.ui.waitText('Said in the second tab')
  await site.agent.endConversation(id)
  for (const tab of [first, second]) await tab.ui.wait('button', 'Start a new conversation')
  await first.page.reload()
  await first.ui.click('button', 'Open chat')
  await first.ui.click('button', 'Your conversation')
  await first.ui.waitText('Said in the second tab')
})

it('sends exactly once when the answer to a message is lost on its way', async () => {
  const tab = await site.openTab(await site.newContext())
  let lost = 0
  await tab.page.route('**/api/v1/conversations/*/messages', async (route) => {
    if (route.request().method() !== 'POST' || lost > 1) return route.continue()
    lost++
    await route.fetch()
    await route.abort('connectionreset')
  })
  const id = await site.write(tab, 'Only once please')
  // The event says “Sent” before the answer does: the tries go on behind it.
  await poll(
    async () => lost === 2,
    5000,
    async () => `tried again ${lost} times`,
  )
  await tab.page.waitForResponse((response) => response.url().endsWith('/messages'))
  const { messages } = await site.agent.messages(id, {})
  expect(messages.filter(({ text }) => text === 'Only once please')).toHaveLength(1)
})

it('says that a message is not sent, and sends it when the customer asks again', async () => {
  const tab = await site.openTab(await site.newContext())
  await site.write(tab, 'The first goes through')
  let broken = true
  await tab.page.route('**/api/v1/conversations/*/messages', (route) =>
    broken && route.request().method() === 'POST'
      ? route.fulfill({ status: 400, json: { code: 'invalid_body', message: 'no' } })
      : route.continue(),
  )
  await tab.ui.type('textbox', 'Message', 'The second does not')
  await tab.page.keyboard.press('Enter')
  await tab.ui.waitText('Not sent')
  broken = false
  await tab.ui.click('button', 'Try again')
  await poll(
    async () =>
      (await site.agent.conversations({})).some((c) => c.lastText === 'The second does not'),
    5000,
    async () => 'the message did not arrive',
  )
})

it('shows what an agent sends as text, whatever it is', async () => {
  const tab = await site.openTab(await site.newContext())
  const id = await site.write(tab, 'Send me something bad')
  const bad = [
    '<img src=x onerror="document.title=1">',
    '<script>document.title=2</script>',
    'javascript:document.title=3',
    '{{constructor.constructor("document.title=4")()}}',
  ]
  for (const text of bad) await site.say(id, text)
  for (const text of bad) await tab.ui.waitText(text)
  expect(await tab.ui.has('link', 'javascript')).toBe(false)
  expect(await tab.page.title()).toBe('A shop')
})

it('keeps key presses in the messenger from the page, and Escape closes it', async () => {
  const tab = await site.openTab(await site.newContext())
  await tab.page.evaluate(() => {
    const keys: string[] = []
    Object.assign(globalThis, { keys })
    document.addEventListener('keydown', (event) => keys.push(event.key))
  })
  await tab.ui.click('button', 'Open chat')
  await tab.ui.click('button', 'Start a conversation')
  await tab.ui.type('textbox', 'Message', 'sk/')
  await tab.page.keyboard.press('Escape')
  await tab.ui.wait('button', 'Open chat')
  expect(await tab.page.evaluate('keys')).toEqual([])
})

it("lets no script of the page accept a proposal, not even through the page's own API", async () => {
  const tab = await site.openTab(await site.newContext())
  const id = await site.write(tab, 'A page that cheats')
  const { id: sessionId } = await site.agent.propose(id)
  await tab.ui.wait('button', 'Accept')
  await tab.page.waitForTimeout(800)
  const refusal = await tab.page.evaluate(async () => {
    const host = document.querySelector('alongside-messenger')
    const at = { bubbles: true, composed: true, clientX: 850, clientY: 560 }
    for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click']) {
      host?.dispatchEvent(new MouseEvent(type, at))
      document.elementFromPoint(850, 560)?.dispatchEvent(new MouseEvent(type, at))
    }
    return new Promise((_resolve, reject) => {
      // @ts-expect-error the snippet's global
      globalThis.Alongside('command', 'CobrowseService.acceptSession', {}, reject, reject)
    }).catch((data) => data.code)
  })
  expect(refusal).toBe('gesture_required')
  expect(
    await tab.page.evaluate(() => document.querySelector('alongside-messenger')?.shadowRoot),
  ).toBeNull()
  expect((await site.agent.session(sessionId)).state).toBe('proposed')
})

it('does not count a press while something lies over the card', async () => {
  const tab = await site.openTab(await site.newContext())
  const id = await site.write(tab, 'A page that lays bait over the card')
  const { id: sessionId } = await site.agent.propose(id)
  await tab.ui.wait('button', 'Accept')
  await tab.page.evaluate(() => {
    // Later in the same layer, so above the messenger; transparent to the press itself.
    const bait = document.createElement('div')
    bait.style.cssText = 'position:fixed;inset:0;background:#fff;pointer-events:none'
    bait.popover = 'manual'
    document.body.append(bait)
    bait.showPopover()
    bait.style.width = bait.style.height = '100%'
  })
  await tab.page.waitForTimeout(900)
  await tab.ui.click('button', 'Accept')
  await tab.ui.waitText('Something lies over this card')
  expect((await site.agent.session(sessionId)).state).toBe('proposed')
})

it('goes on sharing after a reload without asking, tells another tab, and stops for good', async () => {
  const context = await site.newContext()
  const tab = await site.openTab(context)
  const id = await site.write(tab, 'Look at this with me')
  const { id: sessionId } = await site.agent.propose(id)
  await accept(tab)
  await tab.ui.wait('button', 'Stop')
  await tab.page.reload()
  await tab.ui.wait('button', 'Stop')
  const other = await site.openTab(context)
  await other.ui.click('button', 'Open chat')
  await other.ui.waitText('You are sharing another tab')
  await tab.ui.click('button', 'Stop')
  await poll(
    async () => (await site.agent.session(sessionId)).state === 'ended',
    5000,
    async () => 'the session goes on',
  )
  await other.ui.waitText('You stopped sharing after')
  await tab.page.reload()
  await tab.ui.click('button', 'Open chat')
  await tab.ui.waitText('You stopped sharing after')
  expect(await tab.ui.has('button', 'Stop')).toBe(false)
})

it('declines, and says so', async () => {
  const tab = await site.openTab(await site.newContext())
  const id = await site.write(tab, 'I would rather not')
  const { id: sessionId } = await site.agent.propose(id)
  await tab.ui.click('button', 'Decline')
  await tab.ui.waitText('You declined. Nothing was shared.')
  expect((await site.agent.session(sessionId)).reason).toBe('declined')
})

it('shows a proposal that is withdrawn, and a closed messenger raises its prompt', async () => {
  const tab = await site.openTab(await site.newContext())
  const id = await site.write(tab, 'Ask me while I am closed')
  await tab.page.keyboard.press('Escape')
  const { id: sessionId } = await site.agent.propose(id)
  await tab.ui.wait('button', 'See the request')
  expect(await tab.page.evaluate(() => document.activeElement?.tagName)).not.toBe('IFRAME')
  await tab.ui.click('button', 'See the request')
  await tab.ui.wait('button', 'Accept')
  await site.agent.withdraw(sessionId)
  await tab.ui.waitText('withdrew the request')
  expect(await tab.ui.has('button', 'Accept')).toBe(false)
})

it('keeps a proposal answerable after a reload', async () => {
  const tab = await site.openTab(await site.newContext())
  const id = await site.write(tab, 'I reload before I answer')
  await site.agent.propose(id)
  await tab.ui.wait('button', 'Accept')
  await tab.page.reload()
  await tab.ui.click('button', 'See the request')
  await accept(tab)
  await tab.ui.wait('button', 'Stop')
})

it('chats on a page that is not https, and says why the tab cannot be shared', async () => {
  const context = await site.newContext()
  // Only other names than localhost are insecure, and none of them is on this machine.
  await context.addInitScript('Object.defineProperty(window, "isSecureContext", { value: false })')
  const tab = await site.openTab(context)
  const id = await site.write(tab, 'From a page without https')
  await site.agent.propose(id)
  await tab.ui.waitText('This page is not encrypted')
  expect(await tab.ui.has('button', 'Accept')).toBe(false)
  await tab.ui.wait('button', 'Decline')
})

it('speaks Japanese on a Japanese page in Shift_JIS', async () => {
  const tab = await site.openTab(await site.newContext(), `${site.origin}/ja`)
  await tab.ui.click('button', 'チャットを開く')
  await tab.ui.click('button', 'チャットを始める')
  await tab.ui.type('textbox', 'メッセージ', '表示 ソ 能')
  await tab.page.keyboard.press('Enter')
  await tab.ui.waitText(/^送信済み$/)
  const texts = (await site.agent.conversations({})).map(({ lastText }) => lastText)
  expect(texts).toContain('表示 ソ 能')
})
