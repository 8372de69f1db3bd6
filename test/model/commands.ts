import fc, { type AsyncCommand } from 'fast-check'
import type { AgentWindow } from './agent-window.ts'
import type { LinkState } from './link.ts'
import { PAUSED_PATH } from './store.ts'
import type { Tab } from './tab.ts'
import type { World } from './world.ts'

type Step = AsyncCommand<World, World>

const MOST_TABS = 3
const MOST_WINDOWS = 4

/** One thing that somebody does, or that happens; `when` it can. */
function step(
  name: string,
  when: (world: World) => boolean,
  act: (world: World) => void | Promise<void>,
): Step {
  return {
    check: when,
    async run(_, world) {
      await act(world)
      await world.check()
    },
    toString: () => name,
  }
}

function onTab(
  name: string,
  at: number,
  when: (tab: Tab) => boolean,
  act: (tab: Tab, world: World) => void,
): Step {
  const of = (world: World): Tab | undefined => {
    const tab = world.tabs.filter(({ open }) => open)[at]
    return tab && when(tab) ? tab : undefined
  }
  return step(
    `tab ${at + 1} ${name}`,
    (world) => of(world) !== undefined,
    (world) => {
      const tab = of(world)
      if (tab) tab.run(() => act(tab, world))
    },
  )
}

function onWindow(
  name: string,
  at: number,
  when: (window: AgentWindow) => boolean,
  act: (window: AgentWindow, world: World) => void,
): Step {
  const of = (world: World): AgentWindow | undefined => {
    const window = world.windows.filter(({ open }) => open)[at]
    return window && when(window) ? window : undefined
  }
  return step(
    `window ${at + 1} ${name}`,
    (world) => of(world) !== undefined,
    (world) => {
      const window = of(world)
      if (window) act(window, world)
    },
  )
}

const always = (): boolean => true
const canPropose = ({ conversations }: AgentWindow): boolean =>
  conversations.some(({ state }) => state !== 'ended')
const sessionOf = (window: AgentWindow): string | undefined =>
  window.conversations.find(({ session }) => session?.agentId === window.agentId)?.session?.id

const tab = fc.nat(MOST_TABS - 1)
const window = fc.nat(MOST_WINDOWS - 1)
const device = fc.nat(2)

const customer: [number, fc.Arbitrary<Step>][] = [
  [
    6,
    tab.map((at) =>
      onTab(
        'accepts',
        at,
        ({ messenger }) => messenger.store.value.offer !== null,
        (it) => it.messenger.accept(),
      ),
    ),
  ],
  [
    2,
    tab.map((at) =>
      onTab(
        'declines',
        at,
        ({ messenger }) => messenger.store.value.offer !== null,
        (it) => it.messenger.decline(''),
      ),
    ),
  ],
  [
    2,
    tab.map((at) =>
      onTab(
        'presses Stop',
        at,
        (it) => it.border,
        (it) => it.press('stop'),
      ),
    ),
  ],
  [
    2,
    tab.map((at) =>
      onTab(
        'presses Escape twice',
        at,
        (it) => it.border,
        (it) => {
          it.key('Escape')
          it.key('Escape')
        },
      ),
    ),
  ],
  [
    1,
    tab.map((at) =>
      onTab(
        'stops from the chat',
        at,
        (it) => it.messenger.store.value.session?.state === 'active',
        (it) => it.messenger.stopSharing(),
      ),
    ),
  ],
  [
    2,
    fc
      .tuple(tab, fc.boolean())
      .map(([at, paused]) =>
        onTab(`is at ${paused ? 'an address that pauses' : 'home'}`, at, always, (it) =>
          it.go(paused ? PAUSED_PATH : '/'),
        ),
      ),
  ],
  [
    3,
    tab.map((at) =>
      onTab(
        'pauses, or goes on',
        at,
        (it) => it.border,
        (it) => it.pause(),
      ),
    ),
  ],
  [2, tab.map((at) => onTab('reloads', at, always, (it) => it.navigate(it.path)))],
  [
    1,
    fc
      .tuple(tab, fc.boolean())
      .map(([at, told]) =>
        onTab(told ? 'is closed' : 'crashes', at, always, (it) => it.close(told)),
      ),
  ],
  [
    1,
    tab.map((at) =>
      onTab('is duplicated', at, always, (it, world) => {
        if (world.tabs.filter(({ open }) => open).length < MOST_TABS) world.openTab(it.storage)
      }),
    ),
  ],
  [1, tab.map((at) => onTab('writes', at, always, (it, world) => world.write(it)))],
  [
    1,
    tab.map((at) =>
      onTab('ends the conversation', at, always, (it) => it.messenger.endConversation()),
    ),
  ],
]

const agents: [number, fc.Arbitrary<Step>][] = [
  [8, window.map((at) => onWindow('proposes', at, canPropose, (it) => it.propose()))],
  [
    2,
    window.map((at) =>
      onWindow(
        'takes over',
        at,
        (it) => it.canTakeOver,
        (it) => it.takeOver(),
      ),
    ),
  ],
  [
    1,
    window.map((at) =>
      onWindow(
        'withdraws',
        at,
        (it) => sessionOf(it) !== undefined,
        (it) => it.act(({ client }) => client.withdraw(sessionOf(it) ?? '')),
      ),
    ),
  ],
  [
    1,
    window.map((at) =>
      onWindow(
        'ends the session',
        at,
        (it) => sessionOf(it) !== undefined,
        (it) => it.act(({ client }) => client.endSession(sessionOf(it) ?? '')),
      ),
    ),
  ],
  [
    1,
    window.map((at) =>
      onWindow(
        'leaves the summary',
        at,
        (it) => it.phase === 'ended',
        (it) => it.leave(),
      ),
    ),
  ],
  [
    1,
    fc.constantFrom<0 | 1>(0, 0, 1).map((agent) =>
      step(
        `a window of agent ${agent + 1}`,
        ({ windows }) => windows.filter(({ open }) => open).length < MOST_WINDOWS,
        (world) => {
          world.openWindow(agent)
        },
      ),
    ),
  ],
  [
    1,
    window.map((at) =>
      onWindow(
        'shows it here',
        at,
        (it) => it.phase === 'elsewhere',
        (it) => it.showHere(),
      ),
    ),
  ],
  [1, window.map((at) => onWindow('is closed', at, always, (it) => it.close()))],
]

const around: [number, fc.Arbitrary<Step>][] = [
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
    fc.constant(
      step(
        'the server is killed',
        ({ server }) => server !== null,
        (world) => world.killServer(),
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
    fc
      .constantFrom(
        20,
        50,
        50,
        200,
        200,
        500,
        500,
        1000,
        1000,
        1000,
        2000,
        2000,
        4000,
        6000,
        9000,
        14_000,
        30_000,
        61_000,
        121_000,
      )
      .map((ms) => step(`${ms} ms pass`, always, (world) => world.pass(ms))),
  ],
]

function linkOf({ customerLink, agentLinks }: World, at: number) {
  return [customerLink, ...agentLinks][at]
}

/** A sequence of them, the likelier ones more often. */
export const sequences: fc.Arbitrary<Iterable<Step>> = fc.commands(
  [...customer, ...agents, ...around].flatMap(([weight, arbitrary]) =>
    Array<fc.Arbitrary<Step>>(weight).fill(arbitrary),
  ),
  { maxCommands: 30, size: 'max' },
)
