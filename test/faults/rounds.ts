import type { Doing } from './acting.ts'
import type { Browsers } from './browsers.ts'
import {
  type Cut,
  type CutKind,
  linkCut,
  OWN_CUTS,
  type OwnCut,
  ownCut,
  type SharedCut,
  serverCut,
  stopCut,
} from './cuts.ts'
import { type Measured, measure, run } from './measure.ts'
import { oneOf, type Random, randomFrom } from './random.ts'
import type { ServerProcess } from './server-process.ts'
import type { Session } from './session.ts'

export type RoundOptions = {
  readonly sessions: readonly Session[]
  readonly server: ServerProcess
  readonly browsers: Browsers
  readonly random: Random
  /** All windows are so many times shorter. */
  readonly scale: number
  /** ms at full length: cuts last up to this long. */
  readonly longest: number
  /** What customers do meanwhile; everything, if it is not said. */
  readonly doing?: readonly Doing[]
}

const DOING: readonly Doing[] = ['typing', 'scrolling', 'navigating']
/** ms at full length within which the agent is told; only a longer silence shows it. */
const TOLD_WITHIN = 5_000
/** ms at full length. */
const SHORTEST = 200
/** ms within which the cuts of a round begin. */
const SPREAD = 600

/** What may be cut here: of one session, and of many at once. */
export function possibleCuts({ groups }: Browsers): readonly CutKind[] {
  const linked = groups.some(({ namespace }) => namespace)
  return [
    ...OWN_CUTS,
    'server killed',
    'server stopped',
    'customers’ browser stopped',
    'agents’ browser stopped',
    ...(linked ? (['packets dropped', 'link down'] as const) : []),
  ]
}

/** One cut for each session: `kind` where it meets it, and for the others one of their own, of `others`. */
export function cutAll(
  o: RoundOptions,
  kind: CutKind,
  others: readonly OwnCut[],
): Promise<Measured>[] {
  const { random, scale } = o
  const lasts = (): number => (SHORTEST * (o.longest / SHORTEST) ** random()) / scale
  const shared = isOwn(kind) ? null : sharedCut(o, kind)
  const common = shared && run(shared.cut, lasts(), SPREAD / 2)
  return o.sessions.map((session) => {
    const given = {
      doing: oneOf(random, o.doing ?? DOING),
      random: randomFrom(Math.floor(random() * 2 ** 32)),
      frozenAfter: TOLD_WITHIN,
    }
    if (common && shared.meets(session)) return measure(session, { ...given, kind }, common)
    const own = isOwn(kind) && others.length === 0 ? kind : oneOf(random, others)
    const cut = ownCut(own, session, random, scale)
    return measure(session, { ...given, kind: own }, run(cut, lasts(), random() * SPREAD))
  })
}

export function isOwn(kind: CutKind): kind is OwnCut {
  return OWN_CUTS.some((own) => own === kind)
}

function sharedCut(
  { server, browsers, random }: RoundOptions,
  kind: SharedCut,
): { readonly cut: Cut; meets(session: Session): boolean } {
  switch (kind) {
    case 'server killed':
    case 'server stopped':
      return { cut: serverCut(kind, server), meets: () => true }
    case 'customers’ browser stopped':
    case 'agents’ browser stopped': {
      const of = browsers.groups.filter(({ name }) => name.startsWith(kind.slice(0, 6)))
      const group = oneOf(random, of)
      return {
        cut: stopCut(group),
        meets: ({ customer, agent }) => customer.group === group || agent.group === group,
      }
    }
    case 'packets dropped':
    case 'link down': {
      const linked = browsers.groups.find(({ namespace }) => namespace)
      if (!linked) throw new Error('no browser with a link of its own')
      return {
        cut: linkCut(linked, kind === 'link down' ? 'down' : 'drop'),
        meets: ({ customer }) => customer.group === linked,
      }
    }
  }
}
