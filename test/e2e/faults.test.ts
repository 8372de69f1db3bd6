import { expect, it } from 'vitest'
import { type CutKind, OWN_CUTS } from '../faults/cuts.ts'
import { runFaults } from '../faults/faults.ts'

// `npm run faults -- session` does this for long, with times; here is each kind that needs no root, and no figure.
const KINDS: readonly CutKind[] = [
  ...OWN_CUTS,
  'server killed',
  'server stopped',
  'customers’ browser stopped',
  'agents’ browser stopped',
]

it('a co-browse goes on after every kind of cut: equal again, and no message lost or twice', async () => {
  const { measured, messages, written } = await runFaults({
    seed: 1,
    sessions: 2,
    browsers: 1,
    cuts: KINDS,
    scale: 1,
    longest: 1_500,
    roots: null,
    namespace: null,
    onCut() {},
  })
  const wrong = measured.filter(({ resumed, equal }) => resumed === null || equal === null)
  expect(wrong).toEqual([])
  expect(messages).toEqual([])
  expect(new Set(measured.map(({ kind }) => kind))).toEqual(new Set(KINDS))
  expect(written).toBeGreaterThan(0)
}, 120_000)
