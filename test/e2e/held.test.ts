import { afterAll, beforeAll, expect, it } from 'vitest'
import { poll } from '../support/by-role.ts'
import { replicaReady, type Story, startStory } from '../support/story.ts'

let story: Story
/** Bytes of the socket messages that left the customer's browser since it was last set to 0. */
let left = 0
/** What was shown once is no canary any more. */
let canaries = 0
const nextCanary = (): string => `canary-${++canaries}-that-stays-at-home`
/** Bytes of heartbeats, and of what is told instead of the page. */
const FEW = 4000

beforeAll(async () => {
  story = await startStory()
  const cdp = await story.customerContext.newCDPSession(story.customer)
  await cdp.send('Network.enable')
  cdp.on('Network.webSocketFrameSent', ({ response }) => {
    left += response.payloadData.length
  })
  await story.signIn()
  const masked = { urlFragment: '/claims', condition: 'Includes', maskSelectors: ['.canary'] }
  await configure({
    pauseCriteria: [{ urlFragment: '/payment', condition: 'Includes' }],
    privacy: {
      mode: 'balanced',
      unmaskSelectors: [],
      pageRules: [{ ...masked, unmaskSelectors: [] }],
    },
  })
  await story.visit('/plain')
  await story.share()
})
afterAll(() => story?.close())

/** Saves the demo's deployment with a change, as the settings do. */
async function configure(change: object): Promise<void> {
  const status = await story.agent.evaluate(async (change) => {
    const url = '/api/v1/deployments/demo-shop'
    const { id, version, ...deployment } = await (await fetch(url)).json()
    const { csrf } = await (await fetch('/api/v1/me')).json()
    Object.assign(deployment.config.cobrowse, change)
    const saved = await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-alongside-csrf': csrf },
      body: JSON.stringify(deployment),
    })
    return `${saved.status}`
  }, change)
  expect(status).toMatch(/^20/)
}

/** What must not leave: a quarter of a megabyte of noise, with words to look for. */
async function writeCanaries(canary: string): Promise<void> {
  await story.customer.evaluate((canary) => {
    const bytes = crypto.getRandomValues(new Uint8Array(65_000))
    for (let i = 0; i < 4; i++) {
      const line = document.createElement('p')
      line.className = 'canary'
      line.style.cssText = 'height: 20px; overflow: hidden'
      line.textContent = `${canary} ${btoa(String.fromCharCode(...bytes))}`
      document.body.prepend(line)
    }
    document.title = canary
  }, canary)
}

async function stage(phase: string, text: RegExp): Promise<void> {
  const notice = story.agent.locator(`.stage[data-phase=${phase}] .stage-notices`)
  const said = async (): Promise<string> => ((await notice.count()) ? await notice.innerText() : '')
  await poll(
    async () => text.test(await said()),
    15_000,
    async () => (await story.agent.locator('.stage').innerText()).slice(0, 600),
  )
}

/** The page is used, and of all that nothing goes out; nor is it in what the agent has. */
async function nothingLeaves(): Promise<void> {
  const { customer, agent } = story
  const canary = nextCanary()
  left = 0
  await writeCanaries(canary)
  await customer.mouse.move(400, 300)
  await customer.mouse.move(450, 320, { steps: 10 })
  await customer.mouse.click(460, 330)
  await customer.waitForTimeout(400)
  expect(left).toBeLessThan(FEW)
  const seen = await agent.evaluate(() => globalThis.canonical.replica()).catch(() => '')
  expect([seen, await agent.content()].some((it) => it.includes(canary))).toBe(false)
}

it('while the address is one that pauses, nothing leaves and both are told; then it goes on', async () => {
  const { customer, messenger, agent } = story
  const canary = nextCanary()
  await story.converge()
  // In one task, as a router does: the address is there before the change is seen.
  await customer.evaluate((canary) => {
    const line = document.createElement('p')
    line.className = 'canary'
    line.textContent = canary
    document.body.prepend(line)
    history.pushState(null, '', '/payment?step=1')
  }, canary)
  await stage('held', /pauses sharing/)
  await messenger.waitText(/Paused on this page\. .* sees nothing of it/)
  await nothingLeaves()

  // The noise would be seen going out: this is what the measure measures.
  left = 0
  await customer.evaluate(() => history.back())
  await replicaReady(agent)
  await poll(
    async () => left > 50_000,
    8000,
    async () => `${left} bytes`,
  )
  await story.converge()
  await messenger.waitText(/can see this tab/)
  const shown = await agent.evaluate(() => globalThis.canonical.replica())
  expect(shown.includes(canary)).toBe(true)
})

