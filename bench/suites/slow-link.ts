import { FLOW } from '../../packages/channel/src/timing.ts'
import type { Contender } from '../engines/list.ts'
import type { Lab } from '../lab/lab.ts'
import { openLive } from '../lab/live.ts'
import { Samples } from '../lab/samples.ts'
import { figure, short } from '../lab/table.ts'
import { judgeAlone } from './judge.ts'
import type { Findings } from './suite.ts'

const BYTES_PER_SECOND = 256_000 / 8
const SECONDS = 15
const PAGE = '/page?nodes=300&rules=50'

/** 60 changes a second of 40 cells each, over 256 kbit/s: how far the copy is behind. */
export async function slowLink(lab: Lab): Promise<Findings> {
  const samples = new Samples()
  const rounds = Math.min(2, lab.rounds)
  for (let round = 0; round < rounds; round++) {
    for (const contender of lab.contenders) {
      if (contender.replays) await oneRound(lab, contender, samples)
    }
  }
  const rows = lab.contenders
    .filter(({ replays }) => replays)
    .map(({ name }) => [
      name,
      figure(samples.spread(name, 'behind')),
      short(samples.median(name, 'at the end')),
      short(samples.median(name, 'pictures')),
    ])
  const title = '256 kbit/s, 60 changes a second'
  console.log(`${title}: done`)
  return {
    tables: [
      {
        title,
        note:
          `For ${SECONDS} s, 40 texts and a counter change 60 times a second. The relay lets through what 256 kbit/s would ` +
          `carry of one deflate stream. Ours holds its next flush while anything is on its way for ${FLOW.aheadMs} ms, the product's own bound.`,
        rows: [
          ['engine', 'most behind, s', 'behind at the end, s', 'states shown a second'],
          ...rows,
        ],
      },
    ],
    verdicts: [
      judgeAlone(samples, lab, {
        what: `${title}: most behind`,
        figure: 'behind',
        budget: '<= 1.5 s',
        atMost: 1.5,
        show: (value) => `${short(value)} s`,
      }),
    ],
  }
}

async function oneRound(lab: Lab, contender: Contender, samples: Samples): Promise<void> {
  const live = await openLive(lab, contender, PAGE, {
    bytesPerSecond: BYTES_PER_SECOND,
    ahead: FLOW.aheadMs,
  })
  await live.sharer.evaluate(() => bench.start())
  await live.sharer.evaluate(() => bench.settle())
  // The first picture takes this link its time; it is not what is measured here.
  await live.sharer.waitForTimeout(3000)
  const changed = await live.sharer.evaluate((seconds) => probe.flood(seconds), SECONDS)
  const end = changed.at(-1) ?? 0
  const seen = (await live.viewer.evaluate(() => view.seen())).filter(
    ({ applied }) => applied <= end,
  )
  await live.close()
  // Between two states that are shown, the copy falls behind the first change that it lacks.
  const behind = [...seen, { change: Number.NaN, applied: end }].map(({ applied }, i) => {
    const lacked = changed[(seen[i - 1]?.change ?? 0) + 1] ?? applied
    return (applied - lacked) / 1000
  })
  samples.add(contender.name, 'behind', Math.max(...behind))
  samples.add(contender.name, 'at the end', behind.at(-1) ?? Number.NaN)
  samples.add(contender.name, 'pictures', seen.length / SECONDS)
}
