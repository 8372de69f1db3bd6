import { afterEach, expect, it } from 'vitest'
import { acceptProposal } from '../support/accept.ts'
import { poll } from '../support/by-role.ts'
import { replicaReady, type Story, startStory } from '../support/story.ts'

let story: Story | undefined
afterEach(async () => {
  await story?.close()
  story = undefined
})

const ROW = 'Share this page with an agent on the phone'
const FIELD = 'Code from the agent'

/** The agent asks for a code; gives its digits as they stand there. */
async function readCode({ agent }: Story): Promise<string> {
  await agent.getByRole('button', { name: 'Start with a code' }).click()
  return agent.getByRole('region', { name: 'Code for the customer' }).locator('output').innerText()
}

async function openForm({ messenger }: Story): Promise<void> {
  await messenger.click('button', 'Open chat')
  await messenger.click('button', ROW)
  await messenger.wait('textbox', FIELD)
}

/** Into the field that has the focus, in the place of what is there. */
async function typeCode({ customer }: Story, text: string): Promise<void> {
  await customer.keyboard.press('Control+A')
  await customer.keyboard.type(text)
  await customer.keyboard.press('Enter')
}

it('from a code read out on the telephone to the page at the agent, and its end', async () => {
  story = await startStory()
  const { agent, messenger, demo } = story
  await story.visit('/product/tarn-tent')
  await story.signIn()
  const digits = (await readCode(story)).replace(/\D/g, '')
  expect(digits).toMatch(/^\d{9}$/)

  await openForm(story)
  await typeCode(story, digits.slice(0, 8))
  await messenger.waitText(/A code has nine digits/)
  await typeCode(story, String((Number(digits) + 1) % 1e9).padStart(9, '0'))
  await messenger.waitText(/No agent has this code/)
  expect(await agent.getByRole('region', { name: 'Code for the customer' }).count()).toBe(1)

  await typeCode(story, digits)
  const waiting = agent.getByRole('region', { name: /Waiting for .*answer/ })
  await waiting.waitFor()
  await messenger.wait('button', 'Decline')
  // Typing the code shares nothing: the agent has no stage before Accept.
  expect(await agent.locator('.stage').count()).toBe(0)
  await acceptProposal(messenger)
  await replicaReady(agent)
  await story.converge()
  await story.visit('/checkout')
  await story.converge()

  await agent.getByRole('button', { name: 'End co-browse' }).click()
  await messenger.click('button', /^Open chat/)
  await messenger.waitText(/stopped looking/)
  const [conversation] = await demo.server.store.conversations({ state: null, limit: 9 })
  expect(conversation).toMatchObject({ communicationType: 'Voice', state: 'assigned' })
  expect(demo.log()).not.toContain(digits)
}, 90_000)

it('the page opens the form; a customer who declines shares nothing, and both hear of it', async () => {
  story = await startStory()
  const { agent, customer, messenger } = story
  await story.visit('/')
  await story.signIn()
  const code = await readCode(story)
  await customer.evaluate(() => globalThis.Alongside?.('command', 'Messenger.openCobrowse'))
  await messenger.wait('textbox', FIELD)
  // Pasted as the agent has copied it.
  const [left, ...right] = code.split('')
  await typeCode(story, `${left}${right.join('')}`)
  await messenger.click('button', 'Decline')
  await messenger.waitText(/You declined/)
  await agent.getByRole('status').getByText('declined the co-browse').waitFor()
  expect(await agent.locator('.stage').count()).toBe(0)
}, 60_000)

it('a code that has run out says so to both', async () => {
  story = await startStory({ session: { joinCode: 3_000 } })
  const { agent, messenger } = story
  await story.visit('/')
  await story.signIn()
  const code = await readCode(story)
  await openForm(story)
  await agent.getByText('The code has run out').waitFor()
  await typeCode(story, code)
  await messenger.waitText(/This code has run out/)
  await agent.getByRole('button', { name: 'New code' }).click()
  const region = agent.getByRole('region', { name: 'Code for the customer' })
  await region.locator('output').waitFor()
  await typeCode(story, await region.locator('output').innerText())
  await agent.getByRole('region', { name: /Waiting for .*answer/ }).waitFor()
}, 60_000)

it('where the deployment has no channel Voice nobody is offered a code', async () => {
  story = await startStory()
  const { agent, customer, demo, messenger } = story
  const { store } = demo.server
  const shop = await store.deployment('demo-shop')
  if (!shop) throw new Error('no deployment')
  const cobrowse = { ...shop.config.cobrowse, channels: ['Webmessaging' as const] }
  await store.saveDeployment({ ...shop, config: { ...shop.config, cobrowse } })
  await story.visit('/')
  await story.signIn()
  await messenger.click('button', 'Open chat')
  await messenger.wait('button', 'Start a conversation')
  const refused = await customer.evaluate(
    () =>
      new Promise((resolve) => {
        const done = () => resolve('done')
        const refused = ({ code }: { code: string }) => resolve(code)
        globalThis.Alongside?.('command', 'Messenger.openCobrowse', {}, done, refused)
      }),
  )
  expect(refused).toBe('unavailable')
  const asked = await customer.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name),
  )
  expect(asked.some((name) => name.endsWith('/widget.js'))).toBe(true)
  expect(asked.filter((name) => name.includes('join-code'))).toEqual([])
  expect(await messenger.has('button', ROW)).toBe(false)
  const start = agent.getByRole('button', { name: 'Start with a code' })
  await poll(
    async () => (await start.getAttribute('aria-disabled')) === 'true',
    5_000,
    async () => 'the button is not disabled',
  )
}, 60_000)
