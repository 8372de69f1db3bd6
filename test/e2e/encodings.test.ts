import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { legacySites } from '../../apps/playground/src/hard/legacy/routes.ts'
import { snippetFor } from '../../apps/workspace/src/settings/snippet-text.ts'
import { poll } from '../support/by-role.ts'
import { type Story, startStory } from '../support/story.ts'

// Pages of before UTF-8: letters are the bytes of the page's encoding, and so are the queries that it asks with.

let story: Story
/** What of ours the customer's browser has asked for. */
const ours = new Set<string>()

beforeAll(async () => {
  story = await startStory()
  story.customer.on('request', (request) => {
    if (request.url().startsWith(`${story.demo.server.origin}/messenger/`)) ours.add(request.url())
  })
  await story.visit('/')
  await story.share()
})
afterAll(() => story?.close())

/** What a form is given that no such encoding has. */
const BEYOND = '한국 ☃'

describe.each(legacySites)('$encoding, said by $declared', (site) => {
  const { encoding, goods, words, written } = site
  const rows: string[] = []
  const at = `/encodings/${site.folder}/`

  it('text, styles, what sheets write and every image are the agent’s as they are the customer’s', async () => {
    const { customer } = story
    await story.visit(at)
    expect(await customer.evaluate(() => document.characterSet)).toBe(encoding)
    rows.push(await equal(customer, 'front page'))
    if (site.lang === 'ja') await story.messenger.waitText('さんがこのタブを見ています')
    const { written: said } = await seen(customer)
    for (const text of [written.badge, written.tax, written.mark, written.end])
      expect(said.join()).toContain(text)
  })

  it('what is typed is seen, and the next page after a form by GET', async () => {
    const { customer } = story
    const place = `${words.places[0]} ${BEYOND}`
    await customer.getByLabel(words.where, { exact: true }).fill(place)
    await story.converge()
    await customer.getByRole('button', { name: words.find }).click()
    await customer.getByRole('heading', { name: words.found }).waitFor()
    expect(await customer.evaluate(() => location.search)).toContain('%26%239731%3B')
    rows.push(await equal(customer, 'after GET'))
    expect(await replicaText()).toContain(`${words.places[0]} &#54620;&#44397; &#9731;`)
  })

  it('and after a form by POST', async () => {
    const { customer } = story
    await customer.getByRole('link', { name: words.back }).click()
    await customer.getByLabel(words.name).fill(`${site.title} ${BEYOND}`)
    await customer.getByLabel(words.which).selectOption({ index: 1 })
    await customer.getByLabel(words.wish).fill(`${site.intro}\n${BEYOND}`)
    await story.converge()
    await customer.getByRole('button', { name: words.send }).click()
    await customer.getByRole('heading', { name: words.received }).waitFor()
    rows.push(await equal(customer, 'after POST'))
    const text = await replicaText()
    for (const part of [encoding, goods[1]?.name ?? '', `${site.title} &#54620;`])
      expect(text).toContain(part)
  })

  it('a link whose query and fragment are outside ASCII', async () => {
    const { customer } = story
    await customer.getByRole('link', { name: words.places[2] ?? '' }).click()
    await customer.getByRole('heading', { name: words.found }).waitFor()
    rows.push(await equal(customer, 'after a link'))
    expect(await replicaText()).toContain(words.places[2])
    console.log([`encodings: ${encoding}, said by ${site.declared}`, ...rows].join('\n  '))
  })
})

it('all that the customer’s browser loads of ours is pure ASCII, in whatever encoding the page is', async () => {
  const files = new Map([['the snippet', Buffer.from(snippetFor('https://chat.example', 'shop'))]])
  for (const url of ours)
    files.set(new URL(url).pathname, Buffer.from(await (await fetch(url)).arrayBuffer()))
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0)
  console.log(`encodings: ${bytes} B of ours in ${files.size} files`)
  const named = [...files.keys()].join()
  for (const name of ['loader', 'widget', '/ja-', '/en-', 'proposal', 'cobrowse'])
    expect(named).toContain(name)
  const odd = [...files].filter(([, bytes]) => bytes.some((byte) => byte > 0x7e))
  expect(odd.map(([name]) => name)).toEqual([])
})

