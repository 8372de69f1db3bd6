import { afterAll, beforeAll, expect, it } from 'vitest'
import { poll } from '../support/by-role.ts'
import { type Story, startStory } from '../support/story.ts'

// What the customer is shown of what the agent has.

declare global {
  var closedRoots: ShadowRoot[]
}

let story: Story
/** Bytes of the socket messages that left the customer's browser since it was last set to 0. */
let left = 0
const SEE = 'See what Robin Vega sees'
const SEES = 'What Robin Vega sees'
const CANARY = 'canary-in-the-mask'

beforeAll(async () => {
  story = await startStory()
  const { customer, customerContext } = story
  // Only a test looks into the closed root that the sharer makes.
  await customerContext.addInitScript(() => {
    globalThis.closedRoots = []
    const { attachShadow } = Element.prototype
    Element.prototype.attachShadow = function (init) {
      const root = attachShadow.call(this, init)
      if (init.mode === 'closed') globalThis.closedRoots.push(root)
      return root
    }
  })
  const cdp = await customerContext.newCDPSession(customer)
  await cdp.send('Network.enable')
  cdp.on('Network.webSocketFrameSent', ({ response }) => {
    left += response.payloadData.length
  })
  await story.visit('/plain')
  await customer.evaluate(async (canary) => {
    const canvas = new OffscreenCanvas(300, 300)
    const noise = new ImageData(300, 300)
    for (let at = 0; at < noise.data.length; at += 60_000)
      crypto.getRandomValues(noise.data.subarray(at, at + 60_000))
    canvas.getContext('2d')?.putImageData(noise, 0, 0)
    const image = document.createElement('img')
    image.id = 'noise'
    image.src = URL.createObjectURL(await canvas.convertToBlob())
    const block = document.createElement('div')
    block.innerHTML = `<p class="card" id="masked" style="width: 300px">${canary}</p>
      <p><input type="password" id="secret" value="${canary}"></p>
      <section data-alongside-block id="blocked" style="width: 200px; height: 60px">${canary}</section>
      <div style="height: 3000px">Further down</div>`
    document.body.append(image, block)
  }, CANARY)
  await story.share()
  await story.converge()
  await poll(
    () =>
      story.agent.evaluate(() => {
        const image = globalThis.canonical.replicaDocument()?.querySelector('img')
        return image?.src.startsWith('blob:') && image.naturalWidth === 300
      }),
    8000,
    async () => `${left} bytes`,
  )
  expect(left).toBeGreaterThan(300_000)
})
afterAll(() => story?.close())

/** The document of the preview's replica, as text to compare. */
function preview(): Promise<string> {
  return story.customer.evaluate(() => {
    const frames = globalThis.closedRoots.flatMap((root) =>
      root.host.isConnected ? [...root.querySelectorAll('iframe')] : [],
    )
    const page = frames.find((it) => it.style.visibility !== 'hidden')?.contentDocument
    return page?.documentElement ? globalThis.canonical.replicaOf(page) : ''
  })
}

async function sameAsAgent(): Promise<void> {
  const agents = (): Promise<string> => story.agent.evaluate(() => globalThis.canonical.replica())
  await poll(
    async () => {
      const [here, there] = await Promise.all([preview(), agents()])
      return here !== '' && here === there
    },
    8000,
    async () => `${(await preview()).slice(0, 500)}\n${(await agents()).slice(0, 500)}`,
  )
}

/** What has the focus, in our closed root. */
function focused(): Promise<string> {
  return story.customer.evaluate(() => {
    const root = globalThis.closedRoots.find((it) => it.activeElement)
    return root?.activeElement?.className || root?.activeElement?.localName || ''
  })
}

it('the customer sees the very replica that the agent has, live, with its images, and none of them goes out for it', async () => {
  const { customer, messenger } = story
  left = 0
  await messenger.click('button', SEE)
  await messenger.wait('dialog', SEES)
  await sameAsAgent()
  await poll(
    () =>
      customer.evaluate(() =>
        globalThis.closedRoots.some((root) =>
          [...root.querySelectorAll('iframe')].some((frame) => {
            const image = frame.contentDocument?.querySelector('img')
            return image?.src.startsWith('blob:') && image.naturalWidth === 300
          }),
        ),
      ),
    8000,
    preview,
  )
  expect(left).toBeLessThan(20_000)
  await customer.evaluate(() => {
    const text = document.querySelector('#text')
    if (text) text.textContent = 'Changed while both look'
  })
  await poll(async () => (await preview()).includes('Changed while both look'), 8000, preview)
  await sameAsAgent()
  expect((await preview()).includes(CANARY)).toBe(false)
})

