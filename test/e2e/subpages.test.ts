import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { poll } from '../support/by-role.ts'
import { type Sites, startSites } from '../support/sites.ts'
import { replicaReady, type Story, startStory } from '../support/story.ts'

// A shop, the pages of other origins in its frames that carry the snippet too, and pages that are none of its business.

let story: Story
let sites: Sites
let snippet = ''

/** Sites that the deployment knows; `stranger` and `thief` it does not. */
const DOMAINS = ['outer.localhost', 'inner.localhost', 'deep.localhost']
const SECRET = 'Kq8passwordZz1'
const SHOWN = 'shown in the frame'

const page = (body: string, withSnippet = true): string =>
  `<!doctype html><meta charset=utf-8>${withSnippet ? snippet : ''}<style>body{margin:4px;font:14px sans-serif}p{color:teal}</style>${body}`

function respond(at: string, { url }: Sites): string | null {
  const frame = (id: string, name: string, path: string): string =>
    `<iframe id=${id} width=560 height=300 src="${url(name, path)}"></iframe>`
  switch (at) {
    case 'outer/':
      return page(
        `<h1>Outer</h1><div id=at>${frame('f', 'inner', '/first')}</div>${frame('x', 'stranger', '/')}<p id=p>outside</p>`,
      )
    case 'outer/masked':
      return page(`<h1>Outer</h1><div data-alongside-mask>${frame('f', 'inner', '/second')}</div>`)
    case 'outer/forged':
      return page(
        `<h1>Outer</h1>${frame('f', 'inner', '/forger')}${frame('g', 'inner', '/second')}<p id=p>outside</p>`,
      )
    case 'outer/holding':
      return page('<h1>Outer</h1><iframe id=s src=/holder width=600 height=320></iframe>')
    case 'outer/holder':
      return page(frame('f', 'inner', '/second'), false)
    case 'outer/plain':
    case 'thief/':
      return page(frame('f', 'inner', '/second'), false)
    case 'inner/first':
      return page(
        `<p id=p>${SHOWN}</p><input id=i value=one><input id=secret type=password><img id=m src=/picture.svg width=40 height=30><a id=a href=/second>on</a>${frame('d', 'deep', '/')}`,
      )
    case 'inner/second':
      return page('<h2>Second page</h2><p id=p>text of the second page</p>')
    case 'inner/picture.svg':
      return '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="teal"/></svg>'
    case 'inner/forger':
      // No loader: a page of a known site that says what it likes.
      return page(
        `<script>
onmessage = ({ ports: [port] }) => {
  const say = (...bytes) => port.postMessage(Uint8Array.from(bytes))
  for (let i = 0; i < 300; i++) say(...Array.from({ length: 40 }, (_, at) => at ? Math.random() * 256 : 1 + i % 6))
  // Nothing, no kind, requests, deeper than may be, no bytes at all, ops of a node that is not there.
  say(); say(99); say(3, 3); say(...Array(20).fill([6, 1]).flat()); port.postMessage({}); say(1, 1, 1, 1, 5, 200)
  document.title = 'said'
}
</script>`,
        false,
      )
    case 'deep/':
      return page('<p id=p>the innermost page</p><button>Press</button>')
    case 'stranger/':
      return page(
        '<p>none of theirs</p><script>heard = []; onmessage = ({ data }) => heard.push(data)</script>',
      )
    default:
      return null
  }
}

beforeAll(async () => {
  sites = await startSites(respond)
  story = await startStory({ demo: { domains: DOMAINS } })
  snippet = `<script async src="${story.demo.server.origin}/messenger/loader.js" data-deployment-id="demo-shop"></script>`
  // What pages in frames say through their ports, in clear.
  await story.customerContext.addInitScript(() => {
    const { postMessage } = MessagePort.prototype
    const said: number[][] = []
    Object.assign(globalThis, { said })
    MessagePort.prototype.postMessage = function (what: unknown, ...rest: []) {
      if (what instanceof Uint8Array) said.push([...what])
      postMessage.call(this, what, ...rest)
    }
  })
  await story.customer.goto(sites.url('outer', '/'))
  await story.share()
})
afterAll(async () => {
  await story?.close()
  await sites?.stop()
})

/** The page in a frame of the customer's tab, by its site and path. */
async function framed(name: string, path: string, tab: Page = story.customer): Promise<Frame> {
  const find = async (): Promise<Frame | undefined> => {
    const found = tab.frames().find((frame) => frame.url() === sites.url(name, path))
    // It may be about to become this page.
    const state = await found?.evaluate('document.readyState').catch(() => '')
    return state === 'complete' ? found : undefined
  }
  return poll(find, 8_000, async () => `no ${name}${path}`)
}

