import { isUnreachable } from '../natives.ts'
import type { Deployment, Subpages } from '../subpages.ts'

/** Pages of other origins in frames. The code for them comes with the first frame that cannot be reached. */
export function followSubpages(deployment: Deployment): Subpages {
  let known: Subpages | undefined
  return {
    receive: (frame) => known?.receive(frame),
    part(host) {
      /** Nothing more is to be looked for. */
      let found = false
      let running = true
      const look = async (node: Node): Promise<void> => {
        if (found || !isUnreachable(node)) return
        found = true
        try {
          const { createSubpages } = await import('../subpages.ts')
          known = createSubpages(deployment)
          if (running) host.use(known.part)
        } catch {
          // No network: the agent sees a box.
        }
      }
      return {
        events: ['load'],
        heard: ({ target }) => void look(target as Node),
        element: (element) => void look(element),
        stop() {
          found = true
          running = false
        },
      }
    },
  }
}
