import type { Contender } from '../engines/list.ts'
import type { Lab } from '../lab/lab.ts'
import { openLive } from '../lab/live.ts'
import { Samples } from '../lab/samples.ts'
import { percentile } from '../lab/statistics.ts'
import { milliseconds, short, type Table } from '../lab/table.ts'
import { judgeAlone } from './judge.ts'
import type { Findings, Verdict } from './suite.ts'

/** Changes in each round. */
const CHANGES = 120
const PAGE = '/page?nodes=1000&rules=200'
const PERCENTS = [50, 95, 99] as const

/** From a change on the page until the copy has it, over a WebSocket on loopback; then under an animation of 60 fps. */
export async function latency(lab: Lab): Promise<Findings> {
  const tables: Table[] = []
  const verdicts: Verdict[] = []
  for (const animated of [false, true]) {
    const samples = new Samples()
    await lab.interleaved(async (contender) => {
      if (contender.replays) await oneRound(lab, contender, animated, samples)
    })
    const title = `Latency, page to copy${animated ? ', under a 60 fps animation' : ''}`
    tables.push(tableOf(lab, title, samples))
    const verdict = (figure: string, atMost: number): Verdict =>
      judgeAlone(samples, lab, {
        what: `${title}: ${figure}`,
        figure,
        budget: `<= ${atMost} ms`,
        atMost,
        show: milliseconds,
      })
    verdicts.push(
      ...(animated
        ? [verdict('applied p95', 12)]
        : [
            verdict('applied p50', 2),
            verdict('applied p95', 8),
            verdict('painted p50', 8),
            verdict('painted p95', 18),
          ]),
    )
    console.log(`${title}: done`)
  }
  return { tables, verdicts }
}

async function oneRound(
  lab: Lab,
  contender: Contender,
  animated: boolean,
  samples: Samples,
): Promise<void> {
  const live = await openLive(lab, contender, PAGE)
  await live.sharer.evaluate(() => bench.start())
  await live.sharer.evaluate(() => bench.settle())
  if (animated) await live.sharer.evaluate(() => probe.animate())
  const changed = await live.sharer.evaluate((count) => probe.changes(count), CHANGES)
  const seen = await live.viewer.evaluate(() => view.seen())
  await live.close()
  for (const stage of ['applied', 'painted'] as const) {
    const delays = seen.map((one) => one[stage] - (changed[one.change] ?? Number.NaN))
    for (const percent of PERCENTS) {
      samples.add(contender.name, `${stage} p${percent}`, percentile(delays, percent))
    }
  }
  samples.add(contender.name, 'seen', seen.length / CHANGES)
}

function tableOf(lab: Lab, title: string, samples: Samples): Table {
  const columns = (['applied', 'painted'] as const).flatMap((stage) =>
    PERCENTS.map((percent) => `${stage} p${percent}`),
  )
  const rows = lab.contenders
    .filter(({ replays }) => replays)
    .map(({ name }) => [
      name,
      ...columns.map((column) => short(samples.median(name, column))),
      `${short((samples.median(name, 'seen') ?? 0) * 100)} %`,
    ])
  return {
    title,
    note: `Milliseconds; median of the rounds' percentiles, ${CHANGES} changes each. Neither compresses nor seals here.`,
    rows: [['engine', ...columns, 'changes seen'], ...rows],
  }
}
