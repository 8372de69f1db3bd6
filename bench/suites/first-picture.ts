import type { Contender } from '../engines/list.ts'
import type { Lab } from '../lab/lab.ts'
import { openLive } from '../lab/live.ts'
import { Samples } from '../lab/samples.ts'
import { figure, milliseconds } from '../lab/table.ts'
import { judgeAlone } from './judge.ts'
import type { Findings } from './suite.ts'

const NODES = 18_000
/** About 600 kB of CSS. */
const RULES = 5_250
/** More cards than the window shows. */
const ARTICLES = 10

/** From consent until the viewer has painted a styled first window of a large page, over loopback. */
export async function firstPicture(lab: Lab): Promise<Findings> {
  const samples = new Samples()
  await lab.interleaved(async (contender) => {
    if (contender.replays) await oneRound(lab, contender, samples)
  })
  const title = `First styled window, ${NODES} nodes, 600 kB CSS`
  console.log(`${title}: done`)
  return {
    tables: [
      {
        title,
        note: 'From the start of the capture until the frame with the first ten cards and their colour was painted.',
        rows: [
          ['engine', 'ms'],
          ...lab.contenders
            .filter(({ replays }) => replays)
            .map(({ name }) => [name, figure(samples.spread(name, 'first'))]),
        ],
      },
    ],
    verdicts: [
      judgeAlone(samples, lab, {
        what: title,
        figure: 'first',
        budget: '< 300 ms',
        atMost: 300,
        show: milliseconds,
      }),
    ],
  }
}

async function oneRound(lab: Lab, contender: Contender, samples: Samples): Promise<void> {
  const path = `/page?nodes=${NODES}&rules=${RULES}`
  const live = await openLive(lab, contender, path, { probe: false })
  const colour = await live.sharer.evaluate(
    () => getComputedStyle(document.querySelector('article') ?? document.body).color,
  )
  const styled = live.viewer.evaluate(([count, of]) => view.styled(count, of), [
    ARTICLES,
    colour,
  ] as const)
  const begun = await live.sharer.evaluate(async () => {
    const at = performance.timeOrigin + performance.now()
    await bench.start()
    return at
  })
  samples.add(contender.name, 'first', (await styled) - begun)
  await live.close()
}
