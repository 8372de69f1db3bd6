import type { Browser } from 'playwright-core'
import { installedVersion } from '../../bench/lab/installed.ts'
import type { Application } from './application.ts'
import { bundleApplication, REAL } from './bundle.ts'
import { openPair } from './pair.ts'
import { type Pictures, share } from './pictures.ts'
import type { Site } from './serve.ts'

/** What was found in one application. */
export interface Findings {
  readonly name: string
  readonly versions: string
  readonly steps: readonly string[]
  readonly nodes: number
  /** What differed, with the step after which it did. */
  readonly differences: readonly string[]
  /** Most pixels that differed after a step: outside of canvases, and inside, where there are some. Shares. */
  readonly outside: number
  readonly inside: number | null
  /** Where pictures differed by a limit that is known. */
  readonly limits: readonly string[]
  /** What the replica says itself that it does not show as it is. */
  readonly notes: readonly string[]
}

/** Opens the application, shares it, and compares after each step. */
export async function operate(
  { browser, site, show }: { browser: Browser; site: Site; show?: string | undefined },
  folder: string,
  application: Application,
): Promise<Findings> {
  site.put(folder, await bundleApplication(folder))
  const pair = await openPair(browser, `${site.origin}/${folder}/`, { show })
  const found: string[] = []
  pair.page.on('pageerror', (error) => found.push(`the page threw ${error}`))
  pair.viewer.on('pageerror', (error) => found.push(`the viewer threw ${error}`))
  try {
    await application.ready(pair.page)
    await pair.share()
    const differences: string[] = []
    const known = Object.entries(application.except ?? {})
    const except = known.map(([selector]) => selector).join()
    const limits = known.map((limit) => limit.join(': '))
    let outside = 0
    let inside: number | null = null
    const steps: [string, Application['steps'][string]][] = [
      ['shared as it is', async () => {}],
      ...Object.entries(application.steps),
    ]
    for (const [index, [step, act]] of steps.entries()) {
      await act(pair.page).catch((error) => found.push(`could not be done: ${error}`))
      const compared = await pair.compare(`${folder}-${index}`, except)
      const { pictures } = compared
      const limit = application.limits?.[step]
      for (const { oracle, what } of compared.differences)
        if (limit === undefined || oracle !== 'styles and boxes') found.push(`${oracle}: ${what}`)
      if (pictures.inside !== null) inside = Math.max(inside ?? 0, pictures.inside)
      if (limit !== undefined) limits.push(`${step} (${share(pictures.outside)}): ${limit}`)
      else outside = Math.max(outside, pictures.outside)
      if (limit === undefined && !pictures.alike) found.push(`pixels: ${toldOf(pictures)}`)
      differences.push(...found.splice(0).map((what) => `${step}: ${what}`))
    }
    const { nodes } = await pair.viewer.evaluate(() => globalThis.viewer.size())
    const notes = await pair.viewer.evaluate(() => globalThis.viewer.notes())
    return {
      name: application.name,
      versions: application.packages
        .map((name) => `${name} ${installedVersion(REAL, name)}`)
        .join(', '),
      steps: steps.map(([step]) => step),
      nodes,
      differences,
      outside,
      inside,
      limits,
      notes,
    }
  } finally {
    await pair.close()
  }
}

function toldOf({ outside, inside }: Pictures): string {
  const canvases = inside === null ? '' : `, of those in canvases ${share(inside)}`
  return `${share(outside)} differ${canvases}`
}
