import fc from 'fast-check'
import type { AgentWindow } from './agent-window.ts'
import { always, byWindow, MOST_WINDOWS, step, type Weighted } from './step.ts'

const hasWork = ({ live }: AgentWindow): boolean => live.length > 0
const hasSession = ({ session }: AgentWindow): boolean => session !== undefined

/** What agents do. */
export const agentCommands: readonly Weighted[] = [
  byWindow(8, 'proposes', hasWork, (window) => window.propose(0)),
  byWindow(
    3,
    'proposes to the other',
    ({ live }) => live.length > 1,
    (window) => window.propose(1),
  ),
  byWindow(
    2,
    'takes over',
    ({ canTakeOver }) => canTakeOver,
    (window) => window.takeOver(),
  ),
  byWindow(1, 'withdraws', hasSession, (window) =>
    window.act(({ client }) => client.withdraw(window.session ?? '')),
  ),
  byWindow(1, 'ends the session', hasSession, (window) =>
    window.act(({ client }) => client.endSession(window.session ?? '')),
  ),
  byWindow(1, 'writes', hasWork, (window, world) => window.write(world.text(window))),
  byWindow(1, 'ends the conversation', hasWork, (window) => window.endConversation()),
  byWindow(
    1,
    'leaves the summary',
    ({ phase }) => phase === 'ended',
    (window) => window.leave(),
  ),
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
  byWindow(
    1,
    'shows it here',
    ({ phase }) => phase === 'elsewhere',
    (window) => window.showHere(),
  ),
  byWindow(1, 'is closed', always, (window) => window.close()),
  [
    1,
    fc
      .boolean()
      .map((may) =>
        step(`agents may ${may ? '' : 'not '}propose`, always, (world) => world.permit(may)),
      ),
  ],
]
