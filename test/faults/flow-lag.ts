import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { STANDARD_ROOTS } from '../../apps/server/src/http/static-files.ts'
import { openBrowsers } from './browsers.ts'
import { bundle } from './faults.ts'
import { type Memory, watchMemory } from './flow-memory.ts'
import { startFlowSite } from './flow-site.ts'
import type { Link } from './path.ts'
import { startServerProcess } from './server-process.ts'
import { openSession, type Session } from './session.ts'

declare global {
  /** Of the customer's page. */
  var flowing: boolean
  var changes: number
}

/** How old the replica was, in ms, frame by frame at the agent. */
export type Lag = {
  readonly name: string
  readonly ages: readonly number[]
  /** How often the page changed in a second. */
  readonly changesPerSecond: number
}

export type LagRun = {
  /** Over the slow link from the first picture on; after it had been fast and became slow. */
  readonly steady: Lag
  readonly slowed: Lag
  /** ms until page and replica were equal, at rest; null: they were not. */
  readonly equal: number | null
  readonly memory: { readonly start: Memory; readonly end: Memory }
}

/** ms before the memory of a tab is first looked at: what is loaded once is loaded. */
const SETTLED = 30_000
const NEVER = 20_000

/** A page that changes with every frame, shared over a slow link. */
export async function measureLag(o: {
  readonly link: Link
  readonly seconds: number
  readonly slowedSeconds: number
}): Promise<LagRun> {
  return withFlow(o.link, async (session) => {
    const memory = await watchMemory(session.customer.page)
    const first = Math.min(SETTLED, (o.seconds * 1000) / 2)
    const began = await watch(session)
    await pass(first)
    const start = await memory()
    await pass(o.seconds * 1000 - first)
    const steady = await lag('steady', session, began)
    const end = await memory()

    session.customer.path.slow(null)
    await pass(5_000)
    session.customer.path.slow(o.link)
    const again = await watch(session)
    await pass(o.slowedSeconds * 1000)
    const slowed = await lag('slowed', session, again)
    return { steady, slowed, equal: await equal(session), memory: { start, end } }
  })
}

/** One session of real browsers on the page that changes with every frame. */
export async function withFlow<T>(
  link: Link | null,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const data = mkdtempSync(join(tmpdir(), 'alongside-flow-'))
  const stops: (() => Promise<unknown>)[] = []
  const password = 'a password of twelve'
  try {
    const server = await startServerProcess({
      roots: STANDARD_ROOTS,
      agents: 1,
      password,
      config: { data, port: 0, log: { level: 'error' } },
    })
    stops.push(() => server.kill())
    const site = await startFlowSite(server.origin)
    stops.push(site.stop)
    const browsers = await openBrowsers(1, null)
    stops.push(browsers.close)
    const script = await bundle('./flow-page.ts')
    const session = await openSession({
      index: 0,
      server,
      site,
      browsers,
      password,
      script,
      ...(link && { link }),
    })
    stops.push(session.stop)
    return await use(session)
  } finally {
    for (const stop of stops.reverse()) await stop()
    rmSync(data, { recursive: true, force: true })
  }
}

/** At rest: ms until both are equal. */
export async function equal({ customer, agent }: Session): Promise<number | null> {
  const text = await customer.page.evaluate(() => {
    globalThis.flowing = false
    return globalThis.canonical.page(document)
  })
  return agent.page.evaluate(([text, ms]) => globalThis.flow.equal(text, ms), [
    text,
    NEVER,
  ] as const)
}

type Began = { readonly at: number; readonly changes: number }

async function watch({ customer, agent }: Session): Promise<Began> {
  await agent.page.evaluate(() => globalThis.flow.watch())
  return { at: performance.now(), changes: await customer.page.evaluate(() => globalThis.changes) }
}

async function lag(name: string, { customer, agent }: Session, began: Began): Promise<Lag> {
  const changes = await customer.page.evaluate(() => globalThis.changes)
  const seconds = (performance.now() - began.at) / 1000
  const ages = await agent.page.evaluate(() => globalThis.flow.ages())
  return { name, ages, changesPerSecond: (changes - began.changes) / seconds }
}

function pass(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
