import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Story, startStory } from '../support/story.ts'

/**
 * The strictest policy that a page with the snippet can have: nothing but its own style sheets, scripts by nonce, and
 * connections to Alongside's server; strings may not become code or markup (Trusted Types).
 */
const NONCE = 'bm9uY2UtZm9yLXRoaXMtdGVzdA'
const STYLE = 'body{font-family:sans-serif;--gap:12px}main{padding:var(--gap);padding-left:3px}'

const page = (snippet: string): string =>
  `<!doctype html><html lang="en"><head><title>Strict</title><link rel="stylesheet" href="/strict.css">` +
  `<script nonce="${NONCE}">window.violations=[];addEventListener('securitypolicyviolation',` +
  `e=>violations.push(e.effectiveDirective+' '+e.blockedURI+' '+e.sourceFile+':'+e.lineNumber),true)</script></head>` +
  `<body><main><h1>Strict</h1><form><label>Name <input id="name"></label><input type="checkbox" id="box"></form>` +
  `<dialog id="box2"><p>Hello</p></dialog><div id="live"></div></main>${snippet}</body></html>`

let story: Story
let site: Server

beforeAll(async () => {
  story = await startStory()
  const { demo, customer } = story
  const server = demo.server.origin
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${NONCE}'`,
    `style-src 'self'`,
    `connect-src ${server} ${server.replace('http', 'ws')}`,
    `require-trusted-types-for 'script'`,
  ].join('; ')
  const snippet = `<script async nonce="${NONCE}" src="${server}/messenger/loader.js" data-deployment-id="demo-shop"></script>`
  site = createServer((request, response) => {
    const css = request.url === '/strict.css'
    response.setHeader('content-type', css ? 'text/css' : 'text/html; charset=utf-8')
    response.setHeader('content-security-policy', policy)
    response.end(css ? STYLE : page(snippet))
  })
  await new Promise<void>((listening) => site.listen(0, 'localhost', listening))
  const address = site.address()
  if (typeof address === 'string' || !address) throw new Error('listening on no port')
  await customer.goto(`http://shop.localhost:${address.port}/`)
})
afterAll(async () => {
  site?.close()
  await story?.close()
})

const violations = (): Promise<string[]> =>
  story.customer.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)

it('chat and co-browse cause no violation of the strictest policy on the customer’s page', async () => {
  const { customer } = story
  await story.share()
  await story.converge()
  await customer.locator('#name').fill('Ada')
  await customer.locator('#box').check()
  await customer.evaluate(() => {
    const live = document.getElementById('live')
    live?.attachShadow({ mode: 'open' }).append(document.createElement('p'))
    document.styleSheets[0]?.insertRule('h1{letter-spacing:2px}', 0)
    document.querySelector('dialog')?.showModal()
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('p{color:green}')
    document.adoptedStyleSheets = [sheet]
  })
  await story.converge()
  await customer.mouse.move(120, 80)
  await customer.mouse.wheel(0, 40)
  await story.converge()
  expect(await violations()).toEqual([])
})

it('finds a violation where there is one', async () => {
  const before = await violations()
  await story.customer.evaluate(() => fetch('/strict.css').catch(() => {}))
  expect(await violations()).toHaveLength(before.length + 1)
})