it('the preview is no part of what the agent sees, and Tab stays in it and the bar', async () => {
  const { agent, customer, messenger } = story
  expect((await agent.content()).includes(SEES)).toBe(false)
  const replica = await agent.evaluate(() => globalThis.canonical.replica())
  expect(replica.includes(SEES)).toBe(false)
  expect(await focused()).toBe('preview-close')
  const met = new Set<string>()
  for (let i = 0; i < 8; i++) {
    await customer.keyboard.press('Tab')
    met.add(await focused())
  }
  expect([...met].toSorted()).toEqual([
    'collapse',
    'grip',
    'input',
    'pause',
    'preview',
    'preview-close',
    'stop',
  ])
  expect(await messenger.has('button', 'Stop')).toBe(true)
})

it('a modal dialog of the page takes ours into it, and the copy goes on there', async () => {
  const { customer, messenger } = story
  await customer.evaluate(() => {
    const dialog = document.createElement('dialog')
    dialog.id = 'modal'
    dialog.textContent = 'Are you sure?'
    document.body.append(dialog)
    dialog.showModal()
  })
  await poll(async () => (await preview()).includes('Are you sure?'), 8000, preview)
  await sameAsAgent()
  await customer.evaluate(() => document.querySelector('#modal')?.remove())
  await poll(async () => !(await preview()).includes('Are you sure?'), 8000, preview)
  await sameAsAgent()
  await messenger.wait('dialog', SEES)
})

it('Escape closes it, the page does not hear of that, and the focus is where it was', async () => {
  const { customer, messenger, agent } = story
  await customer.evaluate(() => {
    document.addEventListener('keydown', ({ key }) => {
      document.title += ` ${key}`
    })
  })
  await customer.keyboard.press('Escape')
  await poll(
    async () => !(await messenger.has('dialog', SEES)),
    4000,
    async () => 'still there',
  )
  expect(await focused()).toBe('preview')
  // With the mark of a shared tab.
  expect(await customer.title()).toBe('●\u2009Plain')
  await story.converge()
  expect(await agent.locator('.stage[data-phase=live]').count()).toBe(1)
})

it('what is hidden is marked on the page, wherever that scrolls, and the page is as it was', async () => {
  const { customer, messenger } = story
  const markup = (): Promise<string> =>
    customer.evaluate(() =>
      document.body.outerHTML.replace(/<div data-alongside-own.*?<\/div>/g, ''),
    )
  const before = await markup()
  const marks = (): Promise<string[]> =>
    customer.evaluate(() =>
      globalThis.closedRoots.flatMap((root) =>
        [...root.querySelectorAll('.hidden-marks > i')].map((it) => {
          const { x, y, width, height } = it.getBoundingClientRect()
          return [x, y, width, height].map(Math.round).join()
        }),
      ),
    )
  const hidden = (): Promise<string[]> =>
    customer.evaluate(() =>
      ['#masked', '#secret', '#blocked'].map((selector) => {
        const { x, y, width, height } = (
          document.querySelector(selector) ?? document.body
        ).getBoundingClientRect()
        return [x, y, width, height].map(Math.round).join()
      }),
    )
  const fits = (): Promise<boolean> =>
    poll(
      async () => `${await marks()}` === `${await hidden()}`,
      4000,
      async () => `${await marks()}\n${await hidden()}`,
    )
  expect(await marks()).toEqual([])
  await messenger.click('button', SEE)
  await messenger.click('checkbox', 'Mark on my page what is hidden')
  // Escape twice in a row stops.
  await customer.keyboard.press('Shift')
  await customer.keyboard.press('Escape')
  await fits()
  await customer.evaluate(() => scrollTo(0, 120))
  await fits()
  expect(await markup()).toBe(before)
  await messenger.click('button', SEE)
  await messenger.click('checkbox', 'Mark on my page what is hidden')
  expect(await marks()).toEqual([])
})

it('Stop works above the preview and takes it along', async () => {
  const { customer, messenger } = story
  await messenger.wait('dialog', SEES)
  await messenger.click('button', 'Stop')
  await poll(
    () =>
      customer.evaluate(() =>
        globalThis.closedRoots.every(
          (it) => !it.querySelector('.preview-panel') || !it.host.isConnected,
        ),
      ),
    4000,
    async () => 'still there',
  )
})
