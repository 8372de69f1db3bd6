import type { Page } from 'playwright-core'
import type { Way } from './forge.ts'
import { type AgentPage, CONTAINED, type Home, optionsOf, type Rig } from './rig.ts'

/** What came of content that was sent to a replica. */
export interface Outcome {
  /** Nodes that the replica has of it. */
  readonly size: number
  /** Frames that it refused. */
  readonly refused: number
  /** Whoever connected to the sink; and what content did outside of its frame. */
  readonly escapes: readonly string[]
  readonly held: readonly string[]
}

const ELSEWHERE = `http://c99999.${CONTAINED}/x`

/** Markup as frames that no capture writes, and answers of the same kind to what is asked for them. */
export async function sendForged(
  rig: Rig,
  home: Home,
  customer: Page,
  markups: readonly string[],
  way: Way,
): Promise<Outcome> {
  const frames = await customer.evaluate(
    ([texts, by, address]) => globalThis.customer.forged(texts, by, address),
    [markups, way, ELSEWHERE] as const,
  )
  return send(rig, home, async (apply) => {
    let requests = await apply(frames)
    for (let round = 0; round < 3 && requests.length > 0; round++) {
      const answers = await customer.evaluate(
        ([asked, address]) => globalThis.customer.forgedAnswers(asked, address),
        [requests, ELSEWHERE] as const,
      )
      requests = await apply(answers)
    }
  })
}

/** How a page comes to have its markup while it is captured. */
export type Making = 'parsed' | 'built' | 'written'

/** Markup on a page that is captured, and the true answers to what is asked for it. */
export async function sendCaptured(
  rig: Rig,
  home: Home,
  markups: readonly string[],
  making: Making,
): Promise<Outcome> {
  const customer = await rig.openCustomer(making === 'written')
  if (making === 'parsed')
    await customer.evaluate((texts) => globalThis.customer.parsed(texts), markups)
  await customer.evaluate(() => globalThis.customer.share())
  const outcome = await send(rig, home, async (apply) => {
    let requests: readonly string[] = []
    // The running check goes on for ever: enough rounds for all that was asked.
    const exchange = async () => {
      for (let round = 0; round < 6; round++) {
        const frames = await customer.evaluate((asked) => globalThis.customer.take(asked), requests)
        requests = await apply(frames)
      }
    }
    await exchange()
    if (making === 'built')
      await customer.evaluate((texts) => globalThis.customer.built(texts), markups)
    if (making === 'written')
      await customer.evaluate((texts) => globalThis.customer.written(texts), markups)
    await exchange()
    await customer.evaluate((address) => globalThis.customer.stir(address), ELSEWHERE)
    await exchange()
  })
  await customer.close()
  return outcome
}

type Apply = (frames: readonly string[]) => Promise<readonly string[]>

async function send(
  rig: Rig,
  home: Home,
  stream: (apply: Apply) => Promise<void>,
): Promise<Outcome> {
  rig.sink.clear()
  const agent = await rig.openAgent(home)
  const { page } = agent
  await page.evaluate((options) => globalThis.agent.open(options), optionsOf(home))
  let refused = 0
  await stream(async (frames) => {
    const applied = await page.evaluate((all) => globalThis.agent.apply(all), frames)
    refused += applied.refused
    return applied.requests
  })
  await page.evaluate(() => globalThis.agent.pokeReplica())
  await page.waitForTimeout(300)
  const size = await page.evaluate(() => globalThis.agent.size())
  const outcome = { size, refused, escapes: await escapes(rig, agent), held: [...agent.held] }
  await page.close()
  return outcome
}

export async function escapes(rig: Rig, { page, effects }: AgentPage): Promise<string[]> {
  const seen = await page.evaluate(() => globalThis.agent.effects())
  return [...rig.sink.seen, ...effects, ...seen]
}
