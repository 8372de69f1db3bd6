import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Story, startStory } from '../support/story.ts'

let story: Story

beforeAll(async () => {
  story = await startStory()
  await story.visit('/')
  await story.signIn()
  await story.share()
  await story.converge()
})
afterAll(() => story?.close())

async function counts(): Promise<Record<string, number>> {
  const metrics = await (await fetch(`${story.demo.server.origin}/metrics`)).text()
  const found = metrics.matchAll(/^alongside_mirror_(\w+)_total (\d+)$/gm)
  return Object.fromEntries([...found].map(([, name, count]) => [name, Number(count)]))
}

it('what the check of the mirror heals at an agent is counted by the server', async () => {
  await expect.poll(async () => (await counts())['rounds'], { timeout: 40_000 }).toBeGreaterThan(0)
  expect(await counts()).toMatchObject({ differences: 0, heals: 0, epochs: 0 })
  const damaged = await story.agent.evaluate(() => {
    const heading = document.querySelector('iframe')?.contentDocument?.querySelector('h1, h2')
    if (heading) heading.textContent = 'Nothing of the page'
    return heading?.textContent
  })
  expect(damaged).toBe('Nothing of the page')
  await expect.poll(async () => (await counts())['heals'], { timeout: 40_000 }).toBeGreaterThan(0)
  expect(await counts()).toMatchObject({ epochs: 0 })
  expect((await counts())['differences']).toBeGreaterThan(0)
  await story.converge()
})
