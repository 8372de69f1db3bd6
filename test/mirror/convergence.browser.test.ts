import { OpWriter } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { joinPage } from './joined.ts'
import { RandomEdits, randomFrom } from './random-edits.ts'

const MARKUP = '<!doctype html><title>t</title><body><p id=a>one <b>two</b></p></body>'

/** Runs `edits` random operations with flushes at random points; what went wrong first, or null. */
async function run(
  edits: number,
  seed: number,
): Promise<{ problem: string | null; flushes: number }> {
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
      if (difference) return { problem: `seed ${seed}, operation ${i}: ${difference}`, flushes }
    }
    return { problem: null, flushes }
  } finally {
    joined.close()
  }
}

it('the replica equals the page after every flush of 100 000 random operations', async () => {
  let flushes = 0
  for (let seed = 1; seed <= 20; seed++) {
    const result = await run(5_000, seed)
    expect(result.problem).toBeNull()
    flushes += result.flushes
  }
  console.log(`convergence: 100000 operations, ${flushes} flushes, 0 differences, 0 unknown ids`)
}, 240_000)

it('finds a flush that attaches before the wrong sibling', async () => {
  const { attach } = OpWriter.prototype
  OpWriter.prototype.attach = function (id, parent) {
    attach.call(this, id, parent, 0 as never)
  }
  try {
    expect((await run(5_000, 1)).problem).toContain('seed 1')
  } finally {
    OpWriter.prototype.attach = attach
  }
})

it('finds a flush that forgets to free what has gone', async () => {
  const { free } = OpWriter.prototype
  OpWriter.prototype.free = () => {}
  try {
    expect((await run(5_000, 1)).problem).toContain('seed 1')
  } finally {
    OpWriter.prototype.free = free
  }
})
