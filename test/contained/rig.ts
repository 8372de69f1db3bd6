import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ReplicaOptions } from '@alongside/replica'
import { build } from 'esbuild'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type RunningServer, startServer } from '../../apps/server/src/server.ts'
import { launchChromium, launchProfile } from '../support/chromium.ts'
import { LEAKS } from './leaks.ts'
import { openSink, type Sink } from './sink.ts'

/**
 * Where the replica of the agent lives: the workspace of the real server, that of a deployment whose images may come from their
 * site over https (no address here is one), or a page that has no policy at all.
 */
export type Home = 'the document of the server' | 'a bare page' | 'the document with images'
export const HOMES: readonly Home[] = [
  'the document of the server',
  'a bare page',
  'the document with images',
]

/** Hosts of this zone are what a replica must not reach; those of the other are for plain frames. */
export const CONTAINED = 'leak.test'
export const UNCONTAINED = 'plain.test'

/**
 * An agent and a customer, each in a browser of their own, and a sink that any host of `CONTAINED` resolves to in the
 * agent's browser alone: in the customer's the same addresses lead to another one.
 */
export interface Rig {
  readonly server: RunningServer
  readonly agent: BrowserContext
  readonly customer: Browser
  /** Whoever the agent's browser connected to in zone `CONTAINED`. */
  readonly sink: Sink
  readonly plain: Sink
  openAgent(home: Home): Promise<AgentPage>
  /** A customer's page with `customer` in it; with `isQuiet` no script of the page may run. */
  openCustomer(isQuiet?: boolean): Promise<Page>
  /** The hosts of both zones that the agent's browser has looked up or asked for something, as far as it has logged that. */
  hosts(): Set<string>
  /** Closes both browsers; gives what `hosts` then does. */
  close(): Promise<Set<string>>
}

/** A page of the agent, with `agent` in it. */
export interface AgentPage {
  readonly page: Page
  readonly home: Home
  /** What content has brought about outside of its frame. */
  readonly effects: readonly string[]
  /** What content has tried and the browser has stopped: the replica let it through. */
  readonly held: readonly string[]
}

/** How the replica is made there. */
export function optionsOf(home: Home): Pick<ReplicaOptions, 'frameUrl' | 'directImages'> {
  if (home === 'a bare page') return {}
  const directImages = home === 'the document with images'
  return { frameUrl: `/workspace/replica${directImages ? '-images' : ''}.html`, directImages }
}

export async function openRig(): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-contained-'))
  const netLog = join(folder, 'net.json')
  const [sink, plain, others] = await Promise.all([openSink(), openSink(), openSink()])
  const server = await startServer({
    data: join(folder, 'data'),
    port: 0,
    log: { level: 'silent' },
  })
  const site = await openSite()
  const agent = await launchProfile(join(folder, 'profile'), {
    args: [
      `--host-resolver-rules=${[mapped(CONTAINED, sink), mapped(UNCONTAINED, plain)].join(',')}`,
      `--log-net-log=${netLog}`,
    ],
  })
  const customer = await launchChromium({
    args: [`--host-resolver-rules=${mapped(CONTAINED, others)}`],
  })
  let closed: Promise<Set<string>> | undefined
  const scripts = await Promise.all(['agent-page.ts', 'customer-page.ts'].map(bundle))

  return {
    server,
    agent,
    customer,
    sink,
    plain,
    async openAgent(home) {
      const page = await agent.newPage()
      const start = home === 'a bare page' ? site.origin : `${server.origin}/workspace/`
      await page.goto(start, { waitUntil: 'networkidle' })
      // The workspace has put the person's hands into its sign-in.
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
      const [effects, held]: [string[], string[]] = [[], []]
      watch(page, new URL(start).origin, effects, held)
      await page.evaluate(scripts[0] ?? '')
      return { page, home, effects, held }
    },
    async openCustomer(isQuiet = false) {
      const page = await customer.newPage()
      page.on('dialog', (dialog) => dialog.dismiss().catch(() => {}))
      await page.goto(isQuiet ? `${site.origin}/quiet` : site.origin)
      await page.evaluate(scripts[1] ?? '')
      return page
    },
    hosts: () => hostsIn(netLog),
    close() {
      closed ??= stop()
      return closed
    },
  }

  async function stop(): Promise<Set<string>> {
    await Promise.all([agent.close(), customer.close()])
    const hosts = hostsIn(netLog)
    await Promise.all([server.stop(), site.stop()])
    for (const each of [sink, plain, others]) each.stop()
    rmSync(folder, { recursive: true, force: true })
    return hosts
  }
}

