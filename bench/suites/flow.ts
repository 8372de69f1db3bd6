import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Story, startStory } from '../../test/support/story.ts'
import { imageBytes } from '../lab/files.ts'
import type { Lab } from '../lab/lab.ts'
import { Samples } from '../lab/samples.ts'
import { percentile } from '../lab/statistics.ts'
import { figure, milliseconds } from '../lab/table.ts'
import { judgeAlone, OURS } from './judge.ts'
import type { Findings } from './suite.ts'

const IMAGES = 40
const WEIGHT = 500_000
const QUIET_MS = 3000
const PERCENTS = [50, 95, 99] as const

/** The product whole (server, messenger, workspace): how late a change of the page is seen while 20 MB of images flow. */
export async function flow(lab: Lab): Promise<Findings> {
  const samples = new Samples()
  // Made before: the site is served by the process of the server, which has to relay meanwhile.
  const images = Array.from({ length: IMAGES }, (_, index) => imageBytes(index, WEIGHT))
  for (let round = 0; round < lab.rounds; round++) await oneRound(samples, images)
  const title = `Changes while ${IMAGES} images of ${WEIGHT / 1000} kB flow`
  console.log(`${title}: done`)
  const row = (name: string, when: string): string[] => [
    name,
    ...PERCENTS.map((percent) => figure(samples.spread(OURS, `${when} p${percent}`))),
  ]
  return {
    tables: [
      {
        title,
        note:
          'From a change on the customer’s page until the replica in the workspace has it, through the messenger, two sealed channels and ' +
          'the server, all on this machine. Milliseconds.',
        rows: [
          ['', ...PERCENTS.map((percent) => `p${percent}`)],
          row('nothing else', 'quiet'),
          row('while images flow', 'flowing'),
          ['how long they flow, s', figure(samples.spread(OURS, 'seconds')), '', ''],
        ],
      },
    ],
    verdicts: [
      judgeAlone(samples, lab, {
        what: `${title}: p95`,
        figure: 'flowing p95',
        budget: '<= 100 ms',
        atMost: 100,
        show: milliseconds,
      }),
    ],
  }
}

async function oneRound(samples: Samples, images: readonly Buffer[]): Promise<void> {
  const story = await startStory()
  const site = createServer(({ url = '/' }, response) => {
    const index = /^\/(\d+)\.png/.exec(url)?.[1]
    response.setHeader('content-type', index ? 'image/png' : 'text/html; charset=utf-8')
    response.end(index ? images[Number(index)] : pageOf(story))
  })
  await new Promise<void>((listening) => site.listen(0, 'localhost', listening))
  const { port } = site.address() as AddressInfo
  try {
    await story.customer.goto(`http://shop.localhost:${port}/`)
    await story.share()
    await story.agent.evaluate(watch)
    const quiet = story.customer.evaluate(change, QUIET_MS)
    add(samples, 'quiet', await quiet, await story.agent.evaluate(() => globalThis.seenAt))
    const begun = Date.now()
    const changed = story.customer.evaluate(change, 0)
    await story.customer.evaluate(insert, IMAGES)
    await story.agent.waitForFunction(complete, IMAGES, { timeout: 120_000 })
    samples.add(OURS, 'seconds', (Date.now() - begun) / 1000)
    await story.customer.evaluate(() => {
      globalThis.changing = false
    })
    add(samples, 'flowing', await changed, await story.agent.evaluate(() => globalThis.seenAt))
  } finally {
    await story.close()
    site.closeAllConnections()
    site.close()
  }
}

function add(
  samples: Samples,
  when: string,
  changed: Readonly<Record<string, number>>,
  seen: Readonly<Record<string, number>>,
): void {
  const delays = Object.entries(changed)
    .filter(([text]) => text in seen)
    .map(([text, at]) => (seen[text] ?? 0) - at)
  for (const percent of PERCENTS)
    samples.add(OURS, `${when} p${percent}`, percentile(delays, percent))
}

function pageOf({ demo }: Story): string {
  return `<!doctype html><title>Flow</title><p id=probe>0</p><main></main>
    <script async src="${demo.server.origin}/messenger/loader.js" data-deployment-id="demo-shop"></script>`
}

declare global {
  var changing: boolean
  var counted: number
  var seenAt: Record<string, number>
}

// What follows runs in the pages.

/** Changes a text until it is told to stop, or for `ms`; gives when each was there, by the machine's clock. */
async function change(ms: number): Promise<Record<string, number>> {
  const at: Record<string, number> = {}
  const text = document.getElementById('probe') as HTMLElement
  const begun = performance.now()
  globalThis.changing = true
  globalThis.counted ??= 0
  while (globalThis.changing && (ms === 0 || performance.now() - begun < ms)) {
    await new Promise((resolve) => setTimeout(resolve, 40 + (globalThis.counted % 7) * 5))
    const next = `${++globalThis.counted}`
    at[next] = performance.timeOrigin + performance.now()
    text.textContent = next
  }
  await new Promise((resolve) => setTimeout(resolve, 1000))
  return at
}

function insert(count: number): void {
  for (let i = 0; i < count; i++) {
    const image = document.createElement('img')
    image.src = `/${i}.png`
    image.style.cssText = 'width:120px;height:40px'
    document.querySelector('main')?.append(image)
  }
}

function watch(): void {
  globalThis.seenAt = {}
  const copy = globalThis.canonical.replicaDocument()
  const text = copy?.getElementById('probe')
  if (!copy || !text) throw new Error('no replica')
  new MutationObserver(() => {
    globalThis.seenAt[text.textContent ?? ''] ??= performance.timeOrigin + performance.now()
  }).observe(text, { childList: true, characterData: true, subtree: true })
}

function complete(count: number): boolean {
  const images = [...(globalThis.canonical.replicaDocument()?.images ?? [])]
  return (
    images.filter((image) => image.complete && image.currentSrc.startsWith('blob:')).length >= count
  )
}
