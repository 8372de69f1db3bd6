import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Story, startStory } from '../support/story.ts'

let story: Story

beforeAll(async () => {
  story = await startStory({ session: { idle: 20_000, idleWarning: 16_000 } })
  await story.signIn()
  await story.visit('/plain')
  await story.share()
})
afterAll(() => story?.close())

const WARNING = /Sharing ends soon/
const PILL = 'Nothing has happened for a while'

it('where nothing happens both are told before it ends; the agent goes on, then the customer does', async () => {
  const { agent, customer, messenger } = story
  await agent.getByText(PILL).waitFor()
  await messenger.waitText(WARNING)
  await agent.getByRole('button', { name: 'Go on' }).click()
  await agent.getByText(PILL).waitFor({ state: 'detached' })
  await messenger.waitText(/can see this tab/)

  await agent.getByText(PILL).waitFor()
  await customer.mouse.move(200, 200)
  await agent.getByText(PILL).waitFor({ state: 'detached' })
  await story.converge()
}, 90_000)

it('and if neither does, it ends and says why', async () => {
  const { agent, customer, messenger } = story
  await agent.getByText('ended because nothing happened for a while').first().waitFor()
  expect(await messenger.has('button', 'Pause sharing')).toBe(false)
  expect(await customer.title()).toBe('Plain')
}, 60_000)
