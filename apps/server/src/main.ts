#!/usr/bin/env -S node --conditions=@alongside/source
import { parseArgs } from 'node:util'
import { readConfig } from './config/read-config.ts'
import { makeDevCertificate } from './dev-certificate.ts'
import { StartError } from './errors.ts'
import { startServer } from './server.ts'

const HELP = `alongside [--config FILE]            start the server
alongside dev-cert [--out FOLDER]    make a self-signed certificate for this machine
alongside audit URL                  what of a page would leave the browser of a customer; audit --help says more

Settings come from the file and from ALONGSIDE_* variables; docs/OPERATIONS.md lists them.
`

/** A program of its own: a server has no engine in it. */
const AUDIT = new URL('../../audit/src/main.ts', import.meta.url)

async function main(): Promise<void> {
  if (process.argv[2] === 'audit') {
    process.exitCode = await audit(process.argv.slice(3))
    return
  }
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      out: { type: 'string', default: '.' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const [command = 'start'] = positionals
  if (values.help) process.stdout.write(HELP)
  else if (command === 'dev-cert') process.stdout.write(makeDevCertificate(values.out))
  else if (command === 'start') await start(values.config ?? null)
  else throw new StartError('config_invalid', `${command}: is not a command\n\n${HELP}`)
}

/** Ends with what it says; 2: it could not be done. */
async function audit(args: readonly string[]): Promise<number> {
  const { main: run } = await import(AUDIT.href)
  return run(args, process.stdout, process.stderr)
}

async function start(file: string | null): Promise<void> {
  const server = await startServer(readConfig({ file, env: process.env }))
  const lines = [`workspace  ${server.origin}/workspace/`, `api        ${server.origin}/docs/api`]
  if (server.firstAgent !== null) {
    const { email, password } = server.firstAgent
    lines.push(`sign in    ${email}  ${password}   (shown this once; change it in the workspace)`)
  }
  process.stdout.write(`\n${lines.join('\n')}\n\n`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      server.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
}

main().catch((error: unknown) => {
  const known = error instanceof StartError || (error instanceof TypeError && 'code' in error)
  const text = known ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`${text}\n`)
  process.exit(1)
})
