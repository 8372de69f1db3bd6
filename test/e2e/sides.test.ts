import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { byRole, poll } from '../support/by-role.ts'
import { replicaReady, type Story, startStory } from '../support/story.ts'

let story: Story

beforeAll(async () => {
  story = await startStory()
  await story.signIn()
  await story.visit('/plain')
  await story.share()
})
afterAll(() => story?.close())

async function phase(agent: Page, wanted: string): Promise<void> {
  const stage = agent.locator('.stage')
  await poll(
    async () => (await stage.getAttribute('data-phase')) === wanted,
    15_000,
    async () => `${await stage.getAttribute('data-phase')}: ${await stage.innerText()}`,
  )
}

const SHARED = /^●\s/

it('the tab is marked while it is shared; the agent has the title as the page made it', async () => {
  const { customer, agent } = story
  await poll(
    async () => SHARED.test(await customer.title()),
    8000,
    () => customer.title(),
  )
  await customer.evaluate(() => {
    document.title = 'Three boots'
  })
  await poll(
    async () => /^●\sThree boots$/.test(await customer.title()),
    8000,
    () => customer.title(),
  )
  const title = agent.locator('.stage-page strong')
  await poll(
    async () => (await title.innerText()) === 'Three boots',
    8000,
    () => title.innerText(),
  )
  await story.converge()
})

it('the customer pauses: both are told, nothing of the page reaches the agent, also over a reload; then it goes on', async () => {
  const { customer, messenger, agent } = story
  await messenger.click('button', 'Pause sharing')
  await phase(agent, 'held')
  await agent.getByText('Nothing of the page is sent until they go on').waitFor()
  await messenger.waitText(/Paused on this page\. .* sees nothing of it/)
  await customer.evaluate(() => document.body.prepend('canary that stays at home'))
  await customer.reload()
  await messenger.wait('button', 'Go on sharing')
  await customer.evaluate(() => document.body.prepend('canary that stays at home'))
  await phase(agent, 'held')
  expect(await agent.evaluate(() => globalThis.canonical.replica())).not.toContain('canary')
  await customer.reload()
  await messenger.click('button', 'Go on sharing')
  await replicaReady(agent)
  await story.converge()
  await messenger.waitText(/can see this tab/)
})

it('another tab of the customer shares nothing and says where it is shared', async () => {
  const other = await story.customerContext.newPage()
  await other.goto(`${story.demo.shop.origin}/plain`)
  const messenger = await byRole(other)
  await messenger.click('button', 'Open chat')
  await messenger.waitText(/You are sharing another tab with/)
  expect(await other.title()).not.toMatch(SHARED)
  await other.close()
})

it('an agent’s second window takes the stage, the first says so and takes it back', async () => {
  const { agent } = story
  const second = await story.agentContext.newPage()
  await second.goto(agent.url())
  await phase(second, 'live')
  await phase(agent, 'elsewhere')
  await agent.getByText('You opened this co-browse in another window').waitFor()
  await agent.getByRole('button', { name: 'Show it here' }).click()
  await phase(agent, 'live')
  await phase(second, 'elsewhere')
  await second.close()
  await story.converge()
})

it('with the socket dead, Escape twice takes bar and mark away at once; server and agent hear of it later', async () => {
  const { customer, customerContext, messenger, agent } = story
  await messenger.wait('button', 'Pause sharing')
  await customerContext.setOffline(true)
  await customer.keyboard.press('Escape')
  await customer.keyboard.press('Escape')
  expect(await messenger.has('button', 'Pause sharing')).toBe(false)
  expect(await customer.title()).toBe('Plain')
  await customerContext.setOffline(false)
  await phase(agent, 'ended')
  await agent.getByText('ended the co-browse').first().waitFor()
})

it('a proposal is declined with a word, which the agent reads', async () => {
  const { customer, messenger, agent } = story
  await agent.getByRole('button', { name: 'Back to the conversation' }).click()
  await agent.getByRole('button', { name: 'Propose co-browse' }).click()
  await messenger.click('button', /Open chat/)
  await messenger.type('textbox', /If you decline/, 'Not on this computer, sorry')
  await messenger.click('button', 'Decline')
  await agent.getByText('Not on this computer, sorry').first().waitFor()
  await agent.getByText('declined the co-browse').first().waitFor()
  expect(await customer.title()).toBe('Plain')
})
