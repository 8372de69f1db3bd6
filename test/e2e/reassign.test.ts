import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { acceptProposal } from '../support/accept.ts'
import { keepClosedRoots } from '../support/closed-roots.ts'
import { colleagueOf } from '../support/colleague.ts'
import { replicaReady, type Story, startStory } from '../support/story.ts'

// A colleague takes over: consent was for the agent who had it.

declare global {
  /** When the message said so that was heeded, and when the border was gone; ms of the page's clock. */
  var reassigned: { said: number | null; gone: number | null }
}

let story: Story
let ada: Page
const SAID = 'Hello, I need help with my order'

beforeAll(async () => {
  story = await startStory()
  await story.customerContext.addInitScript(keepClosedRoots)
  await story.customerContext.addInitScript(watchEnd)
  await story.visit('/plain')
  await story.share()
  ada = await colleagueOf(story, 'Ada')
})
afterAll(() => story?.close())

/** Reads the sockets' messages before the messenger does, and looks for the border. */
function watchEnd(): void {
  globalThis.reassigned = { said: null, gone: null }
  const shared = (): boolean =>
    globalThis.ownRoots.some((root) => root.host.isConnected && root.querySelector('.border'))
  new MutationObserver(() => {
    const { said, gone } = globalThis.reassigned
    if (said !== null && gone === null && !shared()) globalThis.reassigned.gone = performance.now()
  }).observe(document, { childList: true, subtree: true })
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', ({ data }) => {
        const text = typeof data === 'string' ? data : new TextDecoder('latin1').decode(data)
        const { reassigned } = globalThis
        if (text.includes('reassigned') && reassigned.gone === null)
          reassigned.said = performance.now()
      })
    }
  }
}

it('who takes over is asked first, and the share ends at the customer with the message that says so', async () => {
  const { customer, messenger } = story
  await ada.getByText(SAID).first().click()
  await ada.getByText('is co-browsing with').waitFor()
  expect(await ada.getByRole('button', { name: 'Propose co-browse' }).count()).toBe(0)
  await ada.getByRole('button', { name: 'Take over' }).click()
  const asked = ada.getByRole('alertdialog')
  await asked.getByText(/was asked for Robin Vega alone/).waitFor()
  await asked.getByRole('button', { name: 'Take over' }).click()
  await customer.waitForFunction(() => globalThis.reassigned.gone !== null)
  const { said, gone } = await customer.evaluate(() => globalThis.reassigned)
  const took = (gone ?? 0) - (said ?? 0)
  console.log(`the border is gone ${took.toFixed(1)} ms after the message`)
  expect(took).toBeLessThanOrEqual(100)
  expect(await messenger.has('button', /^Stop/)).toBe(false)
})

it('both sides and the former agent are told in plain words, and it leaves their list', async () => {
  const { messenger, agent } = story
  if (await messenger.has('button', /^Open chat/)) await messenger.click('button', /^Open chat/)
  await messenger.waitText('Ada joined the conversation')
  await messenger.waitText(/you agreed to show this tab to Robin Vega/)
  await agent.getByRole('heading', { name: /another agent has the conversation now/ }).waitFor()
  await agent.getByText('The conversation with Visitor is with Ada now').waitFor()
  await agent.getByRole('tab', { name: 'Mine' }).click()
  await agent.getByText('Nothing is yours right now').waitFor()
  await agent.getByRole('button', { name: 'Dismiss' }).first().click()
  expect(await agent.locator('.handed p').count()).toBe(0)
  await agent.getByRole('button', { name: 'Back to the conversation' }).click()
  expect(await agent.getByRole('button', { name: 'Propose co-browse' }).count()).toBe(0)
})

it('the new agent proposes anew, and sees the page only after the customer has agreed to them', async () => {
  const { messenger } = story
  await ada.getByRole('button', { name: 'Propose co-browse' }).click()
  await messenger.waitText(/^Ada .*asks to see this tab/)
  expect(await ada.locator('.stage').count()).toBe(0)
  await acceptProposal(messenger)
  await replicaReady(ada)
  await ada.getByRole('button', { name: 'End co-browse' }).click()
  await messenger.waitText(/Ada stopped looking/)
  await ada.getByRole('button', { name: 'Back to the conversation' }).click()
})

it('a proposal is over as the conversation is handed on, by keyboard, and the receiver is told', async () => {
  const { messenger, agent } = story
  await ada.getByRole('button', { name: 'Propose co-browse' }).click()
  await messenger.wait('button', 'Accept')
  await ada.getByRole('button', { name: 'Hand on' }).focus()
  await ada.keyboard.press('Enter')
  await ada.getByRole('menuitem', { name: 'Robin Vega' }).waitFor()
  await ada.keyboard.press('Home')
  await ada.keyboard.press('Enter')
  await ada.getByRole('alertdialog').getByRole('button', { name: 'Hand on' }).click()
  await messenger.waitText(/Ada’s request is over. Nothing was shared/)
  expect(await messenger.has('button', 'Accept')).toBe(false)
  await agent.getByText('The conversation with Visitor is yours now').waitFor()
  await agent.getByRole('button', { name: 'Propose co-browse' }).waitFor()
})
