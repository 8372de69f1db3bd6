import type { Page } from 'playwright-core'
import type { Contender } from '../engines/list.ts'
import type { Lab } from '../lab/lab.ts'
import { Samples } from '../lab/samples.ts'
import { bytes, figure, short } from '../lab/table.ts'
import { judgeAlone } from './judge.ts'
import type { Findings } from './suite.ts'

const PAGE = '/page?nodes=1000&rules=200'
/** Each brings and removes this many nodes. */
const CYCLES = 100
const NODES = 10_000

/** A million nodes come and go while the page is shared: what is left of them after collection. */
export async function memory(lab: Lab): Promise<Findings> {
  const samples = new Samples()
  const rounds = Math.min(2, lab.rounds)
  for (let round = 0; round < rounds; round++) {
    for (const contender of lab.contenders) await oneRound(lab, contender, samples)
  }
  const above = (name: string, what: string): number =>
    (samples.median(name, what) ?? Number.NaN) - (samples.median('none', what) ?? 0)
  const rows = lab.contenders.map(({ name }) => [
    name,
    figure(samples.spread(name, 'retained')),
    figure(samples.spread(name, 'retained after stop')),
    bytes(samples.median(name, 'heap')),
    bytes(above(name, 'heap')),
    bytes(above(name, 'heap after stop')),
  ])
  const judged = (figure: string) =>
    judgeAlone(samples, lab, {
      what: `a million nodes: nodes ${figure}`,
      figure,
      budget: '0',
      atMost: 0,
      show: (count) => short(count),
    })
  console.log('memory: done')
  return {
    tables: [
      {
        title: 'Memory after a million nodes came and went',
        note: `${CYCLES} times ${NODES} nodes are inserted and removed; then garbage is collected. Retained are the nodes above those of the shared page before that.`,
        rows: [
          ['engine', 'nodes retained', 'after stop', 'heap', 'heap above none', 'after stop'],
          ...rows,
        ],
      },
    ],
    verdicts: [judged('retained'), judged('retained after stop')],
  }
}

async function oneRound(lab: Lab, contender: Contender, samples: Samples): Promise<void> {
  const page = await lab.open(contender, PAGE)
  await page.evaluate(() => bench.discard())
  await page.evaluate(() => bench.start())
  await page.evaluate(() => bench.settle())
  const before = await collected(page)
  await page.evaluate(comeAndGo, [CYCLES, NODES] as const)
  await page.evaluate(() => bench.settle())
  const running = await collected(page)
  await page.evaluate(() => bench.stop())
  await page.waitForTimeout(200)
  const stopped = await collected(page)
  for (const [when, { nodes, heap }] of [
    ['', running] as const,
    [' after stop', stopped] as const,
  ]) {
    samples.add(contender.name, `retained${when}`, Math.max(0, nodes - before.nodes))
    samples.add(contender.name, `heap${when}`, heap)
  }
  await page.close()
}

/** In the page: half of the nodes are elements, half their texts. */
async function comeAndGo([cycles, nodes]: readonly [number, number]): Promise<void> {
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))
  for (let cycle = 0; cycle < cycles; cycle++) {
    const box = document.createElement('div')
    for (let i = 1; i < nodes / 2; i++) {
      const row = document.createElement('p')
      row.textContent = `${cycle} ${i}`
      box.append(row)
    }
    document.body.append(box)
    await frame()
    box.remove()
    await frame()
  }
}

async function collected(page: Page): Promise<{ nodes: number; heap: number }> {
  const cdp = await page.context().newCDPSession(page)
  // Weak references and finalisers need more than one collection.
  for (let i = 0; i < 3; i++) {
    await cdp.send('HeapProfiler.collectGarbage')
    await page.waitForTimeout(100)
  }
  const { nodes } = await cdp.send('Memory.getDOMCounters')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  await cdp.detach()
  return { nodes, heap: usedSize }
}
