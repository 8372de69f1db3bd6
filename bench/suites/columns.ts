import type { Contender } from '../engines/list.ts'
import type { Samples } from '../lab/samples.ts'
import { figure, short } from '../lab/table.ts'

/** What the page's main thread took: all of it, and what the engine adds to the page alone. */
export const CPU_HEAD = ['CPU, ms', 'own CPU, ms', 'own above none', 'x rrweb'] as const

export function cpuCells(samples: Samples, { name }: Contender): string[] {
  const above = (engine: string): number =>
    (samples.median(engine, 'cpu own') ?? Number.NaN) - (samples.median('none', 'cpu own') ?? 0)
  const spreads = [samples.spread(name, 'cpu'), samples.spread(name, 'cpu own')].map(figure)
  if (name === 'none') return [...spreads, '-', '-']
  return [...spreads, short(above(name)), short(above(name) / above('rrweb'))]
}

/** What the viewer's main thread took, and whether its copy is the page. */
export const VIEWER_HEAD = ['viewer CPU, ms', 'viewer own, ms', 'copy'] as const

export function viewerCells(
  samples: Samples,
  { name, replays }: Contender,
  what: string,
): string[] {
  if (!replays) return ['-', '-', '-']
  return [
    figure(samples.spread(name, what)),
    figure(samples.spread(name, `${what} own`)),
    copyCell(samples.median(name, 'wrong')),
  ]
}

export function copyCell(wrong: number | undefined): string {
  if (wrong === undefined) return '-'
  return wrong === 0 ? 'equal' : `${wrong} lines differ`
}
