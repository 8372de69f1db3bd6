import type { Page } from 'playwright-core'
import type { Contender } from '../engines/list.ts'
import { differences, firstDifference } from '../lab/compare.ts'
import type { Lab } from '../lab/lab.ts'
import { cpuOf, tasksOf } from '../lab/main-thread.ts'
import { weigh } from '../lab/messages.ts'
import { Samples } from '../lab/samples.ts'
import { percentile } from '../lab/statistics.ts'
import { bytes, figure, milliseconds, percent, short, type Table } from '../lab/table.ts'
import { addCarried, incompleteOf } from './carried.ts'
import { CPU_HEAD, cpuCells, VIEWER_HEAD, viewerCells } from './columns.ts'
import { judge, judgeAlone } from './judge.ts'
import type { Findings, Verdict } from './suite.ts'

const NODES = [1_000, 10_000, 50_000, 100_000] as const
const RULES = 5_000
/** Shorter tasks are not counted in the percentile: timers and messages, of which a page has any number. Milliseconds. */
const TASK = 0.5

/** Rounds with a trace: it is slow, and tasks of one slice are much alike. */
const TRACED = 2

/** A settled page is shared from nothing: processor time, longest tasks and bytes until the engine is quiet. */
export async function snapshot(lab: Lab): Promise<Findings> {
  const tables: Table[] = []
  const verdicts: Verdict[] = []
  for (const nodes of NODES) {
    const what = `snapshot of ${nodes} nodes`
    const samples = await measureSnapshot(lab, `/page?nodes=${nodes}&rules=${RULES}`)
    tables.push(snapshotTable(lab, `S${what.slice(1)}, ${RULES} rules`, samples))
    verdicts.push(...snapshotVerdicts(lab, what, samples))
    console.log(`${what}: done`)
  }
  return { tables, verdicts }
}

/** Every engine on one page, in rounds; tasks are traced in rounds of their own. */
export async function measureSnapshot(
  lab: Lab,
  path: string,
  ready: (page: Page) => Promise<void> = async () => {},
): Promise<Samples> {
  const samples = new Samples()
  await lab.interleaved(async (contender, round) => {
    const add = (what: string, value: number): void => samples.add(contender.name, what, value)
    const first = await lab.open(contender, path)
    await ready(first)
    samples.addCpu(contender.name, 'cpu', await cpuOf(first, () => share(first)))
    await measureCopy(lab, contender, first, samples)
    await first.close()
    if (round >= TRACED) return

    const second = await lab.open(contender, path)
    await ready(second)
    const tasks = (await tasksOf(second, () => share(second))).filter(({ clock }) => clock > TASK)
    await second.close()
    for (const by of ['clock', 'cpu'] as const) {
      const all = tasks.map((task) => task[by])
      add(`longest ${by}`, Math.max(0, ...all))
      add(`p99 ${by}`, percentile(all, 99) || 0)
    }
  })
  return samples
}

async function share(page: Page): Promise<void> {
  await page.evaluate(() => bench.start())
  await page.evaluate(() => bench.settle())
}

/** What was sent, and the viewer that is built from it. */
async function measureCopy(
  lab: Lab,
  contender: Contender,
  page: Page,
  samples: Samples,
): Promise<void> {
  if (contender.name === 'none') return
  const add = (what: string, value: number): void => samples.add(contender.name, what, value)
  const messages = await lab.messages(page)
  const { raw, deflated } = await weigh([...messages.before, ...messages.after])
  add('raw', raw)
  add('deflated', deflated)
  await addCarried(contender, page, [...messages.before, ...messages.after], samples)
  if (contender.replays) {
    const original = await lab.canonical(page)
    const viewer = await lab.openViewer(contender, messages)
    const built = await cpuOf(viewer, () => viewer.evaluate(() => view.apply()))
    samples.addCpu(contender.name, 'build', built)
    const copy = await viewer.evaluate(() => view.canonical())
    const wrong = differences(original, copy)
    add('wrong', wrong)
    if (wrong > 0 && process.env['BENCH_SHOW']) {
      console.log(contender.name, firstDifference(original, copy))
    }
    await viewer.close()
  }
  lab.site.forget(messages.path)
}

export function snapshotTable(lab: Lab, title: string, samples: Samples): Table {
  const head = [
    'engine',
    ...CPU_HEAD,
    'longest task, CPU ms',
    'p99, CPU ms',
    'longest, clock ms',
    'raw',
    'deflated',
    'carried',
    ...VIEWER_HEAD,
  ]
  const rows = lab.contenders.map((contender) => [
    contender.name,
    ...cpuCells(samples, contender),
    figure(samples.spread(contender.name, 'longest cpu')),
    short(samples.median(contender.name, 'p99 cpu')),
    figure(samples.spread(contender.name, 'longest clock')),
    bytes(samples.median(contender.name, 'raw')),
    bytes(samples.median(contender.name, 'deflated')),
    percent(samples.median(contender.name, 'carried')),
    ...viewerCells(samples, contender, 'build'),
  ])
  return { title, rows: [head, ...rows] }
}

export function snapshotVerdicts(lab: Lab, what: string, samples: Samples): Verdict[] {
  const incomplete = incompleteOf(lab, samples)
  const alone = (name: string, figure: string, budget: string, atMost: number): Verdict =>
    judgeAlone(samples, lab, {
      what: `${what}: ${name}`,
      figure,
      budget,
      atMost,
      show: milliseconds,
    })
  const compare = (name: string, figure: string, atMost: number, show: (n?: number) => string) =>
    judge(lab, samples, { what: `${what}: ${name}`, figure, atMost, show, incomplete })
  return [
    alone('p99 of tasks, CPU', 'p99 cpu', '<= 8 ms', 8),
    alone('longest task, CPU', 'longest cpu', '<= 16 ms', 16),
    compare('CPU above none', 'cpu own', 0.8, milliseconds),
    compare('deflated bytes', 'deflated', 0.8, bytes),
    compare("viewer's CPU to build", 'build own', 0.5, milliseconds),
  ]
}
