import type { Contender } from '../engines/list.ts'
import { differences, firstDifference } from '../lab/compare.ts'
import type { Lab } from '../lab/lab.ts'
import { cpuOf } from '../lab/main-thread.ts'
import { weigh } from '../lab/messages.ts'
import { Samples } from '../lab/samples.ts'
import { bytes, milliseconds, percent, short, type Table } from '../lab/table.ts'
import { STORMS, type StormName } from '../page/storm-names.ts'
import { addCarried, incompleteOf } from './carried.ts'
import { CPU_HEAD, cpuCells, VIEWER_HEAD, viewerCells } from './columns.ts'
import { judge, judgeAlone, OURS } from './judge.ts'
import type { Findings, Verdict } from './suite.ts'

/** The page around the storm: what a change costs must not depend on it. */
const PAGE = '/page?nodes=1000&rules=200'

/** Bursts of changes on a page that is shared already: what they cost the page and the viewer, and whether the copy is right. */
export async function storms(lab: Lab): Promise<Findings> {
  const tables: Table[] = []
  const verdicts: Verdict[] = []
  for (const storm of STORMS) {
    const samples = new Samples()
    await lab.interleaved((contender) => oneStorm(lab, contender, storm, samples))
    tables.push(tableOf(lab, storm, samples))
    verdicts.push(...verdictsOf(lab, storm, samples))
    console.log(`storm ${storm}: done`)
  }
  return { tables, verdicts }
}

async function oneStorm(
  lab: Lab,
  contender: Contender,
  storm: StormName,
  samples: Samples,
): Promise<void> {
  const add = (what: string, value: number): void => samples.add(contender.name, what, value)
  const page = await lab.open(contender, PAGE)
  await page.evaluate((which) => bench.prepare(which), storm)
  await page.evaluate(() => bench.start())
  await page.evaluate(() => bench.settle())
  await page.evaluate(() => bench.mark())
  const cpu = await cpuOf(page, async () => {
    add('reaction', await page.evaluate(() => bench.run()))
    await page.evaluate(() => bench.settle())
  })
  samples.addCpu(contender.name, 'cpu', cpu)
  const messages = await lab.messages(page)
  const sent = await weigh(messages.after, messages.before)
  if (contender.name !== 'none') {
    add('raw', sent.raw)
    add('deflated', sent.deflated)
  }
  await addCarried(contender, page, messages.after, samples)
  if (contender.replays) {
    const original = await lab.canonical(page)
    await page.evaluate(() => bench.stop())
    const viewer = await lab.openViewer(contender, messages)
    await viewer.evaluate((count) => view.apply(count), messages.before.length)
    const applied = await cpuOf(viewer, () => viewer.evaluate(() => view.apply()))
    samples.addCpu(contender.name, 'apply', applied)
    const copy = await viewer.evaluate(() => view.canonical())
    const wrong = differences(original, copy)
    add('wrong', wrong + (await viewer.evaluate(() => view.failed())))
    if (wrong > 0 && process.env['BENCH_SHOW'])
      console.log(contender.name, firstDifference(original, copy))
    await viewer.close()
  }
  await page.close()
  lab.site.forget(messages.path)
}

function tableOf(lab: Lab, storm: StormName, samples: Samples): Table {
  const head = [
    'engine',
    ...CPU_HEAD,
    'in the task, ms',
    'raw',
    'deflated',
    'carried',
    ...VIEWER_HEAD,
  ]
  const rows = lab.contenders.map((contender) => [
    contender.name,
    ...cpuCells(samples, contender),
    short(samples.median(contender.name, 'reaction') || undefined),
    bytes(samples.median(contender.name, 'raw')),
    bytes(samples.median(contender.name, 'deflated')),
    percent(samples.median(contender.name, 'carried')),
    ...viewerCells(samples, contender, 'apply'),
  ])
  return { title: `Storm: ${storm}`, rows: [head, ...rows] }
}

function verdictsOf(lab: Lab, storm: StormName, samples: Samples): Verdict[] {
  const incomplete = incompleteOf(lab, samples)
  const compare = (what: string, figure: string, atMost: number, show: (n?: number) => string) =>
    judge(lab, samples, { what: `${storm}: ${what}`, figure, atMost, show, incomplete })
  const wrong = samples.median(OURS, 'wrong')
  return [
    compare('CPU above none', 'cpu own', 0.8, milliseconds),
    compare('raw bytes', 'raw', 0.3, bytes),
    compare('deflated bytes', 'deflated', 0.8, bytes),
    compare("viewer's CPU to apply", 'apply own', 0.5, milliseconds),
    {
      what: `${storm}: the copy`,
      budget: 'equal',
      ours: wrong === 0 ? 'equal' : `${wrong} lines differ`,
      peers: `rrweb ${samples.median('rrweb', 'wrong') === 0 ? 'equal' : `${samples.median('rrweb', 'wrong')} lines differ`}`,
      met: wrong === 0,
    },
    ...(storm === 'move 10k subtree'
      ? [
          judgeAlone(samples, lab, {
            what: `${storm}: capture in the page's own task`,
            figure: 'reaction',
            budget: '< 1 ms',
            atMost: 1,
            show: milliseconds,
          }),
          judgeAlone(samples, lab, {
            what: `${storm}: bytes`,
            figure: 'deflated',
            budget: '< 20 bytes',
            atMost: 19,
            show: bytes,
          }),
        ]
      : []),
  ]
}
