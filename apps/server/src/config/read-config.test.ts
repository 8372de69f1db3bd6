import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFolder, remove } from '../test-server.ts'
import { completeConfig, readConfig, variables } from './read-config.ts'

function refusal(input: object): string {
  try {
    completeConfig(input)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return 'accepted'
}

test('nothing set is a server on loopback with every default', () => {
  expect(completeConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 7070,
    session: { proposal: 60_000, interruption: 120_000, idle: 600_000 },
    limits: { ticketLifetime: 30_000 },
  })
})

test('the environment stands above the file, and the file above the defaults', () => {
  const folder = newFolder()
  const file = join(folder, 'alongside.json')
  writeFileSync(file, JSON.stringify({ port: 1, session: { idle: 5, longest: 6 } }))
  const config = readConfig({
    file,
    env: {
      ALONGSIDE_SESSION_IDLE: '7',
      ALONGSIDE_DEMO_DOMAINS: 'a.example, .b.example',
      HOME: '/',
    },
  })
  expect(config).toMatchObject({
    port: 1,
    session: { idle: 7, longest: 6, proposal: 60_000 },
    demo: { domains: ['a.example', '.b.example'] },
  })
  remove(folder)
})

test.each([
  [{ prot: 1 }, 'config_invalid: prot: is not a setting'],
  [{ tls: { cret: 'x' } }, 'config_invalid: tls.cret: is not a setting'],
  [{ port: '7070' }, 'config_invalid: port: must be integer'],
  [{ tls: 'x' }, 'config_invalid: tls: must be object'],
  [{ limits: { bodyBytes: 0 } }, 'config_invalid: limits.bodyBytes: must be >= 1'],
  [
    { limits: { ticketLifetime: 31_000 } },
    'config_invalid: limits.ticketLifetime: must be <= 30000',
  ],
  [
    { log: { level: 'loud' } },
    'config_invalid: log.level: must be equal to one of the allowed values',
  ],
  [
    { tls: { cert: 'x' } },
    'config_invalid: tls.key: is needed too: a certificate and its key come together',
  ],
])('%j is refused by the name of its key', (input, text) => {
  expect(refusal(input)).toBe(text)
})

test('plain HTTP stays on the machine', () => {
  expect(refusal({ host: '0.0.0.0' })).toMatch(/^tls_required: host 0\.0\.0\.0/)
  expect(refusal({ host: '192.168.1.4' })).toMatch(/^tls_required/)
  expect(refusal({ host: '::1' })).toBe('accepted')
  expect(refusal({ host: '0.0.0.0', tls: { cert: 'a', key: 'b' } })).toBe('accepted')
})

test.each([
  [{ ALONGSIDE_PROT: '1' }, 'ALONGSIDE_PROT: is not a setting'],
  [{ ALONGSIDE_PORT: 'x' }, 'ALONGSIDE_PORT: must be a whole number'],
  [{ ALONGSIDE_TRUST_PROXY: 'yes' }, 'ALONGSIDE_TRUST_PROXY: must be true or false'],
])('the variable in %j is refused by its name', (env, text) => {
  expect(() => readConfig({ file: null, env })).toThrow(text)
})

test('a file that is missing or not JSON is refused by its name', () => {
  expect(() => readConfig({ file: '/nowhere.json', env: {} })).toThrow(/nowhere\.json/)
})

test('docs/OPERATIONS.md lists every setting with its default and no other', () => {
  const text = readFileSync(new URL('../../../../docs/OPERATIONS.md', import.meta.url), 'utf8')
  const rows = text
    .split('\n')
    .filter((line) => line.includes('`ALONGSIDE_') && line.startsWith('|'))
  const listed = rows.map((row) =>
    row
      .split('|')
      .slice(1, 4)
      .map((cell) => cell.trim()),
  )
  const expected = variables().map(({ path, name, standard }) => [
    `\`${path.join('.')}\``,
    `\`${name}\``,
    String(standard) === '' ? '' : `\`${String(standard)}\``,
  ])
  expect(listed).toEqual(expected)
})
