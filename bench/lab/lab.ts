import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../../test/support/chromium.ts'
import { CONTENDERS, type Contender } from '../engines/list.ts'
import { engineScript } from './bundle.ts'
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
  /** What the engine sent, all of it or since `bench.mark()`. */
  messages(page: Page, all: boolean): Promise<Buffer[]>
  /** Runs `trial` for each contender in turn, round after round. */
  interleaved(trial: (contender: Contender, round: number) => Promise<void>): Promise<void>
  stop(): Promise<void>
}

export async function openLab(rounds: number, only?: readonly string[]): Promise<Lab> {
  const contenders = CONTENDERS.filter(({ name }) => !only || only.includes(name))
  const scripts = new Map(
    await Promise.all(
      contenders.map(async ({ name }) => [name, await engineScript(name)] as const),
    ),
  )
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
      await page.goto(path.startsWith('http') ? path : site.origin + path)
      // Not a script element: the engines would have to mirror it.
      await page.evaluate(scripts.get(name) ?? '')
      return page
    },
    async messages(page, all) {
      const path = `/messages/${posts++}`
      await page.evaluate(([to, every]) => bench.send(to, every), [path, all] as const)
      return messagesOf(site.posted(path))
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
