import type { Page } from 'playwright-core'
import { startPlayground } from '../../apps/playground/src/main.ts'
import type { Lab } from '../lab/lab.ts'
import type { Table } from '../lab/table.ts'
import { measureSnapshot, snapshotTable, snapshotVerdicts } from './snapshot.ts'
import type { Findings, Verdict } from './suite.ts'

/** Other people's applications, as the playground serves them. */
const PAGES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  swagger: (page) => page.locator('.opblock').first().waitFor(),
  monaco: (page) => page.locator('html[data-ready]').waitFor(),
  dashboard: (page) => page.locator('html[data-ready]').waitFor(),
}
/** Until what they load and animate at first is over. Milliseconds. */
const SETTLED = 1500

/** As snapshot.ts, on Swagger UI, Monaco and an ECharts dashboard. */
export async function pages(lab: Lab): Promise<Findings> {
  const playground = await startPlayground({ port: 0, host: '127.0.0.1', snippet: null })
  const origin = playground.origin.replace('shop.localhost', '127.0.0.1')
  const tables: Table[] = []
  const verdicts: Verdict[] = []
  try {
    for (const [name, ready] of Object.entries(PAGES)) {
      const samples = await measureSnapshot(lab, `${origin}/${name}`, async (page) => {
        await ready(page)
        await page.waitForTimeout(SETTLED)
      })
      tables.push(snapshotTable(lab, `Snapshot of a real page: ${name}`, samples))
      verdicts.push(...snapshotVerdicts(lab, `snapshot of ${name}`, samples))
      console.log(`page ${name}: done`)
    }
  } finally {
    await playground.stop()
  }
  return { tables, verdicts }
}