/** Waits until the page in a frame and its copy are equal; `hosts` lead to it from the outside in. */
async function converge(frame: Frame, ...hosts: string[]): Promise<string> {
  let copies = ['nothing compared yet', '']
  await poll(
    async () => {
      copies = await Promise.all([
        frame.evaluate(() => globalThis.canonical.page(document)),
        story.agent.evaluate((path) => globalThis.canonical.replica(...path), hosts),
      ])
      return copies[0] === copies[1]
    },
    8_000,
    async () => copies.join('\n— replica:\n'),
  )
  return copies[0] ?? ''
}

const noteOf = (host: string): Promise<string | null | undefined> =>
  story.agent.evaluate(
    (selector) =>
      globalThis.canonical
        .replicaDocument()
        ?.querySelector(selector)
        ?.getAttribute('data-alongside-note'),
    host,
  )

it('a page of another origin in a frame, and the one in that, are shown as they are', async () => {
  await story.converge()
  expect(await converge(await framed('inner', '/first'), '#f')).toContain(SHOWN)
  expect(await converge(await framed('deep', '/'), '#f', '#d')).toContain('the innermost page')
  expect(await noteOf('#f')).toBeNull()
  // Its picture came through the page around it.
  await poll(
    () =>
      story.agent.evaluate(() => {
        const inner = globalThis.canonical.replicaDocument()?.querySelector<HTMLIFrameElement>('#f')
        const image = inner?.contentDocument?.querySelector<HTMLImageElement>('#m')
        return image?.naturalWidth === 40
      }),
    8_000,
    async () => 'no picture',
  )
  expect((await story.pixels()).fraction).toBeLessThanOrEqual(0.005)
})

it('what changes there is live, at every depth', async () => {
  const inner = await framed('inner', '/first')
  const deep = await framed('deep', '/')
  await inner.locator('#i').fill('typed in the frame')
  await inner.evaluate(() => document.body.append('added'))
  await deep.evaluate(() => {
    for (let i = 0; i < 30; i++) document.querySelector('#p')?.append(` ${i}`)
  })
  await story.customer.evaluate(() => document.body.prepend('around it'))
  await story.converge()
  expect(await converge(inner, '#f')).toContain('typed in the frame')
  expect(await converge(deep, '#f', '#d')).toContain('"the innermost page"')
})

it('the caret in a field there stands where the customer’s does', async () => {
  const field = (await framed('inner', '/first')).locator('#i')
  await field.focus()
  const box = await field.boundingBox()
  if (!box) throw new Error('no field')
  await poll(
    () =>
      story.agent.evaluate(({ x, y, width, height }) => {
        const at = globalThis.canonical.replicaBox()
        const marks = [...document.querySelectorAll('[data-alongside-marks]')].flatMap((host) => [
          ...(host.shadowRoot?.querySelectorAll('.caret') ?? []),
        ])
        return marks.some((mark) => {
          const caret = mark.getBoundingClientRect()
          const [left, top] = [caret.x - at.x - x, caret.y - at.y - y]
          return left > 0 && left < width && top > 0 && top + caret.height < height + 1
        })
      }, box),
    8_000,
    async () => 'no caret in the field',
  )
})

it('an agent who comes back sees all of it again', async () => {
  await story.agent.reload()
  await replicaReady(story.agent)
  await story.converge()
  expect(await converge(await framed('inner', '/first'), '#f')).toContain('typed in the frame')
  expect(await converge(await framed('deep', '/'), '#f', '#d')).toContain('the innermost page')
})

it('what is masked there leaves it in no byte', async () => {
  const inner = await framed('inner', '/first')
  await inner.locator('#secret').fill(SECRET)
  await inner.evaluate(() => document.body.append('after the secret'))
  expect(await converge(inner, '#f')).toContain('after the secret')
  const said = Buffer.from((await inner.evaluate<number[][]>('said')).flat())
  expect(said.includes('after the secret')).toBe(true)
  for (const form of [SECRET, [...SECRET].reverse().join(''), SECRET.slice(2, 9)])
    expect(said.includes(form)).toBe(false)
  expect(await story.agent.evaluate(() => globalThis.canonical.replica('#f'))).not.toContain(SECRET)
})

it('a page of an origin that is not the deployment’s is offered nothing, and stays a box', async () => {
  const stranger = await framed('stranger', '/')
  expect(await stranger.evaluate('heard')).toEqual([])
  expect(await stranger.evaluate('said')).toEqual([])
  expect(await noteOf('#x')).toBe('frame')
})

