import { OpWriter } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { runEdits } from './run-edits.ts'

it('the replica equals the page after every flush of 100 000 random operations', async () => {
  let flushes = 0
  for (let seed = 1; seed <= 20; seed++) {
    const result = await runEdits(5_000, seed)
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
    expect((await runEdits(5_000, 1)).problem).toContain('seed 1')
  } finally {
    OpWriter.prototype.attach = attach
  }
})

it('finds a flush that forgets to free what has gone', async () => {
  const { free } = OpWriter.prototype
  OpWriter.prototype.free = () => {}
  try {
    expect((await runEdits(5_000, 1)).problem).toContain('seed 1')
  } finally {
    OpWriter.prototype.free = free
  }
})
