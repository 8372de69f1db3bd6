import fc from 'fast-check'
import { agentCommands } from './agent-commands.ts'
import { customerCommands } from './customer-commands.ts'
import type { LinkState } from './link.ts'
import { always, type Step, step, type Weighted } from './step.ts'
import type { World } from './world.ts'

/** Customers' first, then agents'. */
const device = fc.nat(3)

/** How long nothing happens, ms; the last ones are longer than a proposal, an interruption, an idle session, and any session. */
const WAITS = [
  ...[20, 50, 50, 200, 200, 500, 500, 1000, 1000, 1000, 2000, 2000],
  ...[4000, 6000, 9000, 14_000, 30_000, 61_000, 121_000, 151_000],
]

/** What happens to network and server, and that time passes. */
const around: readonly Weighted[] = [
  [
    4,
    fc.tuple(device, fc.constantFrom<LinkState>('up', 'up', 'cut', 'hole')).map(([at, state]) =>
      step(`network of device ${at + 1}: ${state}`, always, (world) => {
        linkOf(world, at)?.set(state)
      }),
    ),
  ],
  [
    1,
    device.map((at) =>
      step(`connections of device ${at + 1} break`, always, (world) =>
        linkOf(world, at)?.break(true),
      ),
    ),
  ],
  [
    1,
    fc.tuple(device, fc.constantFrom(5, 80, 400)).map(([at, delay]) =>
      step(`device ${at + 1} is ${delay} ms away`, always, (world) => {
        const link = linkOf(world, at)
        if (link) link.delay = delay
      }),
    ),
  ],
  [
    1,
    fc.constantFrom<'killServer' | 'stopServer'>('killServer', 'stopServer').map((how) =>
      step(
        `the server is ${how === 'killServer' ? 'killed' : 'stopped'}`,
        ({ server }) => server !== null,
        (world) => world[how](),
      ),
    ),
  ],
  [
    2,
    fc.constant(
      step(
        'the server starts',
        ({ server }) => server === null,
        (world) => world.startServer(),
      ),
    ),
  ],
  [
    9,
    fc.constantFrom(...WAITS).map((ms) => step(`${ms} ms pass`, always, (world) => world.pass(ms))),
  ],
]

function linkOf({ links }: World, at: number) {
  return links[at]
}

/** A sequence of them, the likelier ones more often. */
export const sequences: fc.Arbitrary<Iterable<Step>> = fc.commands(
  [...customerCommands, ...agentCommands, ...around].flatMap(([weight, steps]) =>
    Array<fc.Arbitrary<Step>>(weight).fill(steps),
  ),
  { maxCommands: 40, size: 'max' },
)
