import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Story, startStory } from '../support/story.ts'

// A site behind a login: what it is made of reaches the agent through the customer's browser alone.

const AGENT = 'the-agent'
const INTRANET = 'depot.intranet'

describe.each(['sharer', 'sharer+direct'])('assets: %s', (policy) => {
  let story: Story
  const ofAgent: string[] = []
  const asked: string[] = []

  beforeAll(async () => {
    story = await startStory(
      {},
      {
        intranet: INTRANET,
        heard: ({ url, userAgent }) => (userAgent === AGENT ? ofAgent : asked).push(url),
        customerHosts: `MAP ${INTRANET} 127.0.0.1`,
        agentName: AGENT,
      },
    )
    await story.visit('/')
    await story.signIn()
    if (policy === 'sharer') await onlyTheCustomer(story.agent)
    await story.share()
    await story.customer.goto(`${story.demo.shop.origin}/members`)
    await story.customer.getByRole('link', { name: 'Sign in' }).click()
  })
  afterAll(() => story?.close())

  it('pictures, fonts and blobs behind a login are the agent’s as they are the customer’s', async () => {
    const { customer, agent, demo } = story
    await customer.locator('html[data-ready]').waitFor()
    expect(
      await customer.evaluate(
        () => [...document.fonts].filter(({ status }) => status === 'loaded').length,
      ),
    ).toBe(1)
    expect(
      await customer.evaluate(() =>
        [...document.images].every(({ naturalWidth }) => naturalWidth > 0),
      ),
    ).toBe(true)
    await story.converge()
    const { fraction } = await story.pixels(
      process.env['DIFF_DIR'] && `${process.env['DIFF_DIR']}/members.png`,
    )
    console.log(
      `members, ${policy}: pixels that differ ${(fraction * 100).toFixed(3)} %, requests of the agent’s browser to the site ${ofAgent.length}`,
    )
    expect(fraction).toBeLessThanOrEqual(0.005)
    expect(ofAgent).toEqual([])
    // The agent cannot get at them by itself.
    const refused = await agent.evaluate(
      (url) =>
        fetch(url, { mode: 'cors', credentials: 'include' }).then(
          ({ status }) => status,
          () => 0,
        ),
      `${demo.shop.origin}/members/pictures/relief.png`,
    )
    expect(refused).toBe(0)
    ofAgent.length = 0
  })

  it('the next page of the site costs nothing that was sent', async () => {
    const { customer } = story
    asked.length = 0
    await customer.getByRole('link', { name: 'The other page' }).click()
    await customer.getByRole('heading', { name: 'Your orders' }).waitFor()
    await customer.locator('html[data-ready]').waitFor()
    await story.converge()
    const { fraction } = await story.pixels()
    expect(fraction).toBeLessThanOrEqual(0.005)
    expect(ofAgent).toEqual([])
    // No style in use names it, and no letter of the page is of the second slice.
    expect(asked.filter((url) => /never|latin-ext/.test(url))).toEqual([])
  })
})

/** The deployment's policy for images, as an administrator sets it. */
async function onlyTheCustomer(agent: Page): Promise<void> {
  const { pathname } = new URL(agent.url())
  await agent.getByRole('link', { name: 'Settings' }).click()
  await agent.getByRole('radio', { name: /Only the customer/ }).click()
  await agent.getByRole('button', { name: 'Save' }).click()
  await agent.getByText('Saved.').waitFor()
  await agent.goto(new URL(pathname, agent.url()).href)
}
