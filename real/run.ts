// `npm run apps`: every application, and docs/APPLICATIONS.md. `npm run apps -- quill d3`: only these, printed.
// The same for the pages of tests. APPS_SHOW=folder keeps the pictures of what differs.

import { mkdirSync } from 'node:fs'
import { launchChromium } from '../test/support/chromium.ts'
import { agGrid } from './applications/ag-grid/steps.ts'
import { angular } from './applications/angular/steps.ts'
import { bootstrap } from './applications/bootstrap/steps.ts'
import { chartjs } from './applications/chartjs/steps.ts'
import { codemirror } from './applications/codemirror/steps.ts'
import { d3 } from './applications/d3/steps.ts'
import { echarts } from './applications/echarts/steps.ts'
import { fullcalendar } from './applications/fullcalendar/steps.ts'
import { leaflet } from './applications/leaflet/steps.ts'
import { monaco } from './applications/monaco/steps.ts'
import { mui } from './applications/mui/steps.ts'
import { prosemirror } from './applications/prosemirror/steps.ts'
import { quill } from './applications/quill/steps.ts'
import { shoelace } from './applications/shoelace/steps.ts'
import { svelte } from './applications/svelte/steps.ts'
import { swaggerUi } from './applications/swagger-ui/steps.ts'
import { tinymce } from './applications/tinymce/steps.ts'
import { vue } from './applications/vue/steps.ts'
import type { Application } from './lab/application.ts'
import { type Findings, operate } from './lab/operate.ts'
import { printResults, writeReport } from './lab/report.ts'
import { startSite } from './lab/serve.ts'
import type { TestPage } from './lab/test-page.ts'
import { type Tried, tryTestPage } from './lab/try-test-page.ts'
import { mediumEditor } from './test-pages/medium-editor.ts'
import { mousetrap } from './test-pages/mousetrap.ts'

/** By the folder of each. */
const APPLICATIONS: Readonly<Record<string, Application>> = {
  'swagger-ui': swaggerUi,
  monaco,
  codemirror,
  prosemirror,
  tinymce,
  quill,
  echarts,
  chartjs,
  d3,
  leaflet,
  'ag-grid': agGrid,
  fullcalendar,
  mui,
  vue,
  angular,
  svelte,
  shoelace,
  bootstrap,
}

const TEST_PAGES: Readonly<Record<string, TestPage>> = { mousetrap, 'medium-editor': mediumEditor }

const names = [...Object.keys(APPLICATIONS), ...Object.keys(TEST_PAGES)]
const named = process.argv.slice(2)
const unknown = named.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`apps: no "${unknown}": one of ${names.join(', ')}`)
  process.exit(1)
}

const show = process.env['APPS_SHOW']
if (show) mkdirSync(show, { recursive: true })
const site = await startSite()
// Carbon names fonts on a host of its own: nothing is asked beyond this machine.
const browser = await launchChromium({
  args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
})
const findings: Findings[] = []
const tried: Tried[] = []
for (const [name, application] of chosen(APPLICATIONS))
  await attempt(name, async () => {
    const found = await operate({ browser, site, show }, name, application)
    findings.push(found)
    return found
  })
for (const [name, test] of chosen(TEST_PAGES))
  await attempt(name, async () => {
    const found = await tryTestPage({ browser, site }, test)
    tried.push(found)
    return found
  })
await browser.close()
await site.stop()
const results = { findings, tried, version: browser.version() }
printResults(results)
if (named.length === 0) writeReport(results)

function chosen<T>(all: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(all).filter(([name]) => named.length === 0 || named.includes(name))
}

/** One that fails takes no other with it. */
async function attempt(
  name: string,
  work: () => Promise<{ differences: readonly string[] }>,
): Promise<void> {
  try {
    const { differences } = await work()
    for (const difference of differences) console.log(`${name}, ${difference}\n`)
    console.log(`apps: ${name}: ${differences.length} differences`)
    if (differences.length > 0) process.exitCode = 1
  } catch (error) {
    console.error(`apps: ${name} failed:`, error)
    process.exitCode = 1
  }
}
