import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/** The same ones each time; `npm run model` takes others, and many more. */
const SEED = '20'
const SEQUENCES = '200'

test('all sides agree within a heartbeat, whatever happens in which order', {
  timeout: 120_000,
}, () => {
  const script = fileURLToPath(new URL('../../scripts/model.ts', import.meta.url))
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=@alongside/source', script],
    {
      encoding: 'utf8',
      env: { ...process.env, MODEL_SEED: SEED, MODEL_SEQUENCES: SEQUENCES },
    },
  )
  expect(stdout + stderr).toContain(`${SEQUENCES} sequences, 0 violations`)
})
