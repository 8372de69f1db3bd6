import type { Page } from 'playwright-core'
import type { Lab } from '../lab/lab.ts'
import { cpuOf } from '../lab/main-thread.ts'
import { Samples } from '../lab/samples.ts'
import { figure, short, type Table } from '../lab/table.ts'
import type { Findings, Verdict } from './suite.ts'

const RECOGNISING = 'alongside-recognising'
/** The same in every other part. */
const BLIND = 'alongside-blind'
/** A page as most are, and one that is made of what has to be looked at. */
const PAGES = {
  '10000 nodes': '/page?nodes=10000&rules=500',
  '50000 nodes': '/page?nodes=50000&rules=500',
  '1000 nodes, 300 fields, 6000 numbers': '/page?nodes=1000&rules=500',
} as const
const CONTENDERS = ['none', RECOGNISING, BLIND]
const MOST = 1.1

/** A settled page is shared from nothing with what recognises sensitive data, and without. */
export async function recognition(lab: Lab): Promise<Findings> {
  const tables: Table[] = []
  const verdicts: Verdict[] = []
  for (const [what, path] of Object.entries(PAGES)) {
    const samples = new Samples()
    await lab.interleaved(async (contender) => {
      if (!CONTENDERS.includes(contender.name)) return
      const page = await lab.open(contender, path)
      if (what.includes('fields')) await addForms(page)
      const cpu = await cpuOf(page, async () => {
        await page.evaluate(() => bench.start())
        await page.evaluate(() => bench.settle())
      })
      samples.addCpu(contender.name, 'cpu', cpu)
      await page.close()
    })
    const above = (name: string): number =>
      (samples.median(name, 'cpu own') ?? Number.NaN) - (samples.median('none', 'cpu own') ?? 0)
    const ratio = above(RECOGNISING) / above(BLIND)
    tables.push({
      title: `Recognising sensitive data, ${what}`,
      rows: [
        ['engine', 'own CPU, ms', 'above none'],
        ...CONTENDERS.map((name) => [
          name,
          figure(samples.spread(name, 'cpu own')),
          name === 'none' ? '-' : short(above(name)),
        ]),
      ],
    })
    if (!what.includes('fields')) {
      verdicts.push({
        what: `snapshot of ${what}: with recognition`,
        budget: `<= ${MOST}x of without`,
        ours: `${ratio.toFixed(2)}x`,
        peers: '',
        met: ratio <= MOST,
      })
    }
    console.log(`recognition, ${what}: ${ratio.toFixed(3)}x`)
  }
  return { tables, verdicts }
}

async function addForms(page: Page): Promise<void> {
  await page.evaluate(() => {
    const field = (id: number): string =>
      `<p><label for="f${id}">Field ${id}</label><input id="f${id}" name="name${id}"><input placeholder="Other ${id}"></p>`
    const row = (id: number): string =>
      `<tr><td>${id * 7919}</td><td>2026-11-${10 + (id % 20)}</td><td>Paid ${id * 31}.50 for <b>order</b> ${id * 104_729}</td></tr>`
    const of = (count: number, make: (id: number) => string): string =>
      Array.from({ length: count }, (_, id) => make(id)).join('')
    document.body.insertAdjacentHTML(
      'beforeend',
      `<form>${of(150, field)}</form><table>${of(2000, row)}</table>`,
    )
  })
}
