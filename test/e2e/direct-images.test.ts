import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { reliefPng } from '../../apps/playground/src/images/pictures.ts'
import { makeDevCertificate } from '../../apps/server/src/dev-certificate.ts'
import { poll } from '../support/by-role.ts'
import { shownImages } from '../support/shown-images.ts'
import { type Story, startStory } from '../support/story.ts'

// Images of a site that lets everybody show them and no script read them, as most image hosts do.

const AGENT = 'the-agent'
const folder = mkdtempSync(join(tmpdir(), 'alongside-images-'))

let story: Story
let images: Server
let origin: string
const asked: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = []

beforeAll(async () => {
  makeDevCertificate(folder)
  const png = reliefPng()
  images = createServer(
    {
      key: readFileSync(join(folder, 'alongside-dev.key')),
      cert: readFileSync(join(folder, 'alongside-dev.crt')),
    },
    ({ url = '', headers }, answer) => {
      if (headers['user-agent'] === AGENT && url !== '/favicon.ico') asked.push({ url, headers })
      const forMembers = url.startsWith('/members') && !headers.cookie?.includes('member')
      answer.writeHead(forMembers ? 403 : 200, {
        'content-type': 'image/png',
        ...(url === '/enter' && { 'set-cookie': 'member=1; Secure; SameSite=None' }),
        'cache-control': 'no-store',
      })
      answer.end(forMembers ? undefined : png)
    },
  )
  await new Promise<void>((done) => images.listen(0, '127.0.0.1', done))
  origin = `https://images.localhost:${(images.address() as AddressInfo).port}`
  story = await startStory({}, { agentName: AGENT, trusting: true })
  // They are signed in there, which an image that the page of a stranger names must not make use of.
  await story.agent.goto(`${origin}/enter`)
  await story.agent.goto(`${origin}/members.png`)
  expect(asked.at(-1)?.headers.cookie).toContain('member')
  asked.length = 0
  await story.visit('/plain')
  await story.share()
})
afterAll(async () => {
  await story?.close()
  images.close()
  rmSync(folder, { recursive: true, force: true })
})

it('an image that no script may read comes from its site, without cookies, and is noted', async () => {
  const { customer, agent } = story
  await customer.evaluate((origin) => {
    const block = document.createElement('div')
    block.innerHTML = `<img id=free src="${origin}/free.png" width=300 height=200>
      <p id=back style="width:300px;height:200px;background:url(${origin}/back.png)"></p>
      <img id=closed src="${origin}/members.png" width=300 height=200>
      <p data-alongside-mask><img src="${origin}/masked.png" width=30 height=20></p>
      <p data-alongside-block><img src="${origin}/blocked.png" width=30 height=20></p>`
    document.body.append(block)
  }, origin)
  const shown = () => shownImages(agent)
  await poll(
    async () => asked.length >= 3 && Number((await shown())[1]) > 0,
    8_000,
    async () => JSON.stringify([await shown(), asked.map(({ url }) => url)]),
  )
  const [src, , back] = await shown()
  expect(src).toBe(`${origin}/free.png`)
  expect(back).toBe(`url("${origin}/back.png")`)
  expect(asked.map(({ url }) => url).sort()).toEqual(['/back.png', '/free.png', '/members.png'])
  for (const { url, headers } of asked) {
    expect(headers.cookie).toBeUndefined()
    // Chromium 156 tells the origin with an image of a style attribute, whatever the document's policy says.
    const most = url === '/back.png' ? [undefined, `${story.demo.server.origin}/`] : [undefined]
    expect(most).toContain(headers.referer)
  }
  const { fraction } = await story.pixels()
  console.log(
    `direct images: ${asked.length} requests of the agent, ${(fraction * 100).toFixed(1)} % of pixels differ where one is refused`,
  )
  await agent.locator('.stage-fidelity').click()
  const said = await agent.locator('.fidelity li').allInnerTexts()
  expect(said.join()).toMatch(/comes from its site/)
  expect(said.join()).toMatch(/could not be read/)
})
