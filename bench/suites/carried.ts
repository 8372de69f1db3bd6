import type { Page } from 'playwright-core'
import type { Contender } from '../engines/list.ts'
import type { Lab } from '../lab/lab.ts'
import type { Samples } from '../lab/samples.ts'

/** Of an engine that publishes no replayer: how much of what the page shows its messages hold. */
export async function addCarried(
  { name, replays }: Contender,
  page: Page,
  messages: readonly Buffer[],
  samples: Samples,
): Promise<void> {
  if (replays || name === 'none') return
  const expected = await page.evaluate(() => bench.expected())
  const all = Buffer.concat(messages)
  const carried = expected.filter((text) => all.includes(text)).length
  if (expected.length > 0) samples.add(name, 'carried', carried / expected.length)
}

/** Clarity throttles and drops; whose copy is wrong, or whose messages lack a part of the page, did not do the work either. */
export function incompleteOf(lab: Lab, samples: Samples): ReadonlySet<string> {
  const names = lab.contenders.map(({ name }) => name)
  return new Set(
    names.filter(
      (name) =>
        name === 'clarity' ||
        (samples.median(name, 'wrong') ?? 0) > 0 ||
        (samples.median(name, 'carried') ?? 1) < 1,
    ),
  )
}