async function replicaText(): Promise<string> {
  return story.agent.evaluate(() => globalThis.canonical.replicaDocument()?.body.innerText ?? '')
}

/** Waits until both see the same, and gives the figures. */
async function equal(customer: Page, name: string): Promise<string> {
  await customer.waitForLoadState('load')
  await story.converge()
  const mine = await seen(customer)
  let differing = ''
  await poll(
    async () => {
      const theirs = await seen(story.agent)
      const lines = Object.keys(mine).flatMap((key) => {
        const [a, b] = [mine, theirs].map((all) => all[key as keyof Seen])
        return a?.flatMap((line, i) => (line === b?.[i] ? [] : [`${line} | ${b?.[i]}`])) ?? []
      })
      differing = lines.join('\n')
      return lines.length === 0
    },
    8_000,
    async () => differing,
  )
  expect(mine.images.filter((image) => image.endsWith('none'))).toEqual([])
  const { fraction } = await story.pixels(
    process.env['DIFF_DIR'] && `${process.env['DIFF_DIR']}/${name.replaceAll(' ', '-')}.png`,
  )
  expect(fraction).toBeLessThanOrEqual(0.005)
  const letters = mine.texts.join('').replace(/[\0-\x7f]/g, '').length
  return (
    `${name}: ${letters} letters outside ASCII, ${mine.styles.length} styles, ${mine.written.length} texts of sheets, ` +
    `${mine.images.length} images equal; pixels that differ ${(fraction * 100).toFixed(3)} %`
  )
}

type Seen = Awaited<ReturnType<typeof seen>>

/** Of the customer's page, or of the replica in the agent's: what stands there, how it looks, and the pixels of its images. */
function seen(page: Page): Promise<{
  texts: string[]
  styles: string[]
  written: string[]
  images: string[]
}> {
  return page.evaluate(async () => {
    const shown = globalThis.canonical.replicaDocument() ?? document
    const view = shown.defaultView ?? window
    const elements = [...shown.body.querySelectorAll('*')].filter(
      (element) => !element.closest('[data-alongside-own],script'),
    )
    const texts = elements.flatMap(({ childNodes }) =>
      [...childNodes].flatMap((node) =>
        node.nodeType === Node.TEXT_NODE ? [node.nodeValue ?? ''] : [],
      ),
    )
    const styles: string[] = []
    const written: string[] = []
    const images: string[] = []
    for (const element of [shown.body, ...elements]) {
      const own = view.getComputedStyle(element)
      const { x, y, width, height } = element.getBoundingClientRect()
      const box = [x, y, width, height].map(Math.round)
      styles.push([element.localName, element.className, own.color, own.font, box].join(' '))
      for (const pseudo of ['::before', '::after']) {
        const { content } = view.getComputedStyle(element, pseudo)
        if (content !== 'none' && content !== 'normal') written.push(content)
      }
      const [, back] = /^url\("(.*)"\)$/.exec(own.backgroundImage) ?? []
      if (back) images.push(`${element.localName} background ${await pixelsOf(back)}`)
      if (element instanceof view.HTMLImageElement)
        images.push(`${element.alt} ${await pixelsOf(element.currentSrc)}`)
      if (element instanceof view.SVGImageElement) {
        const link = shown.createElement('a')
        link.href = element.href.baseVal
        images.push(`drawn ${await pixelsOf(link.href)}`)
      }
    }
    return { texts, styles, written, images }

    /** A number for what is painted; `none` where nothing is. */
    async function pixelsOf(url: string): Promise<string> {
      const image = new Image()
      image.src = url
      try {
        await image.decode()
      } catch {
        return 'none'
      }
      const canvas = new OffscreenCanvas(64, 64)
      const context = canvas.getContext('2d')
      context?.drawImage(image, 0, 0, 64, 64)
      const { data } = context?.getImageData(0, 0, 64, 64) ?? { data: [] }
      let sum = 0
      for (const each of data) sum = (Math.imul(sum, 31) + each) | 0
      return sum.toString(36)
    }
  })
}
