import { describe } from '@alongside/capture'
import { type NodeId, type SheetId, writeRequests } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { joinPage, until } from './joined.ts'
import { runSabotage } from './run-sabotage.ts'
import { SABOTAGES } from './sabotages.ts'

it('finds and heals silent damage of every kind within five seconds, and leaves the rest alone', async () => {
  const { problem, counts, times } = await runSabotage(SABOTAGES.length, 1)
  console.log(JSON.stringify(counts), times.map(Math.round).join())
  expect(problem).toBeNull()
}, 120_000)

/** A page of which much is hidden: in text, attributes, fields and addresses. */
const hidden = (secret: string): string => `<!doctype html><title>t</title><body>
  <p id=open>open</p>
  <div data-alongside-mask title="${secret}"><p>${secret}</p><a href="/a?${secret}" aria-label="${secret}">x</a></div>
  <div data-alongside-block data-x="${secret}">${secret}</div>
  <input type=password value="${secret}"><input name=card-number value="${secret}" data-y="${secret}">
  <!-- ${secret} --><script type=none>${secret}</script><p data-odd="${secret} and more words" srcdoc="${secret}">z</p></body>`

async function checksOf(secret: string): Promise<{ text: string; sums: string[] }> {
  const joined = await joinPage(hidden(secret))
  try {
    await until(() => joined.replica.stats.rounds > 0)
    const nodes = Array.from({ length: 60 }, (_, i) => (i + 1) as NodeId)
    joined.capture.receive(writeRequests(nodes.map((node) => ({ request: 'tell', node }))))
    await until(() => joined.checks.some((bytes) => describe(bytes).includes('"gone"')))
    const lines = joined.checks.flatMap((bytes) => describe(bytes).split('\n'))
    return { text: lines.join('\n'), sums: lines.filter((line) => line.includes('"nodes"')) }
  } finally {
    joined.close()
  }
}

it('tells nothing of what is hidden, and sums that would be the same were it another', async () => {
  const one = await checksOf('Canary-4711')
  const other = await checksOf('Parrot-0815')
  expect(one.text).not.toContain('Canary')
  expect(one.text).toContain('"text":"open"')
  expect(one.sums[0]).toMatch(/"sum":\d/)
  expect(new Set(one.sums)).toEqual(new Set(other.sums))
})

it('a request for what has gone does not make the page begin anew', async () => {
  const joined = await joinPage('<!doctype html><title>t</title><body><p id=p>x</p></body>')
  try {
    const root = joined.replica.document?.documentElement
    const id = joined.capture.idOf(joined.page.getElementById('p') as Node) as NodeId
    joined.page.getElementById('p')?.remove()
    await until(() => joined.capture.stats)
    joined.capture.flush()
    joined.capture.receive(
      writeRequests([
        { request: 'heal', node: id },
        { request: 'tell', node: id },
        { request: 'sheet', sheet: 99 as SheetId },
      ]),
    )
    await until(() => joined.checks.some((bytes) => describe(bytes).includes('"gone"')))
    expect(joined.difference()).toBeNull()
    expect(joined.replica.document?.documentElement).toBe(root)
  } finally {
    joined.close()
  }
})
