import type { Browser, Page } from 'playwright-core'
import type { Difference } from '../page/viewer.ts'
import { bundleScript } from './bundle.ts'
import { comparePictures, type Pictures } from './pictures.ts'

const SIZE = { width: 1280, height: 800 }
/** How long page and replica have after a step to become equal, and then their pictures. Milliseconds. */
/** What is not there by then never comes. */
const STEP_WITHIN = 8_000
const EQUAL_WITHIN = 6_000
const ALIKE_WITHIN = 3_000

export interface Compared {
  readonly differences: readonly Difference[]
  readonly pictures: Pictures
}

/** An application in a tab, its replica in another; what happens on the way is what happens in a session. */
export interface Pair {
  readonly page: Page
  readonly viewer: Page
  share(): Promise<void>
  /** Waits until both have settled and says how they differ; `except`: a selector of what may look different. */
  compare(name: string, except?: string): Promise<Compared>
  close(): Promise<void>
}

let scripts: Promise<string[]> | undefined

export interface PairOptions {
  /** A folder for pictures of what differs. */
  readonly show?: string | undefined
  /** A script of the page that comes when `until` is settled; the pair is open when the page waits for it. */
  readonly hold?: { readonly script: string; readonly until: Promise<void> }
}

export async function openPair(
  browser: Browser,
  url: string,
  { show, hold }: PairOptions = {},
): Promise<Pair> {
  scripts ??= Promise.all(['page/sharer.ts', 'page/viewer.ts'].map(bundleScript))
  const [sharerScript = '', viewerScript = ''] = await scripts
  const context = await browser.newContext({ viewport: SIZE, reducedMotion: 'reduce' })
  const viewer = await context.newPage()
  await viewer.goto(new URL('/viewer', url).href)
  await viewer.evaluate(viewerScript)
  const held = Promise.withResolvers<void>()
  if (hold)
    await context.route(`**/${hold.script}`, async (route) => {
      held.resolve()
      await hold.until
      await route.continue()
    })
  else held.resolve()
  const [page] = await Promise.all([
    context.waitForEvent('page'),
    viewer.evaluate((at) => globalThis.viewer.open(at), url),
  ])
  await held.promise
  page.setDefaultTimeout(STEP_WITHIN)

  return {
    page,
    viewer,
    async share() {
      // Not a script element: it would be the page's.
      await page.evaluate(sharerScript)
      await viewer.evaluate(() => globalThis.viewer.share())
    },
    async compare(name, except = '') {
      await viewer.evaluate(() => globalThis.viewer.settle())
      const differences = await until(
        () => viewer.evaluate((those) => globalThis.viewer.differences(those), except),
        (found) => found.length === 0,
        EQUAL_WITHIN,
      )
      const pictures = await until(
        async () => {
          const canvases = await viewer.evaluate(() => globalThis.viewer.canvases())
          const shots = await Promise.all(
            // Hiding carets would write to both documents.
            [page, viewer].map((tab) => tab.screenshot({ caret: 'initial' })),
          )
          return comparePictures(shots, canvases, show && `${show}/${name}`)
        },
        ({ alike }) => alike,
        ALIKE_WITHIN,
      )
      return { differences, pictures }
    },
    close: () => context.close(),
  }
}

/** Asks until the answer is right, or for the last time. */
async function until<T>(ask: () => Promise<T>, right: (answer: T) => boolean, ms: number) {
  const end = Date.now() + ms
  for (;;) {
    const answer = await ask()
    if (right(answer) || Date.now() > end) return answer
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
