import type { Browser } from 'playwright-core'
import { installedVersion } from '../../bench/lab/installed.ts'
import { REAL } from './bundle.ts'
import { openPair } from './pair.ts'
import type { Site } from './serve.ts'
import type { Result, TestPage } from './test-page.ts'

/** What a page of tests said without a capture and with one. */
export interface Tried {
  readonly name: string
  readonly versions: string
  readonly off: readonly Result[]
  readonly on: readonly Result[]
  /** How many frames the capture sent meanwhile. */
  readonly frames: number
  /** Tests with another result, or in another order. */
  readonly differences: readonly string[]
}

export async function tryTestPage(
  { browser, site }: { browser: Browser; site: Site },
  test: TestPage,
): Promise<Tried> {
  if (test.html) site.page(`/npm/${test.path}`, test.html())
  let frames = 0
  const run = async (shared: boolean): Promise<readonly Result[]> => {
    const begin = Promise.withResolvers<void>()
    const hold = { script: test.begin, until: begin.promise }
    const pair = await openPair(browser, `${site.origin}/npm/${test.path}`, { hold })
    try {
      if (shared) {
        await pair.share()
        await pair.viewer.evaluate(() => globalThis.viewer.settle())
      }
      begin.resolve()
      const results = await test.results(pair.page)
      if (shared) ({ frames } = await pair.viewer.evaluate(() => globalThis.viewer.size()))
      return results
    } finally {
      await pair.close()
    }
  }
  const off = await run(false)
  const on = await run(true)
  return {
    name: test.name,
    versions: test.packages.map((name) => `${name} ${installedVersion(REAL, name)}`).join(', '),
    off,
    on,
    frames,
    differences: differencesOf(off, on),
  }
}

function differencesOf(off: readonly Result[], on: readonly Result[]): string[] {
  const differences: string[] = []
  for (let i = 0; i < Math.max(off.length, on.length); i++) {
    const [a, b] = [off[i], on[i]].map((one) => (one ? `${one.test}: ${one.state}` : 'nothing'))
    if (a !== b) differences.push(`${a}; with a capture ${b}`)
  }
  return differences
}
