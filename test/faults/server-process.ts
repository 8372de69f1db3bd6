import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ConfigInput } from '../../apps/server/src/config/config-schema.ts'
import type { Roots } from '../../apps/server/src/http/static-files.ts'

/** What the process is told, as JSON in its environment. */
export type ServerTask = {
  readonly config: ConfigInput
  readonly roots: Partial<Roots>
  /** So many agents, `agent0@…` and so on, with this password. */
  readonly agents: number
  readonly password: string
}

/** A server in a process of its own, so that it can be killed and stopped as a machine does it. */
export interface ServerProcess {
  readonly port: number
  readonly origin: string
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>
  /** SIGTERM. */
  end(): Promise<void>
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void
  /** On the same port and folder; resolves when it listens. */
  start(): Promise<void>
}

const MAIN = fileURLToPath(new URL('./server-main.ts', import.meta.url))

export async function startServerProcess(task: ServerTask): Promise<ServerProcess> {
  let child: ChildProcess | null = null
  let port = task.config.port ?? 0

  const start = async (): Promise<void> => {
    const config = { ...task.config, port }
    const started = spawn(process.execPath, ['--conditions=@alongside/source', MAIN], {
      env: { ...process.env, FAULTS_SERVER: JSON.stringify({ ...task, config }) },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child = started
    let said = ''
    for await (const piece of started.stdout) {
      said += piece
      const [, at] = /listening (\d+)/.exec(said) ?? []
      if (!at) continue
      port = Number(at)
      break
    }
    if (port === 0) throw new Error(`the server did not start: ${said}`)
  }
  const over = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const ending = child
    child = null
    if (!ending || ending.exitCode !== null) return
    const exit = once(ending, 'exit')
    ending.kill(signal)
    await exit
  }
  await start()
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    kill: () => over('SIGKILL'),
    end: () => over('SIGTERM'),
    signal: (signal) => void child?.kill(signal),
    start,
  }
}
