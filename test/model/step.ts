import fc, { type AsyncCommand } from 'fast-check'
import type { AgentWindow } from './agent-window.ts'
import type { Tab } from './tab.ts'
import type { World } from './world.ts'

export type Step = AsyncCommand<World, World>

/** How likely, and what. */
export type Weighted = readonly [weight: number, step: fc.Arbitrary<Step>]

export const MOST_TABS = 4
export const MOST_WINDOWS = 4

export const always = (): boolean => true

/** One thing that somebody does, or that happens; `when` it can. */
export function step(
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

/** Whichever tab it is that does it. */
export function byTab(
  weight: number,
  name: string,
  when: (tab: Tab) => boolean,
  act: (tab: Tab, world: World) => void,
): Weighted {
  const of = (world: World, at: number): Tab | undefined => {
    const tab = world.tabs.filter(({ open }) => open)[at]
    return tab && when(tab) ? tab : undefined
  }
  const steps = fc.nat(MOST_TABS - 1).map((at) =>
    step(
      `tab ${at + 1} ${name}`,
      (world) => of(world, at) !== undefined,
      (world) => {
        const tab = of(world, at)
        if (tab) tab.run(() => act(tab, world))
      },
    ),
  )
  return [weight, steps]
}

export function byWindow(
  weight: number,
  name: string,
  when: (window: AgentWindow) => boolean,
  act: (window: AgentWindow, world: World) => void,
): Weighted {
  const of = (world: World, at: number): AgentWindow | undefined => {
    const window = world.windows.filter(({ open }) => open)[at]
    return window && when(window) ? window : undefined
  }
  const steps = fc.nat(MOST_WINDOWS - 1).map((at) =>
    step(
      `window ${at + 1} ${name}`,
      (world) => of(world, at) !== undefined,
      (world) => {
        const window = of(world, at)
        if (window) act(window, world)
      },
    ),
  )
  return [weight, steps]
}
