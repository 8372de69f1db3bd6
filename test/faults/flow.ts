// What flows: how old the replica is of a page that changes with every frame, over a slow link, and what that costs the
// customer's tab (FLOW_SECONDS, 600); then what an agent who reads 1 KB/s costs all others on the server (FLOW_TURNS, 10).

import { at, verdict } from './figures.ts'
import { type Lag, type LagRun, measureLag } from './flow-lag.ts'
import { measureNeighbours, type Neighbours } from './flow-neighbours.ts'

/** 256 kbit/s each way; 150 ms there and 150 back. Of the customer alone: the agent's way is as fast as it goes. */
const LINK = { bytesPerSecond: 32_000, delay: 150 }
const SLOWED_SECONDS = 60
const NEIGHBOURS = { sessions: 6, seconds: 20, bytesPerSecond: 1_000 }
/** Of the issue's own promise: ms, bytes, and a part of the others' p99. */
const BOUNDS = { age: 1_500, growth: 10e6, worse: 1.1 } as const

export async function runFlow(o: {
  readonly seconds: number
  readonly turns: number
}): Promise<boolean> {
  const verdicts: boolean[] = []
  if (o.seconds > 0) {
    const { bytesPerSecond, delay } = LINK
    console.log(
      `flow: the customer's link ${(bytesPerSecond * 8) / 1000} kbit/s each way, ${2 * delay} ms there and back; ${o.seconds} s`,
    )
    const run = await measureLag({ link: LINK, seconds: o.seconds, slowedSeconds: SLOWED_SECONDS })
    verdicts.push(...reportLag(run))
  }
  if (o.turns > 0)
    verdicts.push(...reportNeighbours(await measureNeighbours({ ...NEIGHBOURS, turns: o.turns })))
  const holds = verdicts.every(Boolean)
  console.log(holds ? 'flow: every bound holds' : 'flow: NOT every bound holds')
  return holds
}

function reportLag({ steady, slowed, equal, memory }: LagRun): boolean[] {
  const { start, end } = memory
  console.log(
    `memory of the tab: ${mb(start.heap)} → ${mb(end.heap)} MB, nodes ${start.nodes} → ${end.nodes}, listeners ${start.listeners} → ${end.listeners}`,
  )
  return [
    ...[steady, slowed].map((lag) =>
      verdict(lagLine(lag), Math.max(...lag.ages), BOUNDS.age, ' ms'),
    ),
    verdict('page and replica equal, at rest', equal ?? Number.POSITIVE_INFINITY, 20_000, ' ms'),
    verdict('the tab grew by', end.heap - start.heap, BOUNDS.growth, ' bytes'),
  ]
}

function lagLine({ name, ages, changesPerSecond }: Lag): string {
  const figures = [0.5, 0.99].map((part) => `p${part * 100} ${Math.round(at(ages, part))} ms`)
  return `age of the replica, ${name}: ${Math.round(changesPerSecond)} changes a second, ${ages.length} looks, ${figures.join(', ')}, most`
}

function reportNeighbours({ turns, slow, resident }: Neighbours): boolean[] {
  const ratios = turns.map(({ without, beside }) => at(beside, 0.99) / at(without, 0.99))
  for (const [i, { without, beside }] of turns.entries())
    console.log(
      `turn ${i}: ${without.length} and ${beside.length} changes, p50 ${ms(without, 0.5)} and ${ms(beside, 0.5)}, p99 ${ms(without, 0.99)} and ${ms(beside, 0.99)}, ${ratios[i]?.toFixed(2)}`,
    )
  const [before, after] = resident
  console.log(
    `slow agent: ${slow.state}, ${slow.ages.length} changes arrived, the last ${ms(slow.ages.slice(-1), 1)} old; its sharer kept ${slow.kept} bytes at most; server ${mb(before)} → ${mb(after)} MB`,
  )
  const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`
  return [
    verdict(
      `p99 of ${NEIGHBOURS.sessions} others beside a slow agent, of that without, median of ${turns.length} (${spread}), %`,
      at(ratios, 0.5) * 100,
      BOUNDS.worse * 100,
      '',
    ),
    verdict('the slow session goes on', slow.state === 'open' ? 0 : 1, 0, ''),
    // FLOW.firstBudget, and the change that went over it.
    verdict('bytes that wait for the slow agent', slow.kept, 48 << 10, ''),
  ]
}

const mb = (bytes: number): string => (bytes / 1e6).toFixed(1)
const ms = (values: readonly number[], part: number): string => `${at(values, part).toFixed(1)} ms`
