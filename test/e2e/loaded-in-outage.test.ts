import { afterAll, beforeAll, it } from 'vitest'
import { poll } from '../support/by-role.ts'
import { replicaReady, type Story, startStory } from '../support/story.ts'

let story: Story
beforeAll(async () => {
  story = await startStory()
  await story.signIn()
  await story.visit('/plain')
  await story.share()
})
afterAll(() => story?.close())

/** Whatever of this address is asked for does not come until it was asked for so often, nor anything else of the page's messenger. */
async function away(pattern: string, answer: number | null, times: number): Promise<() => number> {
  let asked = 0
  await story.customerContext.route(pattern, (route) => {
    if (++asked > times) return route.fallback()
    return answer === null ? route.abort('connectionreset') : route.fulfill({ status: answer })
  })
  return () => asked
}

// What a shared page asks for one after the other: an outage may begin before any of them.
const STEPS = [
  '**/messenger/widget.js',
  '**/messenger/proposal.js',
  '**/messenger/cobrowse.js',
  '**/deployments/*/public',
  '**/api/v1/guest',
  '**/api/v1/cobrowse/*/tickets',
]

for (const step of STEPS)
  for (const answer of [null, 502])
    it(`a shared page comes back by itself where ${step} was ${answer ?? 'not answered'} for a while`, async () => {
      const { customer, customerContext, agent } = story
      const asked = await away(step, answer, 3)
      await customer.reload()
      await poll(
        async () => asked() > 3,
        15_000,
        async () => `asked ${asked()} times`,
      )
      await replicaReady(agent)
      await story.converge()
      await customerContext.unroute(step)
    })

it('a question that the path has swallowed does not hold a shared page back', async () => {
  const { customer, customerContext, agent } = story
  let asked = 0
  await customerContext.route('**/deployments/*/public', (route) =>
    ++asked === 1 ? undefined : route.fallback(),
  )
  await customer.reload()
  await poll(
    async () => asked > 1,
    // Sooner than the first is given up.
    8_000,
    async () => `asked ${asked} times`,
  )
  await replicaReady(agent)
  await story.converge()
  await customerContext.unroute('**/deployments/*/public')
})
