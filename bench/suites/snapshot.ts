import type { Page } from 'playwright-core'
import type { Contender } from '../engines/list.ts'
import type { Lab } from '../lab/lab.ts'
import { cpuOf, tasksOf } from '../lab/main-thread.ts'
import { weigh } from '../lab/messages.ts'
import { Samples } from '../lab/samples.ts'
import { percentile } from '../lab/statistics.ts'
import { bytes, figure, short, type Table } from '../lab/table.ts'
import type { Findings } from './suite.ts'

const NODES = [1_000, 10_000, 50_000, 100_000] as const
const RULES = 5_000
/** Tasks below this are not counted in the percentile: they are timers and messages, of which a page has any number. */
const TASK = 0.5

/** A settled page is shared from nothing: processor time, longest tasks and bytes until the engine is quiet. */
export async function snapshot(lab: Lab): Promise<Findings> {
  const tables: Table[] = []
  for (const nodes of NODES) {
    const samples = await measureSnapshot(lab, `/page?nodes=${nodes}&rules=${RULES}`)
    tables.push(snapshotTable(lab, `Snapshot of ${nodes} nodes, ${RULES} rules`, samples))
    console.log(`${tables.at(-1)?.title}: done`)
  }
  return { tables, verdicts: [] }
}

/** Every engine on one page, in rounds; tasks are traced in rounds of their own. */
export async function measureSnapshot(
  lab: Lab,
  path: string,
  ready: (page: Page) => Promise<void> = async () => {},
): Promise<Samples> {
  const samples = new Samples()
  const share = async (page: Page): Promise<void> => {
    await page.evaluate(() => bench.start())
    await page.evaluate(() => bench.settle())
  }
  const trial = async (
    contender: Contender,
    measure: (page: Page) => Promise<void>,
  ): Promise<void> => {
    const page = await lab.open(contender, path)
    await ready(page)
    await measure(page)
    await page.close()
  }
  await lab.interleaved(async (contender) => {
    await trial(contender, async (page) => {
      samples.add(contender.name, 'cpu', await cpuOf(page, () => share(page)))
      const sent = await weigh(await lab.messages(page, true))
      samples.add(contender.name, 'raw', sent.raw)
      samples.add(contender.name, 'deflated', sent.deflated)
    })
    await trial(contender, async (page) => {
      const tasks = (await tasksOf(page, () => share(page))).filter(({ clock }) => clock > TASK)
      for (const by of ['clock', 'cpu'] as const) {
        const all = tasks.map((task) => task[by])
        samples.add(contender.name, `longest ${by}`, Math.max(0, ...all))
        samples.add(contender.name, `p99 ${by}`, percentile(all, 99) || 0)
      }
    })
  })
  return samples
}

function snapshotTable(lab: Lab, title: string, samples: Samples): Table {
  const none = samples.median('none', 'cpu') ?? 0
  const rrweb = (samples.median('rrweb', 'cpu') ?? Number.NaN) - none
  const head = [
    'engine',
    'CPU, ms',
    'above none',
    'x rrweb',
    'longest task, CPU ms',
    'p99 task, CPU ms',
    'longest task, clock ms',
    'raw',
    'deflated',
  ]
  const rows = lab.contenders.map(({ name }) => {
    const above = (samples.median(name, 'cpu') ?? Number.NaN) - none
    return [
      name,
      figure(samples.spread(name, 'cpu')),
      name === 'none' ? '-' : short(above),
      name === 'none' ? '-' : short(above / rrweb),
      figure(samples.spread(name, 'longest cpu')),
      short(samples.median(name, 'p99 cpu')),
      figure(samples.spread(name, 'longest clock')),
      bytes(samples.median(name, 'raw')),
      bytes(samples.median(name, 'deflated')),
    ]
  })
  return { title, rows: [head, ...rows] }
}
