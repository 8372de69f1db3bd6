import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Way } from '../contained/forge.ts'
import { type Home, openRig, type Rig } from '../contained/rig.ts'
import { type Outcome, sendCaptured, sendForged } from '../contained/send.ts'
import { inSlots, ownVectors, publicVectors } from '../contained/vectors.ts'

/** SECURITY.md S10: content that runs elsewhere, as a page has it and as a hostile client sends it. */

const isAll = process.env['CONTAINED'] === 'all'
const BATCH = 100
/** At least so many of every third run by themselves, by an event of theirs or by a click; others wait for what never comes. */
const RUN = 80

let rig: Rig
let customer: Page
let own: string[]
const listed = publicVectors()
const total = { sent: 0, effects: 0 }

beforeAll(async () => {
  rig = await openRig()
  customer = await rig.openCustomer()
  const { page } = await rig.openAgent('a bare page')
  own = ownVectors(await page.evaluate(() => globalThis.agent.handlers()))
  await page.close()
})
afterAll(() => rig.close())

function verify({ size, escapes, held }: Outcome, sent: number): void {
  total.sent += sent
  total.effects += escapes.length
  expect(escapes).toEqual([])
  expect([...new Set(held)]).toEqual([])
  expect(size).toBeGreaterThan(sent)
}

describe('what runs in a page', () => {
  const CASES: readonly (readonly [Way, Home])[] = [
    ['together', 'the document of the server'],
    ['mutations', 'a bare page'],
    ['foreign', 'the document with images'],
  ]
  it.each(CASES)('has no effect when it is forged, %s, in %s', async (way, home) => {
    const all = [...own, ...listed, ...listed.map(inSlots)]
    verify(await sendForged(rig, home, customer, all, way), all.length)
  })

  it.each((['the document of the server', 'a bare page'] satisfies Home[]).slice(0, isAll ? 2 : 1))(
    'has no effect when it is the innerHTML of a page that is captured, in %s',
    async (home) => {
      const all = [...own, ...listed]
      verify(await sendCaptured(rig, home, all, 'written'), all.length)
    },
  )

  // Last: some of them take the page away, or the browser.
  it('runs in plain frames of the same browser', async () => {
    const sample = [...own, ...listed].filter((_, at) => at % 3 === 0)
    const ran = new Set<number>()
    for (let at = 0; at < sample.length; at += BATCH)
      try {
        const { page } = await rig.openAgent('a bare page')
        await page.exposeFunction('hit', (index: number) => ran.add(index))
        await page.evaluate(([texts, from, ms]) => globalThis.agent.running(texts, from, ms), [
          sample.slice(at, at + BATCH),
          at,
          400,
        ] as const)
        await page.close()
      } catch {
        // What ran until then is known.
      }
    console.log(
      `vectors: ${own.length} of our own and ${listed.length} public, ${ran.size} of every third run in a plain frame; ` +
        `${total.sent} sent to replicas: ${total.effects} effects`,
    )
    expect(ran.size).toBeGreaterThan(RUN)
  })
})
