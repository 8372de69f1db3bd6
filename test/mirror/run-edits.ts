import { joinPage } from './joined.ts'
import { RandomEdits, randomFrom } from './random-edits.ts'

const MARKUP = '<!doctype html><title>t</title><body><p id=a>one <b>two</b></p></body>'

/** What came of one run; `problem` is what went wrong first. */
export type EditsRun = {
  readonly problem: string | null
  readonly operations: number
  readonly flushes: number
}

/** Runs `edits` random operations with flushes at random points, and compares after each flush. */
export async function runEdits(edits: number, seed: number): Promise<EditsRun> {
  const joined = await joinPage(MARKUP)
  const random = randomFrom(seed ^ 0x5eed)
  const page = new RandomEdits(joined.page, seed)
  let flushes = 0
  try {
    for (let i = 1; i <= edits; i++) {
      page.step()
      const roll = random(24)
      // A microtask lets the browser deliver its records: subtrees off the page are unobserved from then on.
      if (roll === 0) await Promise.resolve()
      // A task lets the capture's own schedule run.
      if (roll === 1 && random(20) === 0) await new Promise((resolve) => setTimeout(resolve))
      if (roll > 2 && i < edits) continue
      flushes++
      const difference = joined.difference()
      if (difference) {
        const problem = `seed ${seed}, operation ${i}: ${difference}`
        return { problem, operations: i, flushes }
      }
    }
    return { problem: null, operations: edits, flushes }
  } finally {
    joined.close()
  }
}
