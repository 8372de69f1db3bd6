import { bundle } from '../lab/bundle.ts'
import type { Lab } from '../lab/lab.ts'
import { cpuOf } from '../lab/main-thread.ts'
import { Samples } from '../lab/samples.ts'
import { geometricMean } from '../lab/statistics.ts'
import { figure, short } from '../lab/table.ts'
import type { WorkloadName } from '../page/workloads.ts'
import { OURS } from './judge.ts'
import type { Findings } from './suite.ts'

const WORKLOADS: readonly WorkloadName[] = ['plain DOM', 'React 19', 'Preact 10']
const PAGE = '/page?nodes=300&rules=200'

/** Lists of things to do, as interactive applications build them: the page's main thread with a capture and without. */
export async function applications(lab: Lab): Promise<Findings> {
  const script = await bundle("import './page/workloads.ts'")
  const samples = new Samples()
  await lab.interleaved(async (contender) => {
    for (const workload of WORKLOADS) {
      const page = await lab.open(contender, PAGE)
      await page.evaluate(script)
      await page.evaluate((name) => workloads[name].prepare(), workload)
      await page.evaluate(() => bench.start())
      await page.evaluate(() => bench.settle())
      const { all } = await cpuOf(page, async () => {
        await page.evaluate((name) => workloads[name].run(), workload)
        await page.evaluate(() => bench.settle())
      })
      samples.add(contender.name, workload, all)
      await page.close()
    }
  })
  const ratio = (name: string): number =>
    geometricMean(
      WORKLOADS.map(
        (workload) =>
          (samples.median(name, workload) ?? Number.NaN) /
          (samples.median('none', workload) ?? Number.NaN),
      ),
    )
  const rows = lab.contenders.map(({ name }) => [
    name,
    ...WORKLOADS.map((workload) => figure(samples.spread(name, workload))),
    `${short(ratio(name))}x`,
  ])
  console.log('workloads: done')
  return {
    tables: [
      {
        title: 'Application workloads',
        note:
          'CPU of the page in ms, everything included; last, the geometric mean of the ratios to no capture. These are ' +
          "our own lists of things to do in three styles, in the spirit of Speedometer's, and not Speedometer 3.",
        rows: [['engine', ...WORKLOADS, 'to none'], ...rows],
      },
    ],
    verdicts: [
      {
        what: 'application workloads, CPU with capture on',
        budget: '<= 1.10x of off',
        ours: `${short(ratio(OURS))}x`,
        peers: lab.contenders
          .filter(({ name }) => name !== OURS && name !== 'none')
          .map(({ name }) => `${name} ${short(ratio(name))}x`)
          .join(', '),
        met: ratio(OURS) <= 1.1,
      },
    ],
  }
}
