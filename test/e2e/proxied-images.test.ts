import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { reliefPng } from '../../apps/playground/src/images/pictures.ts'
import { poll } from '../support/by-role.ts'
import { shownImages } from '../support/shown-images.ts'
import { type Story, startStory } from '../support/story.ts'

// Images of a site that no script may read, in a deployment that has the server fetch them.

const AGENT = 'the-agent'

let story: Story
let images: Server
let origin: string
const asked: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = []
const askedBy = (who: RegExp) =>
  asked.filter(({ headers }) => who.test(headers['user-agent'] ?? '')).map(({ url }) => url)

beforeAll(async () => {
  const png = reliefPng()
  images = createServer(({ url = '', headers }, answer) => {
    asked.push({ url, headers })
    answer.writeHead(200, {
      'content-type': 'image/png',
      'cache-control': 'no-store',
      'set-cookie': 'seen=1',
    })
    answer.end(png)
  })
  await new Promise<void>((done) => images.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(images.address() as AddressInfo).port}`
  story = await startStory({ assets: { exceptions: [origin] } }, { agentName: AGENT })
  await story.visit('/plain')
  await story.signIn()
  await throughTheServer(story.agent)
  await story.share()
})
afterAll(async () => {
  await story?.close()
  images.close()
})

it('an image that no script may read comes through the server, and is noted', async () => {
  const { customer, agent } = story
  await customer.evaluate((origin) => {
    const block = document.createElement('div')
    block.innerHTML = `<img id=free src="${origin}/free.png" width=300 height=200>
      <p id=back style="width:300px;height:200px;background:url(${origin}/back.png)"></p>`
    document.body.prepend(block)
  }, origin)
  const shown = () => shownImages(agent)
  await poll(
    async () => {
      const [, width, back] = await shown()
      return Number(width) > 0 && `${back}`.startsWith('url("blob:')
    },
    8_000,
    async () => JSON.stringify([await shown(), asked]),
  )
  expect((await shown())[0]).toMatch(/^blob:/)
  const { fraction } = await story.pixels()
  console.log(
    `proxied images: ${askedBy(/^Alongside$/).length} requests of the server, ${askedBy(/^the-agent$/).length} of the agent’s browser, ${(fraction * 100).toFixed(3)} % of pixels differ`,
  )
  expect(fraction).toBeLessThanOrEqual(0.005)
  expect(askedBy(/^Alongside$/).sort()).toEqual(['/back.png', '/free.png'])
  expect(askedBy(/^the-agent$/)).toEqual([])
  for (const { headers } of asked.filter(({ headers }) => headers['user-agent'] === 'Alongside'))
    expect(Object.keys(headers).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ])
  // The frame is the strict one.
  const frames = agent.frames().map((frame) => new URL(frame.url()).pathname)
  expect(frames).toContain('/workspace/replica.html')
  expect(frames).not.toContain('/workspace/replica-images.html')
  await agent.locator('.stage-fidelity').click()
  const said = await agent.locator('.fidelity li').allInnerTexts()
  expect(said.join()).toMatch(/comes through your server/)
  await agent.keyboard.press('Escape')
})

it('what is masked or blocked is never asked for, nor whose query stays with the customer', async () => {
  const { customer, agent } = story
  asked.length = 0
  await customer.evaluate((origin) => {
    const block = document.createElement('div')
    block.innerHTML = `<p data-alongside-mask><img src="${origin}/masked.png" width=30 height=20></p>
      <p data-alongside-block><img src="${origin}/blocked.png" width=30 height=20></p>
      <img id=query src="${origin}/query.png?customer=1" width=30 height=20>
      <img id=last src="${origin}/last.png" width=30 height=20>`
    document.body.append(block)
    block.scrollIntoView()
  }, origin)
  const state = () =>
    agent.evaluate(() => {
      const page = globalThis.canonical.replicaDocument()
      const last = page?.getElementById('last') as HTMLImageElement | null
      const query = page?.getElementById('query')
      return [last?.src.startsWith('blob:'), query?.getAttribute('data-alongside-refused')]
    })
  await poll(
    async () => (await state()).join() === 'true,src',
    8_000,
    async () => JSON.stringify([await state(), asked]),
  )
  expect(askedBy(/^Alongside$/)).toEqual(['/last.png'])
  expect(askedBy(/^the-agent$/)).toEqual([])
})

it('the next page asks for nothing that is here', async () => {
  const { customer, agent } = story
  asked.length = 0
  await customer.reload()
  await customer.evaluate((origin) => {
    document.body.insertAdjacentHTML('afterbegin', `<img id=again src="${origin}/free.png">`)
  }, origin)
  await poll(
    () =>
      agent.evaluate(() => {
        const page = globalThis.canonical.replicaDocument()
        const image = page?.getElementById('again') as HTMLImageElement | null
        return !!image?.src.startsWith('blob:') && image.naturalWidth > 0
      }),
    15_000,
    async () => JSON.stringify(asked),
  )
  expect(askedBy(/^Alongside$/)).toEqual([])
})

/** The deployment's policy, as an administrator sets it. */
async function throughTheServer(agent: Page): Promise<void> {
  const { pathname } = new URL(agent.url())
  await agent.getByRole('link', { name: 'Settings' }).click()
  await agent.getByRole('radio', { name: /through this server/ }).click()
  await agent.getByRole('button', { name: 'Save' }).click()
  await agent.getByText('Saved.').waitFor()
  await agent.goto(new URL(pathname, agent.url()).href)
}
