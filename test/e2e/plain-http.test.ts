import { createAgentClient } from '@alongside/client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { agentFetch } from '../../apps/messenger/test/agent-fetch.ts'
import { type Story, startStory } from '../support/story.ts'

// Over plain http anybody on the way could be the page: it chats, and is not shared. This machine's own names are no such way.

const HOST = 'shop.example'
let story: Story

beforeAll(async () => {
  story = await startStory(
    { demo: { domains: [HOST, 'shop.localhost'] } },
    { customerHosts: (port) => `MAP ${HOST}:80 127.0.0.1:${port}` },
  )
  await story.signIn()
})
afterAll(() => story?.close())

it('a page over plain http chats with the agent, both ways', async () => {
  const { customer, messenger, agent } = story
  await customer.goto(`http://${HOST}/`)
  expect(await customer.evaluate(() => isSecureContext)).toBe(false)
  await messenger.click('button', 'Open chat')
  await messenger.click('button', 'Start a conversation')
  await messenger.type('textbox', 'Message', 'Is this tent in stock?')
  await customer.keyboard.press('Enter')
  await agent.getByText('Is this tent in stock?').first().click()
  await agent.getByRole('textbox', { name: /^Message/ }).fill('It is')
  await agent.keyboard.press('Enter')
  await messenger.waitText('It is')
})

it('the agent is told why it cannot be proposed', async () => {
  const { agent } = story
  const button = agent.getByRole('button', { name: 'Propose co-browse' })
  expect(await button.getAttribute('aria-disabled')).toBe('true')
  await button.hover()
  await agent.getByText('is not encrypted (http)').first().waitFor()
  await button.click({ force: true })
  expect(await agent.getByText('Waiting for').count()).toBe(0)
})

it('whoever proposes all the same: the customer reads why, and has nothing to accept', async () => {
  const { customer, messenger, demo } = story
  const { origin } = demo.server
  const api = createAgentClient({ baseUrl: origin, fetch: agentFetch(origin) })
  await api.signIn(demo.agent)
  const [conversation] = await api.conversations({})
  const { id } = await api.propose(conversation?.id ?? '')
  await messenger.waitText('This page is not encrypted')
  expect(await messenger.has('button', 'Accept')).toBe(false)
  const chunks = await customer.evaluate(() =>
    performance.getEntriesByType('resource').filter(({ name }) => name.includes('cobrowse')),
  )
  expect(chunks).toEqual([])
  await messenger.click('button', 'Decline')
  await expect.poll(async () => (await api.session(id)).reason).toBe('declined')
})

it('the same shop on this machine is shared over plain http', async () => {
  await story.visit('/')
  expect(await story.customer.evaluate(() => isSecureContext)).toBe(true)
  await story.share()
  await story.converge()
})
