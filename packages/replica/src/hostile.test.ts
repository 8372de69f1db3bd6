import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../../../test/support/chromium.ts'
import { HOSTILE } from '../test/hostile.ts'
import { FRAME_CSP } from './shell.ts'

/**
 * Hostile content in a real browser, against a server that counts connections: nothing runs, nothing is fetched,
 * nothing navigates (SECURITY.md S10 to S13).
 */

type Shown = {
  show(markups: string[], way: string, sink: string, frameUrl?: string): Promise<string[]>
  showOpen(markups: string[]): Promise<void>
  leave(markup: string): void
}
declare const window: Shown & { ran?: number }
declare const document: {
  activeElement: { id: string; localName: string } | null
  title: string
  cookie: string
}

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const csp = /content="(default-src[^"]*)"/.exec(
  readFileSync(path('../static/replica.html'), 'utf8'),
)

let browser: Browser
let page: Page
let origin: string
let sink: string
const leaks: string[] = []
const effects: string[] = []
const stops: (() => void)[] = []

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

beforeAll(async () => {
  const bundle = await build({
    entryPoints: [path('../test/hostile-page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@alongside/source'],
  })
  const script = bundle.outputFiles[0]?.text ?? ''
  const sinkServer = createServer((request, response) => {
    leaks.push(`request ${request.url}`)
    response.end('')
  })
  sinkServer.on('connection', () => leaks.push('connection'))
  sink = `http://sink.localhost:${await listen(sinkServer)}/leak`
  const app = createServer((request, response) => {
    if (request.url === '/replica.html') {
      response.setHeader('content-type', 'text/html')
      response.setHeader('content-security-policy', csp?.[1] ?? '')
      response.end(readFileSync(path('../static/replica.html')))
    } else if (request.url === '/') {
      response.setHeader('content-type', 'text/html')
      response.end(`<!doctype html><title>agent</title><body><script>${script}</script>`)
    } else {
      // Same-origin leaks count too: a relative address must not reach the agent's server.
      if (request.url !== '/favicon.ico') leaks.push(`own ${request.url}`)
      response.end('')
    }
  })
  origin = `http://agent.localhost:${await listen(app)}`
  browser = await launchChromium()
  page = await browser.newPage()
  page.on('dialog', (dialog) => {
    effects.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', () => effects.push('popup'))
  page.on('download', () => effects.push('download'))
  page.on('worker', () => effects.push('worker'))
  page.on('framenavigated', (frame) => {
    const url = frame.url()
    const ours = url === `${origin}/` || url === `${origin}/replica.html` || url === 'about:blank'
    if (!ours) effects.push(`navigated ${url}`)
  })
})

afterAll(async () => {
  await browser?.close()
  for (const stop of stops) stop()
})

function markup(vector: string, index: number): string {
  return vector
    .replaceAll('SINKHOST', new URL(sink).host)
    .replaceAll('SINK', `${sink}/${index}`)
    .replaceAll('RUN', `top.ran=1;document.title=1;fetch('${sink}/run/${index}');alert(1)`)
}

/** As many as a page shows side by side without becoming slow. */
const BATCH = 16

function batches(edit = (html: string) => html): string[][] {
  const all = HOSTILE.map((vector, index) => edit(markup(vector, index)))
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, i) =>
    all.slice(i * BATCH, (i + 1) * BATCH),
  )
}

async function fresh(): Promise<void> {
  await page.goto(`${origin}/`)
  leaks.length = 0
  effects.length = 0
}

describe('hostile content', () => {
  it('meets one policy, in the static document and in the shell', () => {
    expect(csp?.[1]).toBe(FRAME_CSP)
  })

  it('does harm where nothing contains it', async () => {
    expect(HOSTILE.length).toBeGreaterThan(100)
    await fresh()
    for (const batch of batches((html) => html.replaceAll('alert(1)', ''))) {
      // Some of them navigate the page away.
      if (!page.url().startsWith(origin)) await page.goto(`${origin}/`)
      await page.evaluate((texts) => window.showOpen(texts), batch).catch(() => {})
    }
    const harmful = () => new Set(leaks.map((leak) => /\/(\d+)/.exec(leak)?.[1])).size
    await expect.poll(harmful, { timeout: 10_000 }).toBeGreaterThan(50)
  }, 60_000)

  it.each([
    ['insert', 'the shell', undefined],
    ['mutate', 'the shell', undefined],
    ['frame', 'the shell', undefined],
    ['shadow', 'the shell', undefined],
    ['insert', 'the static document', '/replica.html'],
  ])(
    'does nothing when it comes by %s into %s',
    async (way, _into, frameUrl) => {
      await fresh()
      const wrong: string[] = []
      for (const batch of batches()) {
        const found = await page.evaluate(
          ([texts, by, to, url]) => window.show(texts, by, to, url),
          [batch, way, sink, frameUrl] as const,
        )
        wrong.push(...found)
      }
      await page.waitForTimeout(300)
      expect(wrong).toEqual([])
      expect(leaks).toEqual([])
      expect(effects).toEqual([])
      expect(await page.evaluate(() => [document.title, document.cookie, window.ran])).toEqual([
        'agent',
        '',
        undefined,
      ])
    },
    60_000,
  )
})

describe('the agent’s own input', () => {
  const links = `<body><a href="SINK">a</a><a href="SINK" target=_top>b</a><a href="SINK" target=_blank>c</a>
    <a href="SINK" download>d</a><a href="data:text/html,x">e</a><a href="mailto:x@y">f</a><button autofocus>g</button>
    <form action="SINK"><input><input type=submit></form><svg width=50 height=20><a href="SINK"><text y=15>h</text></a></svg>
    <details><summary>i</summary>x</details><video controls src="SINK"></video><div contenteditable>j</div>
    <map name=m><area shape=default href="SINK" tabindex=0></map><img usemap=#m width=50 height=20 src=x><select><option>k</select>
    <iframe data-page="<a href=SINK>l</a><input autofocus>"></iframe><input type=file><input type=color><input type=date>`

  it('never reaches a link, a form or a field: Tab, Enter, Space, clicks of every kind', async () => {
    await fresh()
    await page.evaluate((text) => window.leave(text), markup(links, 0))
    const focused = new Set<string>()
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab')
      await page.keyboard.press(i % 2 ? 'Enter' : 'Space')
      focused.add(await page.evaluate(() => document.activeElement?.localName ?? ''))
    }
    for (const y of [15, 40, 60, 120]) {
      for (const x of [15, 40, 80, 130, 200]) {
        await page.mouse.click(x, y)
        await page.mouse.click(x, y, { button: 'middle' })
      }
    }
    await page.keyboard.press('Alt+x')
    await page.keyboard.down('Control')
    await page.mouse.click(15, 15)
    await page.keyboard.up('Control')
    await page.waitForTimeout(200)
    expect([...focused]).toEqual(['body'])
    expect(page.frames().length).toBe(3)
    expect(page.context().pages().length).toBe(1)
    expect([leaks, effects]).toEqual([[], []])
  }, 60_000)
})