function hostsIn(netLog: string): Set<string> {
  // How the browser was started is in it too, with the rules below.
  const log = readFileSync(netLog, 'utf8').replace(/"command_line":"(\\.|[^"\\])*"/, '')
  return new Set(log.match(/\b(c\d+|any)\.(leak|plain)\.test/g))
}

/** Every host of the zone is one that the browser has to look up, which its log shows, and that leads to the sink. */
function mapped(zone: string, { port }: Sink): string {
  const alone = LEAKS.flatMap(({ markup }, index) =>
    markup.includes('dns-prefetch') ? [`c${index}.${zone}`] : [],
  )
  return [
    ...alone.map((host) => `MAP ${host} ${host}.localhost:${port}`),
    `MAP *.${zone} any.${zone}.localhost:${port}`,
  ].join(',')
}

/** What stands in the replica's own sheets for an asset that is not there yet: no policy of the frame lets it load. */
const PENDING = 'wss://asset.invalid/'

/** What the browser says when it stops something itself. */
const HELD = /violates|Blocked|Refused|Unsafe attempt|Not allowed/

/** Everything by which content would show that it has got out of its frame, or would have but for the frame. */
function watch(page: Page, origin: string, effects: string[], held: string[]): void {
  page.on('dialog', (dialog) => {
    effects.push(`dialog ${dialog.message()}`)
    dialog.dismiss().catch(() => {})
  })
  page.on('popup', () => effects.push('popup'))
  page.on('download', () => effects.push('download'))
  page.on('worker', () => effects.push('worker'))
  page.on('websocket', (socket) => effects.push(`websocket ${socket.url()}`))
  page.on('filechooser', () => effects.push('file chooser'))
  page.on('pageerror', (error) => effects.push(`error ${error.message}`))
  page.on('console', (message) => {
    // The browser's own messages have no values with them.
    if (message.args().length > 0) effects.push(`console ${message.text()}`)
    else if (HELD.test(message.text()) && !message.text().includes(PENDING))
      held.push(message.text())
  })
  const documents = HOMES.map((home) => origin + optionsOf(home).frameUrl)
  page.on('framenavigated', (frame) => {
    if (!['about:blank', ...documents].includes(frame.url()))
      effects.push(`navigated ${frame.url()}`)
  })
  // Also of what a policy then stops: whether it got out, the sink knows.
  page.on('request', (request) => {
    const url = request.url()
    const isOurs = /^(blob|data):/.test(url) || url.startsWith(PENDING)
    if (!isOurs && !documents.includes(url)) held.push(`request ${url}`)
  })
}

/** Pages of nobody: without any policy, and one on which nothing but the test runs. */
async function openSite(): Promise<{ origin: string; stop(): Promise<void> }> {
  const site = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (request.url === '/quiet') response.setHeader('content-security-policy', "script-src 'none'")
    response.end('<!doctype html><title>page</title><link rel=icon href="data:,"><body>')
  })
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening))
  const { port } = site.address() as AddressInfo
  return {
    origin: `http://page.localhost:${port}`,
    async stop() {
      site.closeAllConnections()
      site.close()
    },
  }
}

async function bundle(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(name, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@alongside/source'],
    // A module's address has no meaning here, and is not asked for.
    define: { 'import.meta.url': '""' },
  })
  return outputFiles[0]?.text ?? ''
}
