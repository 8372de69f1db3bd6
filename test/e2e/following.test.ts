import { afterAll, beforeAll, expect, it } from 'vitest'
import { ELSEWHERE, type Journey, startJourney, WAYS } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await startJourney()
})
afterAll(() => journey?.stop())

const said = (): Promise<string | null | undefined> =>
  journey.story.agent.evaluate(
    () => globalThis.canonical.replicaDocument()?.querySelector('#said')?.textContent,
  )
const SHOP = 'a.shop.localhost'
const page = (name: string): string => journey.trail.url(SHOP, `/page/${name}`)

async function told(text: RegExp, phase: string): Promise<void> {
  await journey.story.agent
    .locator(`.stage[data-phase=${phase}] .stage-notices`, { hasText: text })
    .waitFor()
}

for (const way of WAYS) {
  it(`the agent sees the next page: ${way}`, async () => {
    await journey.go(way)
    await journey.story.converge()
  })
}

it('the page of before stays under a veil until the next one is there', async () => {
  await journey.visit(SHOP, 1001)
  const last = await said()
  await journey.assign(journey.trail.url(SHOP, '/bare/1'))
  await told(/goes to another page/, 'leaving')
  expect(await said()).toBe(last)
  // The browser keeps the page of before, and does not keep the session alive with it.
  await told(/has not come back yet/, 'leaving')
  await journey.visit(SHOP, 1002)
  await journey.story.converge()
})

it('what a press changes before it leads on is seen before the next page', async () => {
  const { customer, agent } = journey.story
  for (let round = 0; round < 5; round++) {
    const words = `last words ${round}`
    const heard = agent.evaluate(
      (words) =>
        new Promise<boolean>((done) => {
          const look = (): void => {
            const page = globalThis.canonical.replicaDocument()
            if (page?.querySelector('#said')?.textContent === words) done(true)
            else if (page?.querySelector('h1')?.textContent === 'after') done(false)
            else requestAnimationFrame(look)
          }
          look()
        }),
      words,
    )
    await customer.evaluate(
      ({ to, words }) => {
        const link = document.createElement('a')
        Object.assign(link, { href: to, textContent: 'on' })
        link.addEventListener('click', () => {
          for (const line of document.querySelectorAll('#said')) line.textContent = words
        })
        document.body.prepend(link)
        link.click()
      },
      { to: page('after'), words },
    )
    await customer.waitForURL(/after/)
    expect(await heard).toBe(true)
    await journey.visit(SHOP, 1100 + round)
  }
})

it('another tab is told of, and is not shared', async () => {
  const { customer, customerContext, agent } = journey.story
  const [other] = await Promise.all([
    customerContext.waitForEvent('page'),
    customer.evaluate((to) => void open(to), page('other')),
  ])
  await told(/opened another tab/, 'live')
  await other.waitForLoadState()
  await other.evaluate(() => document.querySelector('#said')?.replaceChildren('of the other tab'))
  await other.waitForTimeout(1500)
  expect(await said()).not.toContain('of the other tab')
  expect(await other.evaluate(() => window.name)).toBe('')
  await other.close()
  await customer.bringToFront()
  await agent.getByText(/opened another tab/).waitFor({ state: 'detached' })
})

it('a site that is none of the deployment’s is told of and gets nothing; the tab comes back', async () => {
  const { customer } = journey.story
  await journey.visit(SHOP, 1200)
  const last = await said()
  await journey.assign(journey.trail.url(ELSEWHERE, '/page/1'))
  await told(/another website/, 'leaving')
  expect(await said()).toBe(last)
  await customer.waitForURL(/elsewhere/)
  expect(await take()).toBe('refused')
  await journey.visit(SHOP, 1201)
  await journey.story.converge()
})

it('a page of the same site that is not on the deployment’s list gets nothing', async () => {
  const { customer, agent } = journey.story
  const name = await customer.evaluate(() => window.name)
  expect(name).toMatch(/^alongside-/)
  expect(await take()).toContain('sessionId')
  await agent.evaluate(async () => {
    const url = '/api/v1/deployments/demo-shop'
    const { id, version, ...deployment } = await (await fetch(url)).json()
    const { csrf } = await (await fetch('/api/v1/me')).json()
    deployment.domains = ['a.shop.localhost', 'b.shop.localhost']
    await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-alongside-csrf': csrf },
      body: JSON.stringify(deployment),
    })
  })
  await journey.assign(journey.trail.url('c.shop.localhost', '/page/1'))
  await told(/goes to another page|has not come back/, 'leaving')
  await customer.waitForURL(/c\.shop/)
  // It has the tab's name, and the browser would send the cookie: our server says no.
  expect(await customer.evaluate(() => window.name)).toBe(name)
  expect(await take()).toBe('refused')
  await journey.visit('b.shop.localhost', 1300)
  await journey.story.converge()
})

/** What the page that is there is given, if it asks. */
function take(): Promise<string> {
  const { origin } = journey.story.demo.server
  return journey.story.customer.evaluate(async (url) => {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        credentials: 'include',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: window.name || `alongside-${'x'.repeat(22)}` }),
      })
      return await answer.text()
    } catch {
      return 'refused'
    }
  }, `${origin}/api/v1/deployments/demo-shop/handover`)
}

it('a tab that is closed is told of at once, and later that nobody comes', async () => {
  await journey.story.customer.close()
  await told(/goes to another page/, 'leaving')
  await told(/has not come back yet/, 'leaving')
})
