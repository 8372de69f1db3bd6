import { must } from '@alongside/protocol'
import fc from 'fast-check'
import { randomNumbers } from '../../packages/channel/test/open-ends.ts'
import { issuer, subtle } from './cipher.ts'
import { Clock } from './clock.ts'
import { sequences } from './commands.ts'
import { BROWSER } from './page.ts'
import type { Plant } from './plants.ts'
import { installGlobals } from './realm.ts'
import { DEPLOYMENT, openStore } from './store.ts'
import { BEGINNINGS, Violation, World } from './world.ts'

export type Run = {
  readonly sequences: number
  /** How often a session came to be in each state, or ended for each reason. */
  readonly reached: Readonly<Record<string, number>>
  /** null: none. */
  readonly problem: string | null
}

/** Runs so many sequences from a seed; stops at the first that shows a violation, made as short as it gets. */
export async function runModel(o: {
  readonly count: number
  readonly seed: number
  readonly plant?: Plant
}): Promise<Run> {
  const reached: Record<string, number> = {}
  let clock = new Clock()
  let random = randomNumbers(o.seed)
  const restore = installGlobals(() => clock, BROWSER)
  const math = Math.random
  Math.random = () => random(2 ** 30) / 2 ** 30
  const realSubtle = Object.getOwnPropertyDescriptor(crypto, 'subtle')
  Object.defineProperty(crypto, 'subtle', { configurable: true, value: subtle })
  try {
    const property = fc.asyncProperty(
      fc.constantFrom(...BEGINNINGS),
      sequences,
      async (beginning, commands) => {
        clock = new Clock()
        random = randomNumbers(o.seed)
        const world = await openWorld(clock, o.plant)
        try {
          await world.begin(beginning)
          await fc.asyncModelRun(() => ({ model: world, real: world }), commands)
          await world.settle()
          for (const what of world.reached) reached[what] = (reached[what] ?? 0) + 1
        } finally {
          world.close()
          await turn()
        }
      },
    )
    const details = await fc.check(property, {
      numRuns: o.count,
      seed: o.seed,
      endOnFailure: false,
    })
    return {
      sequences: details.numRuns,
      reached,
      problem: details.failed
        ? `${told(details.errorInstance)}\n${fc.defaultReportMessage(details)?.split('\n\nHint')[0]}`
        : null,
    }
  } finally {
    restore()
    Math.random = math
    if (realSubtle) Object.defineProperty(crypto, 'subtle', realSubtle)
    else Reflect.deleteProperty(crypto, 'subtle')
  }
}

/** A turn of the event loop, in which Node tells of rejections that nobody handled. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** A violation is a sentence; anything else is a bug of the model, or one that throws. */
function told(error: unknown): string {
  if (error instanceof Violation) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** How long a step of the store takes at most, ms; others may come between two. */
const STORE_MS = 4

export async function openWorld(clock: Clock, plant?: Plant): Promise<World> {
  const pace = { slow: false }
  const store = await openStore(async () => {
    if (pace.slow && Math.random() < 0.5) {
      await new Promise<void>((done) => setTimeout(done, Math.ceil(Math.random() * STORE_MS)))
    }
  })
  const { id, domains, config, version } = must(await store.deployment(DEPLOYMENT), 'a deployment')
  const { publicKey: issuerKey } = issuer
  const deployment = { id, version, domains: [...domains], config, issuerKey }
  return new World({ store, pace, clock, deployment, plant })
}
