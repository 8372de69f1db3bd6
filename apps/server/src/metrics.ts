import type { CheckCounts } from '@alongside/protocol/api'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/** What /metrics shows. No label ever carries an id, a name or an address. */
export type Metrics = {
  readonly registry: Registry
  readonly sockets: Gauge<'kind' | 'transport'>
  readonly sessions: Counter<'state'>
  readonly messages: Counter<'from'>
  readonly frames: Counter<'class'>
  readonly bytes: Counter
  readonly dropped: Counter<'reason'>
  readonly errors: Counter<'code'>
  readonly checks: { readonly [name in keyof CheckCounts]: Counter }
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const named = <T extends string>(name: string, help: string, labelNames: T[]) => ({
    name: `alongside_${name}`,
    help,
    labelNames,
    registers,
  })
  return {
    registry,
    sockets: new Gauge(named('sockets', 'Open sockets.', ['kind', 'transport'])),
    sessions: new Counter(
      named('session_states_total', 'Times a session entered a state.', ['state']),
    ),
    messages: new Counter(named('messages_total', 'Messages stored.', ['from'])),
    frames: new Counter(named('relay_frames_total', 'Frames passed on.', ['class'])),
    bytes: new Counter(named('relay_bytes_total', 'Bytes passed on.', [])),
    dropped: new Counter(named('relay_dropped_total', 'Volatile frames dropped.', ['reason'])),
    errors: new Counter(named('errors_total', 'Coded errors that clients were given.', ['code'])),
    checks: {
      rounds: new Counter(named('mirror_rounds_total', 'Comparisons of picture and page.', [])),
      differences: new Counter(named('mirror_differences_total', 'Differences found.', [])),
      heals: new Counter(named('mirror_heals_total', 'What was put right.', [])),
      epochs: new Counter(named('mirror_epochs_total', 'Pages asked for anew by the check.', [])),
    },
  }
}
