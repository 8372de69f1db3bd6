import { expect, test } from 'vitest'
import { missingPackages } from './lockfile.ts'

const tool = { version: '1.0.0', dev: true, optionalDependencies: { 'tool-linux': '1.0.0' } }

test('finds an optional package that has no entry', () => {
  expect(missingPackages({ packages: { '': {}, 'node_modules/tool': tool } })).toEqual([
    { name: 'tool-linux', version: '1.0.0', dev: true },
  ])
})

test('accepts an entry beside the dependent and one inside it', () => {
  const beside = { 'node_modules/a/node_modules/tool': tool, 'node_modules/tool-linux': {} }
  const between = { ...beside, 'node_modules/a/node_modules/tool-linux': {} }
  const inside = {
    'node_modules/tool': tool,
    'node_modules/tool/node_modules/tool-linux': {},
  }
  for (const packages of [beside, between, inside]) {
    expect(missingPackages({ packages })).toEqual([])
  }
})

test('does not accept an entry inside another package', () => {
  const packages = { 'node_modules/tool': tool, 'node_modules/b/node_modules/tool-linux': {} }
  expect(missingPackages({ packages })).toHaveLength(1)
})
