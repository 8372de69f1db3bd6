import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { runQuietly } from './run.mjs'

const RUN = new URL('./run.mjs', import.meta.url).href

test('gives the exit code and what was printed', async () => {
  const script = 'console.log("out"); console.error("err"); process.exitCode = 3'
  const { code, output } = await runQuietly(process.execPath, ['-e', script])
  expect(code).toBe(3)
  expect(output).toContain('out')
  expect(output).toContain('err')
})

test('a command that does not exist is a failure with a reason', async () => {
  const { code, output } = await runQuietly('/nowhere/command', [])
  expect(code).toBe(127)
  expect(output).toContain('ENOENT')
})

test('passes a signal on and waits until the command has finished its work', async () => {
  const command = `
    process.on('SIGTERM', () => setTimeout(() => process.exit(7), 50))
    setInterval(() => {}, 1000)
    console.log('running')`
  const outer = `
    import { runHere } from '${RUN}'
    process.exitCode = await runHere(process.execPath, ['-e', ${JSON.stringify(command)}])`
  const child = spawn(process.execPath, ['--input-type=module', '-e', outer], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(7)
})
