import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { RulesConfig } from '@alongside/sharer/rules'
import { audit } from './audit.ts'
import { AuditError } from './errors.ts'
import { reportOf, textOf } from './report.ts'

const HELP = `alongside audit URL    what of a page would leave the browser of a customer

  --rules FILE       the deployment's configuration, or its "cobrowse" alone (JSON)
  --mode MODE        strict, balanced or open, instead of what the file says
  --forbid SELECTOR  must not leave, whatever the rules say; may be given often
  --settle MS        how long the page may go on after it has loaded (1000)
  --browser FILE     Chromium's program (CHROMIUM_PATH, or /usr/bin/chromium)
  --no-sandbox       start it without one: as root in a container
  --json             the report as JSON

Ends with 0 when nothing leaves that must not, with 1 when something does, with 2 when there is no report.
`

const NOTHING_SAID = { maskSelectors: [], readonlySelectors: [], pauseCriteria: [] }
const MODES: ReadonlySet<string> = new Set(['strict', 'balanced', 'open'])

type Out = { write(text: string): unknown }

/** The command; gives the code to end with. */
export async function main(args: readonly string[], out: Out, wrong: Out): Promise<number> {
  try {
    return await run(args, out)
  } catch (error) {
    if (!(error instanceof AuditError || (error instanceof TypeError && 'code' in error)))
      throw error
    wrong.write(`${error instanceof AuditError ? `${error.code}: ` : ''}${error.message}\n`)
    return 2
  }
}

async function run(args: readonly string[], out: Out): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rules: { type: 'string' },
      mode: { type: 'string' },
      forbid: { type: 'string', multiple: true, default: [] },
      settle: { type: 'string', default: '1000' },
      browser: { type: 'string' },
      'no-sandbox': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    out.write(HELP)
    return 0
  }
  const [url] = positionals
  if (!url || positionals.length > 1 || !URL.canParse(url))
    throw new AuditError('usage', `one address is needed\n\n${HELP}`)
  const settle = Number(values.settle)
  if (!(settle >= 0 && settle <= 60_000))
    throw new AuditError('usage', '--settle: 0 to 60000 milliseconds')
  const report = reportOf(
    await audit({
      url,
      audited: { config: configOf(values.rules, values.mode), forbidden: values.forbid },
      browser: values.browser ?? process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      settle,
      flags: values['no-sandbox'] ? ['--no-sandbox'] : [],
    }),
  )
  out.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : textOf(url, report))
  return report.leaks.length > 0 ? 1 : 0
}

/** What the file leaves out is as a deployment has it at first. */
function configOf(file: string | undefined, mode: string | undefined): RulesConfig {
  const { cobrowse, ...alone } = file ? read(file) : {}
  const { privacy, ...given } = (cobrowse ?? alone) as Partial<RulesConfig>
  const chosen = mode ?? privacy?.mode ?? 'balanced'
  if (!MODES.has(chosen)) throw new AuditError('rules_invalid', `mode: ${chosen} is none`)
  return {
    ...NOTHING_SAID,
    ...given,
    privacy: { unmaskSelectors: [], ...privacy, mode: chosen as RulesConfig['privacy']['mode'] },
  }
}

function read(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  } catch (error) {
    throw new AuditError(
      'rules_invalid',
      `${file}: ${error instanceof Error ? error.message : error}`,
    )
  }
}
