import { act, type Doing } from './acting.ts'
import { type Cut, type CutKind, SILENT } from './cuts.ts'
import { BOUNDS } from './figures.ts'
import type { Random } from './random.ts'
import type { End, Session } from './session.ts'

/** What one cut of one session came to. Times in ms; null: it did not come. */
export type Measured = {
  readonly kind: CutKind
  readonly doing: Doing
  readonly session: number
  readonly lasted: number
  /** From the path's healing until the agent sees the page as it was then or later. */
  readonly resumed: number | null
  /** From then, with the page at rest, until both are equal. */
  readonly equal: number | null
  /** From the cut until the agent was told, where only silence tells it; undefined: too short for that. */
  readonly frozen: number | null | undefined
  readonly problem: string | null
  /** What both pages did on the network from 2 s before the path healed, where that took long. */
  readonly trace?: string
}

/** ms after which it is counted as never: far beyond every bound, so that a busy machine is told from a session that is lost. */
const NEVER = 60_000

export async function measure(
  session: Session,
  o: { kind: CutKind; doing: Doing; random: Random; frozenAfter: number },
  /** Resolves when it was begun, and then when the path is whole again. */
  cut: Promise<{ at: number; healed: Promise<number> }>,
): Promise<Measured> {
  const { customer, agent } = session
  const { kind, doing, random } = o
  let healed = false
  const acting = act(session, doing, random, () => healed)
  const { at, healed: healing } = await cut
  const healedAt = await healing
  healed = true
  const lasted = healedAt - at
  const base = { kind, doing, session: session.index, lasted }
  // The one is measured while the other may still be at it.
  const [resumedAt] = await Promise.all([
    agent.page.evaluate(([since, ms]) => globalThis.faults.resumed(since, ms), [
      healedAt,
      NEVER,
    ] as const),
    acting,
  ])
  const told =
    SILENT.has(kind) && lasted > o.frozenAfter
      ? await agent.page.evaluate((since) => globalThis.faults.frozen(since), at)
      : undefined
  const frozen = told === undefined || told === null ? told : told - at
  if (resumedAt === null) {
    const phase = await agent.page.evaluate(() => globalThis.faults.phase())
    const state = await session.api.sessionState(session.sessionId).catch(String)
    const page = await customer.page
      .evaluate(() => `${location.href} ${JSON.stringify(sessionStorage)}`)
      .catch(String)
    return {
      ...base,
      resumed: null,
      equal: null,
      frozen,
      problem: `stage ${phase}, session ${state}, page ${page}`,
      trace: await traceOf(session, healedAt),
    }
  }
  const text = await customer.page.evaluate(() => {
    globalThis.quiet = true
    return globalThis.canonical.page(document)
  })
  const equal = await agent.page.evaluate(([text, ms]) => globalThis.faults.equal(text, ms), [
    text,
    NEVER,
  ] as const)
  let problem: string | null = null
  if (equal === null)
    problem = difference(text, await agent.page.evaluate(() => globalThis.canonical.replica()))
  await customer.page.evaluate(() => {
    globalThis.quiet = false
  })
  const resumed = Math.max(0, resumedAt - healedAt)
  const late = resumed > BOUNDS.resumeP50 || equal === null || equal > BOUNDS.equal
  const trace = late ? { trace: await traceOf(session, healedAt) } : {}
  return { ...base, resumed, equal, frozen, problem, ...trace }
}

async function traceOf({ customer, agent }: Session, healedAt: number): Promise<string> {
  const of = ({ page }: End): Promise<string> =>
    page.evaluate((since) => globalThis.faults.trace(since), healedAt - 2_000).catch(String)
  const [here, there] = await Promise.all([of(customer), of(agent)])
  return `customer\n${here}\nagent\n${there}`
}

/** Begins, waits, ends. */
export async function run(
  cut: Cut,
  ms: number,
  wait = 0,
): Promise<{ at: number; healed: Promise<number> }> {
  await new Promise((done) => setTimeout(done, wait))
  const heal = cut()
  const at = Date.now()
  const healed = (async () => {
    await new Promise((done) => setTimeout(done, ms))
    await heal()
    return Date.now()
  })()
  return { at, healed }
}

function difference(page: string, replica: string): string {
  const [a, b] = [page.split('\n'), replica.split('\n')]
  const at = a.findIndex((line, i) => line !== b[i])
  return `line ${at}\npage    ${a[at]}\nreplica ${b[at]}`
}
