import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeForm, encode } from './hard/legacy/encoding.ts'
import { legacySites } from './hard/legacy/routes.ts'
import { sheetsOf } from './hard/legacy/sheets.ts'
import { type Playground, startPlayground } from './main.ts'
import { products } from './shop/products.ts'

const snippet = { src: 'http://127.0.0.1:7070/messenger/loader.js', deploymentId: 'dep_"1"' }
const hardPages = ['/swagger', '/monaco', '/dashboard', '/plain', '/encodings']
const ownPages = [
  '/',
  '/category/everything',
  '/product/esker-tent',
  '/cart',
  '/checkout',
  '/account',
  '/help/choosing-a-sleep-system',
]

let playground: Playground
let base: string

beforeAll(async () => {
  playground = await startPlayground({ port: 0, host: '127.0.0.1', snippet })
  base = `http://127.0.0.1:${new URL(playground.origin).port}`
})
afterAll(() => playground.stop())

interface Answer {
  status: number
  type: string
  text: string
}

async function get(path: string): Promise<Answer> {
  const answer = await fetch(base + path)
  const type = answer.headers.get('content-type') ?? ''
  return { status: answer.status, type, text: decoded(await answer.bytes(), type) }
}

/** As a browser decodes it: by its header, then by what stands in it. */
function decoded(bytes: Uint8Array, type: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  const inside = /<meta charset="([^"]+)"|^@charset "([^"]+)"/.exec(head)
  const label = /charset=([^;]+)/.exec(type)?.[1] ?? inside?.[1] ?? inside?.[2] ?? 'utf-8'
  return new TextDecoder(label).decode(bytes)
}

/** Addresses on our own origin that a page or a style sheet refers to, without their fragments. */
function addressesIn(text: string, type: string): string[] {
  const found = type.startsWith('text/html')
    ? text.matchAll(/(?:href|src|data-src|data-file|data-url)="(\/[^"#]*)/g)
    : text.matchAll(/(?:url\(|from )["']?(\.?\/[^"')]*)/g)
  return [...found].map(([, address = '']) =>
    address.replace(/^\.\//, '/assets/').replaceAll('&amp;', '&'),
  )
}

/** Everything reachable from the given addresses; other people's software is fetched, but not read. */
async function crawl(...from: string[]): Promise<Map<string, Answer>> {
  const seen = new Map<string, Answer>()
  const waiting = [...from]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue
    const answer = await get(path)
    seen.set(path, answer)
    const ours = !path.startsWith('/vendor/') && /html|css|javascript/.test(answer.type)
    if (ours) waiting.push(...addressesIn(answer.text, answer.type))
  }
  return seen
}

describe('the playground', () => {
  it('answers every address that can be reached from home, and every page is whole', async () => {
    const seen = await crawl('/', ...hardPages)
    const broken = [...seen].filter(([, { status }]) => status !== 200).map(([path]) => path)
    expect(broken).toEqual([])

    const pages = [...seen].filter(([, { type }]) => type.startsWith('text/html'))
    expect(pages.length).toBeGreaterThan(products.length)
    for (const [path, { text }] of pages) {
      expect(problemsOf(text), path).toEqual([])
    }
    for (const path of [...ownPages, ...hardPages]) expect(seen.has(path), path).toBe(true)
  })

  it('sends nothing that points to another machine', async () => {
    const seen = await crawl('/', ...hardPages)
    const pointing = [...seen]
      .filter(([path]) => !path.startsWith('/vendor/') && !path.startsWith('/fonts/'))
      .flatMap(([path, { text }]) =>
        [...text.matchAll(/https?:\/\/[^\s"'<>)]+/g)].map(([url]) => ({ path, url })),
      )
      .filter(({ url }) => url !== snippet.src && url !== 'http://www.w3.org/2000/svg')
    expect(pointing).toEqual([])
  })

  it('carries the snippet at the end of each head, with its values escaped', async () => {
    for (const path of [...ownPages, ...hardPages, '/no-such-page']) {
      const { text } = await get(path)
      const head = text.slice(0, text.indexOf('</head>'))
      expect(head.trimEnd(), path).toMatch(
        /<script>window\.Alongside=[^<]*<\/script><script async src="http:\/\/127\.0\.0\.1:7070\/messenger\/loader\.js" data-deployment-id="dep_&quot;1&quot;"><\/script>$/,
      )
    }
  })

  it('has no snippet when it is given none', async () => {
    const bare = await startPlayground({ port: 0, host: '127.0.0.1', snippet: null })
    const answer = await fetch(`http://127.0.0.1:${new URL(bare.origin).port}/`)
    expect(await answer.text()).not.toContain('Alongside')
    await bare.stop()
  })

  it('has at least 120 products on its long shelf', async () => {
    const { text } = await get('/category/everything')
    expect(text.match(/<li class="card-product"/g)?.length).toBeGreaterThanOrEqual(120)
  })

  it.each([
    '/no-such-page',
    '/product/no-such-product',
    '/category/no-such-aisle',
    '/help/no-such-article',
    '/images/product/no-such-product-studio.svg',
    '/assets/no-such-file.css',
    '/assets/..%2fpackage.json',
  ])('answers %s with the shop’s own page for 404', async (path) => {
    const { status, text } = await get(path)
    expect(status).toBe(404)
    expect(text).toContain('No path here')
  })

  it('says that a broken address is the visitor’s, and tells nothing of its insides', async () => {
    const { status, text } = await get('/product/%ff')
    expect(status).toBe(400)
    expect(text).not.toMatch(/FST_|at .*\.ts/)
  })

  it('serves the OpenAPI document that it is given, and else one of its own', async () => {
    const given = { openapi: '3.1.0', info: { title: 'Given', version: '1' }, paths: {} }
    const other = await startPlayground({
      port: 0,
      host: '127.0.0.1',
      snippet: null,
      openapi: async () => given,
    })
    const answer = await fetch(`http://127.0.0.1:${new URL(other.origin).port}/openapi.json`)
    expect(await answer.json()).toEqual(given)
    await other.stop()
    expect(JSON.parse((await get('/openapi.json')).text)).toMatchObject({ openapi: '3.1.0' })
  })

  it.each(legacySites)(
    'writes the site $folder in $encoding, and loses no letter of it',
    async (site) => {
      const { status, type, text } = await get(`/encodings/${site.folder}/`)
      expect(status).toBe(200)
      expect(type.includes('charset')).toBe(site.declared === 'header')
      for (const part of [site.title, site.intro, ...site.goods.map(({ name }) => name)])
        expect(text).toContain(part)
      expect(text).toMatch(/id="beyond">[^<]*&#\d+;/)
      const { files, encoding, otherEncoding, written } = site
      const sheets = sheetsOf(site)
      const sheetText = (name: string, label: string): string =>
        new TextDecoder(label, { fatal: true }).decode(sheets.get(name)?.bytes)
      expect(sheetText(files.sheet, encoding)).toContain(written.badge)
      expect(sheetText(files.other, otherEncoding)).toContain(written.mark)
      expect(sheetText(files.other, otherEncoding)).toContain(`${files.pattern}.svg?`)
    },
  )

  it('answers queries and forms in the encoding of their page, with what that lacks as a reference', async () => {
    const [site] = legacySites
    const { text } = await get('/encodings/inn/results?%92n%88%E6=%94%A0%8D%AA%26%239731%3B+a')
    expect(text).toContain('<dt>地域</dt><dd>箱根&amp;#9731; a</dd>')
    const body = new Uint8Array(encode('お部屋=能', site?.encoding ?? 'UTF-8'))
    const answer = await fetch(`${base}/encodings/inn/receipt`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    })
    expect(decoded(await answer.bytes(), 'charset=shift_jis')).toContain(
      '<dt>お部屋</dt><dd>能</dd>',
    )
    expect(decodeForm('%8D%91=1&&b', 'Shift_JIS')).toEqual([
      ['国', '1'],
      ['b', ''],
    ])
  })

  it('gives the editor a file of exactly 2,000 lines', async () => {
    expect((await get('/monaco/tide-tables.ts')).text.split('\n')).toHaveLength(2000)
  })

  it('is the same at every start, because tests compare its pictures', async () => {
    const again = await startPlayground({ port: 0, host: '127.0.0.1', snippet })
    const otherBase = `http://127.0.0.1:${new URL(again.origin).port}`
    for (const path of [...ownPages, '/dashboard', '/images/grain.png']) {
      const [one, two] = await Promise.all([get(path), fetch(otherBase + path)])
      expect(await two.text(), path).toBe(one.text)
    }
    await again.stop()
  })

  it('listens on loopback with the name of the shop as its origin', () => {
    expect(playground.origin).toMatch(/^http:\/\/shop\.localhost:\d+$/)
  })
})

const voidElements = new Set(['meta', 'link', 'img', 'input', 'br', 'hr'])

/** What is wrong with a page's structure: unclosed elements, twice-used ids, images and fields without a name. */
function problemsOf(page: string): string[] {
  const problems: string[] = []
  const text = page.replace(/<script[^>]*>[\s\S]*?<\/script>|<style>[\s\S]*?<\/style>/g, '')
  const open: string[] = []
  for (const [, close, name = '', , selfClosed] of text.matchAll(
    /<(\/?)([a-z][a-z0-9-]*)((?:[^>"]|"[^"]*")*?)(\/?)>/gi,
  )) {
    if (selfClosed || voidElements.has(name)) continue
    if (!close) open.push(name)
    else if (open.pop() !== name) problems.push(`</${name}> closes something else`)
  }
  if (open.length > 0) problems.push(`left open: ${open.join(' ')}`)

  const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
  problems.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `id ${id} twice`))
  problems.push(...[...text.matchAll(/<img(?![^>]* alt=)[^>]*>/g)].map(([image]) => image))
  const pointedAt = [...text.matchAll(/ (?:for|aria-labelledby|aria-controls)="([^"]*)"/g)]
  problems.push(
    ...pointedAt.filter(([, id]) => !ids.includes(id)).map(([at]) => `nothing for${at}`),
  )
  for (const part of ['<!doctype html>', '<html lang="', '<title>', '<meta name="viewport"']) {
    if (!page.includes(part)) problems.push(`no ${part}`)
  }
  return problems
}
