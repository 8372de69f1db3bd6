import { expect, it } from 'vitest'
import { main } from './main.ts'

const PAGE = 'http://127.0.0.1/'

it.each([
  ['no address', ['--json'], /^usage: one address is needed/],
  ['two addresses', [PAGE, PAGE], /^usage: one address is needed/],
  ['an option that is none', ['--mask', 'p', PAGE], /^Unknown option/],
  ['a time that is none', ['--settle', 'long', PAGE], /^usage: --settle/],
  ['a mode that is none', ['--mode', 'loose', PAGE], /^rules_invalid: mode: loose/],
  ['a file that is not there', ['--rules', '/none.json', PAGE], /^rules_invalid: \/none/],
  ['a browser that is none', ['--browser', '/none', PAGE], /^browser_missing: \/none/],
])('ends with 2 and says why: %s', async (_what, args, said) => {
  expect(await run(args)).toEqual([2, '', expect.stringMatching(said)])
})

it('says how it is used', async () => {
  expect(await run(['--help'])).toEqual([0, expect.stringMatching(/^alongside audit URL/), ''])
})

async function run(args: readonly string[]): Promise<[code: number, out: string, wrong: string]> {
  const [out, wrong]: [string[], string[]] = [[], []]
  const into = (lines: string[]) => ({ write: (text: string) => lines.push(text) })
  const code = await main(args, into(out), into(wrong))
  return [code, out.join(''), wrong.join('')]
}