it('the page in a frame goes to another one, the frame goes and comes back', async () => {
  const { customer } = story
  const inner = await framed('inner', '/first')
  await inner.locator('#a').click()
  expect(await converge(await framed('inner', '/second'), '#f')).toContain('Second page')
  expect(await story.agent.evaluate(() => globalThis.canonical.replica('#f', '#d'))).toBe('')

  await customer.evaluate(() => document.querySelector('#f')?.remove())
  await story.converge()
  await customer.evaluate(
    (src) => {
      const frame = document.createElement('iframe')
      frame.id = 'f'
      frame.src = src
      document.querySelector('#at')?.append(frame)
    },
    sites.url('inner', '/second'),
  )
  expect(await converge(await framed('inner', '/second'), '#f')).toContain('Second page')
  // Where it went from the deployment's sites, there is a box again.
  await customer.evaluate(
    (src) => {
      document.querySelector<HTMLIFrameElement>('#f')?.setAttribute('src', src)
    },
    sites.url('stranger', '/'),
  )
  await poll(
    async () => (await noteOf('#f')) === 'frame',
    8_000,
    async () => 'no box',
  )
  await story.converge()
})

it('a page between the two, of the origin of the one around, does not stand in the way', async () => {
  await story.customer.goto(sites.url('outer', '/holding'))
  expect(await converge(await framed('inner', '/second'), '#s', '#f')).toContain('Second page')
  await story.converge()
})

it('under a mask of the page around it, all of it is masked', async () => {
  await story.customer.goto(sites.url('outer', '/masked'))
  const inner = await framed('inner', '/second')
  await story.converge()
  await poll(
    () => story.agent.evaluate(() => globalThis.canonical.replica('#f').includes('<h2')),
    8_000,
    async () => 'not there',
  )
  const said = Buffer.from((await inner.evaluate<number[][]>('said')).flat())
  expect(said.length).toBeGreaterThan(100)
  expect(said.includes('Second page')).toBe(false)
  expect(said.includes('text of')).toBe(false)
})

it('bad bytes of one page harm neither the page around it nor the one beside it', async () => {
  const { customer } = story
  await customer.goto(sites.url('outer', '/forged'))
  const forger = await framed('inner', '/forger')
  await poll(
    () => forger.evaluate(() => document.title === 'said'),
    8_000,
    async () => 'silent',
  )
  const beside = await framed('inner', '/second')
  await beside.evaluate(() => document.body.append('still live'))
  await customer.evaluate(() => document.body.append('live around it'))
  await story.converge()
  expect(await converge(beside, '#g')).toContain('still live')
})

/** What a page hears from the one in its frame, after it has offered it a port in our words; as a count of what came through it. */
const OFFER = `(() => {
  const { port1, port2 } = new MessageChannel()
  globalThis.answers = []
  addEventListener('message', ({ data }) => answers.push(['window', data]))
  port1.onmessage = ({ data }) => answers.push(data instanceof Uint8Array ? [...data] : data)
  globalThis.port = port1
  document.querySelector('#f').contentWindow.postMessage(['alongside', 'demo-shop', false], '*', [port2])
})()`

it('a page of an origin that is not the deployment’s gets no answer at all', async () => {
  const tab = await story.customerContext.newPage()
  await tab.goto(sites.url('thief', '/'), { waitUntil: 'load' })
  const inner = await framed('inner', '/second', tab)
  await tab.evaluate(OFFER)
  const loaded = (): Promise<string[]> =>
    inner.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name.replace(/.*\//, '')),
    )
  // The configuration was asked for, and that is where it ends.
  await poll(
    async () => (await loaded()).includes('public'),
    8_000,
    async () => 'not asked',
  )
  await tab.waitForTimeout(1000)
  expect(await loaded()).toContain('subpage.js')
  expect(await loaded()).not.toContain('cobrowse.js')
  expect(await tab.evaluate('answers')).toEqual([])
  await tab.close()
})

it('a page that is not told to go on waits, and then says what it is by then', async () => {
  const tab = await story.customerContext.newPage()
  await tab.goto(sites.url('outer', '/plain'), { waitUntil: 'load' })
  const inner = await framed('inner', '/second', tab)
  await tab.evaluate(OFFER)
  const ops = (): Promise<string[]> =>
    tab.evaluate(
      'answers.filter(([kind]) => kind === 1).map((bytes) => String.fromCharCode(...bytes))',
    )
  await poll(
    async () => (await ops()).length > 0,
    8_000,
    async () => 'no answer',
  )
  for (let i = 0; i < 30; i++) {
    await inner.evaluate((at) => document.querySelector('#p')?.append(`[${at}]`), i)
    await tab.waitForTimeout(20)
  }
  expect((await ops()).length).toBeLessThanOrEqual(4)
  expect((await ops()).join('')).not.toContain('[29]')
  await tab.evaluate("port.postMessage('more')")
  await poll(
    async () => (await ops()).join('').includes('[29]'),
    8_000,
    async () => 'not told',
  )
  // It stops at once.
  await tab.evaluate("port.postMessage('end')")
  await poll(
    async () => (await tab.evaluate<unknown[]>('answers')).at(-1) === 'end',
    8_000,
    async () => 'goes on',
  )
  await inner.evaluate(() => document.body.append('after the end'))
  await tab.waitForTimeout(500)
  expect((await ops()).join('')).not.toContain('after the end')
  await tab.close()
})
