import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** What a step of the check found. Notes are shown in any case, one line each. */
export interface CheckResult {
  readonly ok: boolean
  readonly notes: readonly string[]
}

/** Runs a tool of node_modules; its output is shown only when it finds something. */
export function runTool(root: string, tool: string, args: readonly string[]): Promise<CheckResult> {
  return new Promise((resolve, reject) => {
    const program = join(root, 'node_modules', '.bin', tool)
    const child = spawn(program, args, { cwd: root, shell: process.platform === 'win32' })
    let output = ''
    const keep = (text: string): void => {
      output += text
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ ok: code === 0, notes: code === 0 ? [] : output.trimEnd().split('\n') })
    })
  })
}
