import type { Lab } from '../lab/lab.ts'
import { cpuOf } from '../lab/main-thread.ts'
import { weigh } from '../lab/messages.ts'
import { Samples } from '../lab/samples.ts'
import { bytes, figure, short, type Table } from '../lab/table.ts'
import { STORMS, type StormName } from '../page/storm-names.ts'
import type { Findings } from './suite.ts'

/** The page around the storm: what a mutation costs must not depend on it. */
const PAGE = '/page?nodes=1000&rules=200'

/** Bursts of changes on a page that is shared already: processor time above that of the page alone, and bytes. */
export async function storms(lab: Lab): Promise<Findings> {
  const tables: Table[] = []
  for (const storm of STORMS) {
    const samples = await measureStorm(lab, storm)
    tables.push(stormTable(lab, storm, samples))
    console.log(`${storm}: done`)
  }
  return { tables, verdicts: [] }
}

async function measureStorm(lab: Lab, storm: StormName): Promise<Samples> {
  const samples = new Samples()
  await lab.interleaved(async ({ name, ...rest }) => {
    const page = await lab.open({ name, ...rest }, PAGE)
    await page.evaluate((which) => bench.prepare(which), storm)
    await page.evaluate(() => bench.start())
    await page.evaluate(() => bench.settle())
    await page.evaluate(() => bench.mark())
    const cpu = await cpuOf(page, async () => {
      await page.evaluate(() => bench.run())
      await page.evaluate(() => bench.settle())
    })
    samples.add(name, 'cpu', cpu)
    const all = await lab.messages(page, true)
    const since = await lab.messages(page, false)
    const sent = await weigh(since, all.slice(0, all.length - since.length))
    samples.add(name, 'messages', sent.messages)
    samples.add(name, 'raw', sent.raw)
    samples.add(name, 'deflated', sent.deflated)
    await page.close()
  })
  return samples
}

function stormTable(lab: Lab, storm: StormName, samples: Samples): Table {
  const none = samples.median('none', 'cpu') ?? 0
  const rrweb = (samples.median('rrweb', 'cpu') ?? Number.NaN) - none
  const head = ['engine', 'CPU, ms', 'above none', 'x rrweb', 'messages', 'raw', 'deflated']
  const rows = lab.contenders.map(({ name }) => {
    const above = (samples.median(name, 'cpu') ?? Number.NaN) - none
    return [
      name,
      figure(samples.spread(name, 'cpu')),
      name === 'none' ? '-' : short(above),
      name === 'none' ? '-' : short(above / rrweb),
      short(samples.median(name, 'messages')),
      bytes(samples.median(name, 'raw')),
      bytes(samples.median(name, 'deflated')),
    ]
  })
  return { title: `Storm: ${storm}`, rows: [head, ...rows] }
}
