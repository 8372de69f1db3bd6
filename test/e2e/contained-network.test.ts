import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WAYS } from '../contained/forge.ts'
import { addressed } from '../contained/leak.ts'
import { LEAKS } from '../contained/leaks.ts'
import { CONTAINED, HOMES, type Home, openRig, type Rig, UNCONTAINED } from '../contained/rig.ts'
import { type Making, type Outcome, sendCaptured, sendForged } from '../contained/send.ts'

/** SECURITY.md S11: a page made of everything that loads, and a browser that connects to nobody because of it. */

/** `CONTAINED=all`: every way in every home, not each in one. */
const isAll = process.env['CONTAINED'] === 'all'
const BATCH = 80
/** A browser that is busy takes its time. */
const MOST_ROUNDS = 10

/** Each of these in one home after another, or in all. */
function inHomes<T>(each: readonly T[]): (readonly [T, Home])[] {
  return each.flatMap((one, at) =>
    HOMES.filter((_, home) => isAll || home === at % HOMES.length).map(
      (home) => [one, home] as const,
    ),
  )
}

/** What the replica itself lets through, and only the frame's policy stops: a text becomes an address where it is used. */
const LEFT_TO_THE_POLICY = ['--x:"SINK" then image-set(var(--x) 1x)']

const marked = LEAKS.map(({ markup }, index) => addressed(markup, index, CONTAINED))
let rig: Rig
let customer: Page
const total = { sent: 0, ways: 0, escapes: 0 }

beforeAll(async () => {
  rig = await openRig()
  customer = await rig.openCustomer()
})

function verify({ size, escapes, held }: Outcome, sent: number): void {
  total.sent += sent
  total.ways++
  total.escapes += escapes.length
  expect(escapes).toEqual([])
  const named = held.map((line) => LEAKS[Number(/c(\d+)\./.exec(line)?.[1])]?.name ?? line)
  expect([...new Set(named)].filter((name) => !LEFT_TO_THE_POLICY.includes(name))).toEqual([])
  expect(size).toBeGreaterThan(sent)
}

describe('what makes a browser load something', () => {
  it.each(inHomes(WAYS))('loads nothing when it is forged, %s, in %s', async (way, home) => {
    verify(await sendForged(rig, home, customer, marked, way), marked.length)
  })

  it.each(inHomes<Making>(['parsed', 'built']))(
    'loads nothing when a page that has it, %s, is captured into %s',
    async (making, home) => {
      const single = marked.filter((_, index) => !LEAKS[index]?.name.endsWith('every address'))
      const outcome = await sendCaptured(rig, home, single, making)
      expect(outcome.refused).toBe(0)
      verify(outcome, single.length)
    },
  )

  it('does load in plain frames of the same browser; and nobody’s name was ever looked up for a replica', async () => {
    const { page } = await rig.openAgent('a bare page')
    const has = (index: number): boolean => rig.hosts().has(`c${index}.${UNCONTAINED}`)
    let waiting = LEAKS.map((_, index) => index)
    for (let round = 0; round < MOST_ROUNDS && waiting.length > 0; round++) {
      for (let at = 0; at < waiting.length; at += BATCH) {
        const texts = waiting
          .slice(at, at + BATCH)
          .map((index) => addressed(LEAKS[index]?.markup ?? '', index, UNCONTAINED))
        await page.evaluate((all) => globalThis.agent.uncontained(all), texts)
        await page.waitForTimeout(500 + 500 * round)
      }
      waiting = waiting.filter((index) => !LEAKS[index]?.silent && !has(index))
    }
    const hosts = await rig.close()
    const reached = LEAKS.filter((_, index) => hosts.has(`c${index}.${UNCONTAINED}`))
    const silent = LEAKS.filter((leak) => !leak.silent && !reached.includes(leak))
    console.log(
      `leaks: ${LEAKS.length} constructs, of which ${reached.length} connect or look up a name in a plain frame; ` +
        `${total.sent} sent to replicas in ${total.ways} ways: ${total.escapes} requests and connections`,
    )
    expect(silent.map(({ name }) => name)).toEqual([])
    expect([...hosts].filter((host) => host.endsWith(CONTAINED))).toEqual([])
  })
})

afterAll(() => rig.close())
