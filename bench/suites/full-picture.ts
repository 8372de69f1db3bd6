import type { Contender } from '../engines/list.ts'
import type { Lab } from '../lab/lab.ts'
import { openLive } from '../lab/live.ts'
import { weigh } from '../lab/messages.ts'
import { Samples } from '../lab/samples.ts'
import { bytes, figure, milliseconds, short } from '../lab/table.ts'
import { judgeAlone } from './judge.ts'
import type { Findings } from './suite.ts'

const IMAGES = 40
const FONTS = 6
const PAGE = `/page?nodes=18000&rules=5250&images=${IMAGES}&weight=30000&fonts=${FONTS}`
/** What has not come by then does not come. Milliseconds. */
const PATIENCE = 15_000

/** From consent until the copy has every node, image and font of a large page, and what that took of the line. */
export async function fullPicture(lab: Lab): Promise<Findings> {
  const samples = new Samples()
  await lab.interleaved(async (contender) => {
    if (contender.replays) await oneRound(lab, contender, samples)
  })
  const title = `Full picture, 18000 nodes, 600 kB CSS, ${IMAGES} images of 30 kB, ${FONTS} fonts`
  console.log(`${title}: done`)
  return {
    tables: [
      {
        title,
        note:
          `From the start of the capture until every card, image and font was painted; - is after more than ${PATIENCE / 1000} s, or never. ` +
          'rrweb-inline is with inlineStylesheet, inlineImages and collectFonts, the others as they come. ' +
          "The last column counts what the viewer's browser itself asks the page's site for: behind a login that brings nothing.",
        rows: [
          [
            'engine',
            'ms',
            'messages',
            'deflated',
            'images there',
            'fonts there',
            'requests to the site',
          ],
          ...lab.contenders
            .filter(({ replays }) => replays)
            .map(({ name }) => [
              name,
              figure(samples.spread(name, 'full')),
              bytes(samples.median(name, 'raw')),
              bytes(samples.median(name, 'deflated')),
              short(samples.median(name, 'images')),
              short(samples.median(name, 'fonts')),
              short(samples.median(name, 'requests')),
            ]),
        ],
      },
    ],
    verdicts: [
      judgeAlone(samples, lab, {
        what: title,
        figure: 'full',
        budget: '<= 1500 ms',
        atMost: 1500,
        show: milliseconds,
      }),
    ],
  }
}

async function oneRound(lab: Lab, contender: Contender, samples: Samples): Promise<void> {
  const { name } = contender
  const live = await openLive(lab, contender, PAGE, { probe: false })
  let requests = 0
  live.viewer.on('request', (request) => {
    if (request.url().startsWith(lab.site.origin)) requests++
  })
  // What the page shows, it has loaded.
  const articles = await live.sharer.evaluate(async () => {
    await Promise.all([...document.images].map((image) => image.decode()))
    await document.fonts.ready
    return document.getElementsByTagName('article').length
  })
  const full = live.viewer.evaluate(
    ([count, images, fonts, ms]) =>
      Promise.race([
        view.full(count, images, fonts),
        new Promise<number>((resolve) => setTimeout(() => resolve(Number.NaN), ms)),
      ]),
    [articles, IMAGES, FONTS, PATIENCE] as const,
  )
  const begun = await live.sharer.evaluate(async () => {
    const at = performance.timeOrigin + performance.now()
    await bench.start()
    return at
  })
  const time = (await full) - begun
  if (time > 0) samples.add(name, 'full', time)
  const { raw, deflated } = await weigh(live.sent)
  samples.add(name, 'raw', raw)
  samples.add(name, 'deflated', deflated)
  const shown = await live.viewer.evaluate(() => view.shown())
  samples.add(name, 'images', shown.images)
  samples.add(name, 'fonts', shown.fonts)
  samples.add(name, 'requests', requests)
  await live.close()
}
