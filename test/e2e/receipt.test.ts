import { readFileSync } from 'node:fs'
import type { Receipt, SystemEvent } from '@alongside/protocol/api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { poll } from '../support/by-role.ts'
import { keepClosedRoots } from '../support/closed-roots.ts'
import { type Story, startStory } from '../support/story.ts'

// What both keep of a tab that was shared: what happened, and nothing of the page.

let story: Story
let event: SystemEvent & { receipt: Receipt }
let file = ''
const CANARY = 'canary-7f3a91'

beforeAll(async () => {
  story = await startStory()
  const { customer } = story
  await story.customerContext.addInitScript(keepClosedRoots)
  await story.visit(`/plain?${CANARY}-query`)
  await customer.evaluate((canary) => {
    const block = document.createElement('div')
    block.innerHTML = `<p class="card">${canary}</p><p class="card">${canary} too</p>
      <p><input type="password" value="${canary}"></p>
      <section data-alongside-block style="width: 200px; height: 60px">${canary}</section>`
    document.body.append(block)
    location.hash = `${canary}-fragment`
  }, CANARY)
  await story.share()
  await story.converge()
})
afterAll(() => story?.close())

it('the line of the end opens to what happened, which is kept as a file', async () => {
  const { customer, messenger, demo } = story
  await story.visit('/product/tarn-tent')
  await story.converge()
  const { store } = demo.server
  const [conversation] = await store.conversations({ state: null, limit: 1 })
  const id = conversation?.id ?? ''
  // A page is told of when the look at it comes.
  const facts = async () => (await store.openSession(id))?.facts
  await poll(
    async () => (await facts())?.pages.length === 2,
    8_000,
    async () => JSON.stringify(await facts()),
  )
  await messenger.click('button', 'Pause sharing')
  await poll(
    async () => (await facts())?.pausedSince,
    8_000,
    async () => JSON.stringify(await facts()),
  )
  await customer.evaluate(
    (canary) => history.pushState(null, '', `/${canary}-while-paused`),
    CANARY,
  )
  await customer.waitForTimeout(1_500)
  await messenger.click('button', /^Stop/)
  if (await messenger.has('button', /^Open chat/)) await messenger.click('button', /^Open chat/)
  await messenger.waitText(/You stopped sharing/)

  const range = { after: null, before: null, limit: 50 }
  const { messages } = await store.messages(id, range)
  const ended = messages.find(({ event }) => event?.type === 'cobrowse_ended')?.event
  if (!ended?.receipt) throw new Error('no receipt')
  event = { ...ended, receipt: ended.receipt }

  await messenger.click('button', 'Receipt')
  await messenger.wait('button', 'Save as a file')
  const [download] = await Promise.all([
    customer.waitForEvent('download'),
    messenger.click('button', 'Save as a file'),
  ])
  expect(download.suggestedFilename()).toMatch(/^receipt-\d{4}-\d\d-\d\dT\d{4}\.txt$/)
  file = readFileSync(await download.path(), 'utf8')
  const { origin } = demo.shop
  const { receipt } = event
  expect(receipt.pages).toEqual([
    { address: `${origin}/plain`, hidden: { fields: 1, texts: 2, boxes: 1 } },
    { address: `${origin}/product/tarn-tent`, hidden: { fields: 0, texts: 0, boxes: 0 } },
  ])
  const at = await customer.evaluate(
    (times) => {
      const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'long' })
      return times.map((time) => moment.format(new Date(time)))
    },
    [receipt.askedAt, receipt.consentedAt, receipt.endedAt],
  )
  for (const line of [
    ...[`Asked: Robin Vega, ${at[0]}`, `You agreed: ${at[1]}`, at[2], 'You stopped sharing after'],
    ...[`  ${origin}/plain\n`, `  ${origin}/product/tarn-tent\n`, 'Pauses: 1, together'],
    ...[
      '  Fields: 1\n  Texts and pictures: 2\n  Whole parts: 1\n',
      'No drawing, clicking or typing',
    ],
    ...[`version 1, balanced (${receipt.rules[0]?.hash})`, `Reference: ${event.sessionId}`],
  ]) {
    expect(file).toContain(line)
  }
  // What is on the screen is what is in the file.
  const shown = await messenger.texts()
  for (const line of file.split('\n').slice(2)) {
    const value = line.replace(/^(?: {2}|[^:]+: ?)/, '')
    if (value)
      expect(
        shown.some((text) => text.includes(value)),
        value,
      ).toBe(true)
  }
})

it('nothing of the page is in it: no content, no query, no fragment, no page of the pause', () => {
  const all = `${file}\n${JSON.stringify(event)}`
  expect(all).not.toContain(CANARY)
  expect(all).toContain('/plain')
})

it('the agent reads the same in the transcript', async () => {
  const { agent } = story
  await agent.getByRole('button', { name: 'Back to the conversation' }).click()
  await agent.getByText('Receipt').click()
  const receipt = agent.locator('details.receipt')
  const text = await receipt.innerText()
  for (const { address } of event.receipt.pages) expect(text).toContain(address)
  expect(text).toContain('1 field · 2 texts and pictures · 1 whole part')
  expect(text).toContain(event.sessionId)
  expect(text).toContain(event.receipt.rules[0]?.hash)
  expect(text).not.toContain(CANARY)
})

it('it is there after a reload, and is opened and closed by keyboard', async () => {
  const { customer, messenger } = story
  await customer.reload()
  await messenger.wait('button', /^(Open|Close) chat/)
  if (await messenger.has('button', /^Open chat/)) await messenger.click('button', /^Open chat/)
  await messenger.wait('button', 'Receipt')
  const focused = (): Promise<string> =>
    customer.evaluate(
      () => globalThis.ownRoots.map((root) => root.activeElement?.textContent).find(Boolean) ?? '',
    )
  await poll(
    async () => {
      if ((await focused()) === 'Receipt') return true
      await customer.keyboard.press('Shift+Tab')
      return false
    },
    8_000,
    focused,
  )
  await customer.keyboard.press('Enter')
  await messenger.wait('button', 'Save as a file')
  await customer.keyboard.press('Tab')
  expect(await focused()).toBe('Save as a file')
  await customer.keyboard.press('Shift+Tab')
  await customer.keyboard.press('Space')
  await poll(
    async () => !(await messenger.has('button', 'Save as a file')),
    4_000,
    async () => 'it stays open',
  )
})
