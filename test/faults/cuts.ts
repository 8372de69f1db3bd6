import type { Group } from './browsers.ts'
import type { Path } from './path.ts'
import { oneOf, type Random } from './random.ts'
import type { ServerProcess } from './server-process.ts'
import type { Session } from './session.ts'

/** What befalls the path of one end, or of both. */
export const OWN_CUTS = [
  'reset',
  'closed',
  'black hole',
  'black hole, forgotten',
  'idle time-out',
  'other address',
  'answers lost',
] as const
export type OwnCut = (typeof OWN_CUTS)[number]
/** What befalls many sessions at once. */
export type SharedCut =
  | 'server killed'
  | 'server stopped'
  | 'customers’ browser stopped'
  | 'agents’ browser stopped'
  | 'packets dropped'
  | 'link down'
export type CutKind = OwnCut | SharedCut

/** Kinds of which both ends hear nothing: what the agent sees is old, and only silence tells it. */
export const SILENT: ReadonlySet<CutKind> = new Set([
  'black hole',
  'black hole, forgotten',
  'answers lost',
  'server stopped',
  'customers’ browser stopped',
  'packets dropped',
  'link down',
])

/** Begins it; what that gives ends it, and resolves when the path is whole again. */
export type Cut = () => () => Promise<void>

/** ms after which a path closes what is idle: sooner than the heartbeats come, so that it does. */
const IDLE_MS = 4_000

export function ownCut(
  kind: OwnCut,
  { index, customer, agent }: Session,
  random: Random,
  scale: number,
): Cut {
  const paths = oneOf(random, [[customer.path], [agent.path], [customer.path, agent.path]])
  const each = (act: (path: Path, at: number) => void): void => paths.forEach(act)
  const address = 2 + Math.floor(random() * 250)
  return () => {
    switch (kind) {
      case 'reset':
      case 'closed':
        each((path) => {
          path.set('refusing')
          path.cut(kind === 'reset' ? 'reset' : 'close')
        })
        break
      case 'other address':
        each((path, at) => {
          path.move(`127.${at + 1}.${index}.${address}`)
          path.set('refusing')
          path.cut('reset')
        })
        break
      case 'answers lost':
        each((path) => path.set('deaf'))
        break
      case 'black hole':
        each((path) => path.set('sleeping'))
        break
      case 'black hole, forgotten':
        each((path) => {
          path.set('sleeping')
          path.cut('forget')
        })
        break
      case 'idle time-out':
        each((path) => path.closeIdle(IDLE_MS / scale))
    }
    return async () =>
      each((path) => {
        path.closeIdle(null)
        if (kind === 'answers lost') path.cut('reset')
        path.set('none')
      })
  }
}

export function serverCut(kind: 'server killed' | 'server stopped', server: ServerProcess): Cut {
  return () => {
    if (kind === 'server stopped') {
      server.signal('SIGSTOP')
      return async () => server.signal('SIGCONT')
    }
    const gone = server.kill()
    return async () => {
      await gone
      await server.start()
    }
  }
}

export function stopCut(group: Group): Cut {
  return () => {
    group.signal('SIGSTOP')
    return async () => group.signal('SIGCONT')
  }
}

export function linkCut(group: Group, state: 'drop' | 'down'): Cut {
  return () => {
    group.namespace?.link(state)
    return async () => group.namespace?.link('up')
  }
}
