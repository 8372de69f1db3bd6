import { expect, test } from 'vitest'
import { firstDifference } from './dependencies.mjs'

const machine = { platform: 'linux', arch: 'x64' }
const locked = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/a-linux': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
  'node_modules/a-darwin': { version: '1.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] },
}
const installed = {
  'node_modules/a': locked['node_modules/a'],
  'node_modules/a-linux': locked['node_modules/a-linux'],
}

test('an install without the builds for other machines is complete', () => {
  expect(firstDifference(locked, installed, machine)).toBeUndefined()
})

test('a missing build for this machine is a difference', () => {
  const mac = { platform: 'darwin', arch: 'arm64' }
  expect(firstDifference(locked, installed, mac)).toBe('node_modules/a-darwin')
})

test('another version, another content and a missing package are differences', () => {
  for (const a of [
    { version: '1.0.1', integrity: 'sha512-a' },
    { version: '1.0.0', integrity: 'sha512-b' },
  ]) {
    expect(firstDifference(locked, { ...installed, 'node_modules/a': a }, machine)).toBe(
      'node_modules/a',
    )
  }
  expect(firstDifference(locked, {}, machine)).toBe('node_modules/a')
})
