import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../../test/support/chromium.ts'
import { CONTENDERS, type Contender } from '../engines/list.ts'
import { bundle, engineScript, viewerScript } from './bundle.ts'
import { messagesOf } from './messages.ts'
import { type Site, startSite } from './serve.ts'

/** What a suite measures with: one browser, one web server, every engine's script. */
export interface Lab {
  readonly browser: Browser
  readonly site: Site
  readonly rounds: number
  readonly contenders: readonly Contender[]
  /** Opens `path` with an engine in it, not yet started. The caller closes it. */
  open(contender: Contender, path: string): Promise<Page>
  /** What the engine sent, before and after `bench.mark()`. */
  messages(page: Page): Promise<Messages>
  /** Opens the agent's side, with messages loaded; only for contenders that replay. The caller closes it. */
  openViewer(contender: Contender, messages?: Messages): Promise<Page>
  /** The page as text, to compare a copy with. */
  canonical(page: Page): Promise<string>
  /** Runs `trial` for each contender in turn, round after round. */
  interleaved(trial: (contender: Contender, round: number) => Promise<void>): Promise<void>
  stop(): Promise<void>
}

export interface Messages {
  readonly before: readonly Buffer[]
  readonly after: readonly Buffer[]
  /** Where a viewer fetches them. */
  readonly path: string
}

/** A page of 100,000 nodes on a busy machine. Milliseconds. */
const LOADED = 120_000

export async function openLab(
  rounds: number,
  suite: string,
  only?: readonly string[],
): Promise<Lab> {
  const contenders = CONTENDERS.filter(
    (each) => (each.suite ?? suite) === suite && (only?.includes(each.name) ?? true),
  )
  const scripts = await scriptsOf(contenders, engineScript)
  const viewers = await scriptsOf(
    contenders.filter(({ replays }) => replays),
    viewerScript,
  )
  const oracleScript = await bundle("import './page/oracle.ts'")
  const site = await startSite()
  const browser = await launchChromium()
  let posts = 0
  return {
    browser,
    site,
    rounds,
    contenders,
    async open({ name }, path) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
      await page.goto(path.startsWith('http') ? path : site.origin + path, { timeout: LOADED })
      // Not a script element: the engines would have to mirror it.
      await page.evaluate(scripts.get(name) ?? '')
      return page
    },
    async messages(page) {
      const path = `/messages/${posts++}`
      const marked = await page.evaluate((to) => bench.send(to), site.origin + path)
      const all = messagesOf(site.posted(path))
      return { before: all.slice(0, marked), after: all.slice(marked), path }
    },
    async openViewer({ name }, messages) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
      await page.goto(`${site.origin}/viewer`)
      await page.evaluate(viewers.get(name) ?? '')
      if (messages) await page.evaluate((from) => view.load(from), messages.path)
      return page
    },
    async canonical(page) {
      await page.evaluate(oracleScript)
      return page.evaluate(() => oracle())
    },
    async interleaved(trial) {
      for (let round = 0; round < rounds; round++) {
        for (const contender of contenders) await trial(contender, round)
      }
    },
    async stop() {
      await browser.close()
      await site.stop()
    },
  }
}

async function scriptsOf(
  contenders: readonly Contender[],
  script: (name: string) => Promise<string>,
): Promise<Map<string, string>> {
  return new Map(
    await Promise.all(contenders.map(async ({ name }) => [name, await script(name)] as const)),
  )
}
