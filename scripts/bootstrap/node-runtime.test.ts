import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { platformPackage, satisfiesEngines } from './node-runtime.mjs'

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))

test('accepts exactly the versions that engines accepts', () => {
  // A change of the range has to change the code that repeats it, and this line.
  expect(read('../../package.json').engines.node).toBe('^24.11.0 || >=26')
  for (const version of ['24.11.0', '24.21.0', '26.0.0', '27.1.2']) {
    expect(satisfiesEngines(version), version).toBe(true)
  }
  for (const version of ['18.19.0', '20.20.2', '22.22.0', '24.10.9', '25.9.0']) {
    expect(satisfiesEngines(version), version).toBe(false)
  }
})

test.each([
  ['linux', 'x64'],
  ['linux', 'arm64'],
  ['darwin', 'x64'],
  ['darwin', 'arm64'],
  ['win32', 'x64'],
  ['win32', 'arm64'],
])('%s %s has a pinned Node with a digest, and engines accepts it', (platform, arch) => {
  const { packages } = read('../node/package-lock.json')
  const locked = packages[`node_modules/${platformPackage(platform, arch)}`]
  expect(locked).toMatchObject({
    os: platform,
    cpu: arch,
    integrity: expect.stringMatching(/^sha512-/),
  })
  expect(satisfiesEngines(locked.version)).toBe(true)
})
