import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const DOC = new URL('../../docs/FIDELITY.md', import.meta.url)
const rows = readFileSync(DOC, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| feature'))

it('docs/FIDELITY.md has a row for what there is', () => {
  expect(rows.length).toBeGreaterThan(70)
})

it.each(rows)('docs/FIDELITY.md: %s', (row) => {
  const [, title = '', path = ''] = /\[(.+)\]\(([^)]+)\) \|$/.exec(row) ?? []
  expect(readFileSync(fileURLToPath(new URL(path, DOC)), 'utf8')).toContain(title)
})