it('rules of an address hold from the moment the page has it, for what was there and for what comes', async () => {
  const { customer, agent } = story
  const shown = (): Promise<string> => agent.evaluate(() => globalThis.canonical.replica())
  const add = (address: string | null): Promise<string> => {
    const canary = nextCanary()
    return customer.evaluate(
      ({ canary, address }) => {
        const line = document.createElement('p')
        line.className = 'canary'
        line.textContent = canary
        document.body.prepend(line)
        if (address) history.pushState(null, '', address)
        return canary
      },
      { canary, address },
    )
  }
  const before = await add(null)
  await story.converge()
  expect(await shown()).toContain(before)

  const after = await add('/claims/new')
  const later = await add(null)
  await poll(
    async () => !(await shown()).includes(before),
    8000,
    () => shown(),
  )
  for (const canary of [before, after, later]) expect(await shown()).not.toContain(canary)
  await customer.evaluate(() => history.back())
  await story.converge()
  for (const canary of [before, after, later]) expect(await shown()).toContain(canary)
})

it('a page that is loaded at such an address sends nothing of itself', async () => {
  const { customer } = story
  await customer.evaluate(() => {
    for (const line of document.querySelectorAll('.canary')) line.remove()
  })
  await story.converge()
  left = 0
  await story.visit('/plain?next=/payment')
  await stage('held', /pauses sharing/)
  await nothingLeaves()
})

it('a selector that this browser cannot read shares nothing, and both are told the code', async () => {
  const { customer, messenger } = story
  await configure({ maskSelectors: ['.card', 'p:sometime('] })
  await story.visit('/plain')
  await stage('held', /rules_invalid/)
  await messenger.waitText(/Nothing is shared.*rules_invalid/)
  await nothingLeaves()
  await configure({ maskSelectors: ['.card'] })
  await customer.reload()
  await replicaReady(story.agent)
})

it('an answer that is malformed shares nothing', async () => {
  const { customer, messenger, customerContext } = story
  await customerContext.route('**/deployments/*/public', async (route) => {
    const answer = await route.fetch()
    const body = await answer.json()
    body.config.cobrowse.maskSelectors = 'main'
    await route.fulfill({ response: answer, json: body })
  })
  await customer.reload()
  await stage('held', /rules_invalid/)
  await messenger.waitText(/Nothing is shared.*rules_invalid/)
  await nothingLeaves()
  await customerContext.unroute('**/deployments/*/public')
})

it('rules that cannot be loaded share nothing, and the next page tries again', async () => {
  const { customer, messenger, customerContext, agent } = story
  let asked = 0
  // The first is the messenger's own, without which there is none.
  await customerContext.route('**/deployments/*/public', (route) =>
    asked++ ? route.fulfill({ status: 500, body: '{}' }) : route.fallback(),
  )
  await customer.reload()
  await stage('held', /rules_unavailable/)
  await messenger.waitText(/Nothing is shared.*rules_unavailable/)
  await nothingLeaves()
  expect(asked).toBeGreaterThan(1)
  await customerContext.unroute('**/deployments/*/public')
  await customer.reload()
  await replicaReady(agent)
  await story.converge()
})

it('rules that a lost connection kept away are asked for again, and the page is shown then', async () => {
  const { customer, customerContext, agent } = story
  let asked = 0
  await customerContext.route('**/deployments/*/public', (route) => {
    asked++
    return asked === 2 || asked === 3 ? route.abort('connectionreset') : route.fallback()
  })
  await customer.reload()
  await poll(
    async () => asked > 3,
    15_000,
    async () => `asked ${asked} times`,
  )
  await replicaReady(agent)
  await story.converge()
  await customerContext.unroute('**/deployments/*/public')
})
