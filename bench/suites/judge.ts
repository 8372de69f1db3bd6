import type { Lab } from '../lab/lab.ts'
import type { Samples } from '../lab/samples.ts'
import type { Verdict } from './suite.ts'

export const OURS = 'alongside'

/** What a peer's figure is, with its name: `rrweb 12.3 ms`. */
export type Show = (value: number | undefined) => string

/**
 * Ours against the best of those peers that did the whole work. What every engine adds to the page alone is judged,
 * so `none` is taken off first where it has a figure.
 */
export function judge(
  lab: Lab,
  samples: Samples,
  options: {
    what: string
    figure: string
    atMost: number
    show: Show
    /** Peers that do not count, because their copy is not the page. */
    incomplete?: ReadonlySet<string>
  },
): Verdict {
  const { what, figure, atMost, show, incomplete = new Set() } = options
  const none = samples.median('none', figure) ?? 0
  const value = (engine: string): number =>
    Math.max(0, (samples.median(engine, figure) ?? Number.NaN) - none)
  const ours = value(OURS)
  const peers = lab.contenders
    .map(({ name }) => ({ name, value: value(name), complete: !incomplete.has(name) }))
    .filter(({ name, value }) => name !== 'none' && name !== OURS && !Number.isNaN(value))
  const complete = peers.filter((peer) => peer.complete)
  const best = Math.min(...complete.map(({ value }) => value))
  const ratio = best > 0 && best < Number.POSITIVE_INFINITY ? ours / best : Number.NaN
  return {
    what,
    budget: `<= ${atMost}x of the best complete peer`,
    ours: `${show(ours)}${Number.isFinite(ratio) ? `, ${ratio.toFixed(2)}x` : ''}`,
    peers: peers
      .map(
        ({ name, value, complete }) => `${name} ${show(value)}${complete ? '' : ' (incomplete)'}`,
      )
      .join(', '),
    met: ours <= best * atMost,
  }
}

/** A figure of ours against a number. */
export function judgeAlone(
  samples: Samples,
  lab: Lab,
  options: { what: string; figure: string; budget: string; atMost: number; show: Show },
): Verdict {
  const { what, figure, budget, atMost, show } = options
  const ours = samples.median(OURS, figure)
  return {
    what,
    budget,
    ours: show(ours),
    peers: lab.contenders
      .filter(
        ({ name }) =>
          name !== OURS && name !== 'none' && samples.median(name, figure) !== undefined,
      )
      .map(({ name }) => `${name} ${show(samples.median(name, figure))}`)
      .join(', '),
    met: ours !== undefined && ours <= atMost,
  }
}
