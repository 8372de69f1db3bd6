import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkLayers, violations } from './layers.ts'

const inCapture = 'packages/capture/src/observe.ts'

test('an import that points down is fine', () => {
  expect(violations(inCapture, "import { LIMITS } from '@alongside/protocol'")).toEqual([])
  expect(violations('apps/server/src/relay.ts', "import '@alongside/channel'")).toEqual([])
  expect(violations(inCapture, "export { a } from './a.ts'\nimport b from 'pako'")).toEqual([])
})

test.each([
  ['points up', inCapture, "import { startSharer } from '@alongside/sharer'"],
  ['siblings never import each other', inCapture, "import type { R } from '@alongside/replica'"],
  ['siblings never', 'packages/sharer/src/a.ts', "export { x } from '@alongside/viewer'"],
  ['imports only protocol, channel', 'packages/client/src/a.ts', "import '@alongside/replica'"],
  ['imports only protocol, channel', 'apps/server/src/a.ts', "import '@alongside/replica'"],
  ['goes around the index', inCapture, "import { a } from '@alongside/protocol/src/a.ts'"],
  ['goes around the index', 'scripts/fuzz.ts', "import '../packages/replica/src/a.ts'"],
  ['leaves the package', inCapture, "import { a } from '../../protocol/src/index.ts'"],
  ['leaves the package', 'apps/server/src/a.ts', "import { a } from '../../messenger/src/a.ts'"],
  ['an app is not to be imported', 'apps/workspace/src/a.ts', "import '@alongside/server'"],
  ['does not import itself', inCapture, "import { a } from '@alongside/capture'"],
  ['has no row in the layers', 'packages/novel/src/a.ts', "import '@alongside/protocol'"],
])('refuses what %s: %s', (reason, file, source) => {
  expect(violations(file, source)).toEqual([expect.stringContaining(reason)])
})

test('only tests may use what all tests share', () => {
  const source = "import { launchChromium } from '../../../test/support/chromium.ts'"
  expect(violations('packages/replica/src/a.test.ts', source)).toEqual([])
  expect(violations('packages/replica/test/a.ts', source)).toEqual([])
  expect(violations('packages/replica/src/a.ts', source)).toHaveLength(1)
})

test('only tests may start the server, and only by its entry', () => {
  const source = "import { startServer } from '../../server/src/server.ts'"
  expect(violations('apps/workspace/test/a.ts', source)).toEqual([])
  expect(violations('apps/workspace/src/a.ts', source)).toHaveLength(1)
  const inside = source.replace('server.ts', 'relay.ts')
  expect(violations('apps/workspace/test/a.ts', inside)).toHaveLength(1)
})

test('tests of the whole may look inside a package', () => {
  const source = "import { outgoing } from '../../packages/capture/src/attributes.ts'"
  expect(violations('test/support/a.ts', source)).toEqual([])
  expect(violations('apps/server/test/a.ts', source)).toHaveLength(1)
})

test('sees imports over several lines, and dynamic ones', () => {
  expect(violations(inCapture, "import {\n  a,\n  b,\n} from '@alongside/viewer'")).toHaveLength(1)
  expect(violations(inCapture, "const a = await import('@alongside/viewer')")).toHaveLength(1)
})

test('does not take a string for an import', () => {
  expect(violations(inCapture, "export const name = '@alongside/viewer'")).toEqual([])
})

test('refuses a file or a folder with an empty name', () => {
  expect(violations('apps/server/src/utils.ts', '')).toHaveLength(1)
  expect(violations('apps/server/src/helpers/time.ts', '')).toHaveLength(1)
  expect(violations('apps/server/src/types.test.ts', '')).toHaveLength(1)
})

test('fails on a repository with one wrong import and passes without it', async () => {
  const root = mkdtempSync(join(tmpdir(), 'layers-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const file = join(root, 'packages/protocol/src/index.ts')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, "export { a } from './a.ts'\n")
  expect(await checkLayers(root)).toEqual({ ok: true, notes: [] })
  writeFileSync(file, "export { a } from '@alongside/channel'\n")
  expect((await checkLayers(root)).ok).toBe(false)
})
