import { ROOT } from '@alongside/protocol'
import { attributeOf, isElement, nameOf } from '../natives.ts'
import type { Host, MakePart, Part } from '../part.ts'
import { ALWAYS } from './always.ts'
import { joining } from './joining.ts'

export { followSubpages } from './subpages.ts'

/** Everything that may follow the first picture. */
export const PARTS: readonly MakePart[] = [...ALWAYS, componentsLater]

/** Custom elements and slots: a chunk of its own, which comes with the first of them. */
function componentsLater(host: Host): Part {
  let next = ROOT
  let part: Part | undefined
  return {
    flush() {
      const { model } = host.page
      for (; !part && next < model.nextId; next++) {
        const node = model.nodeAt(next)
        if (node && isElement(node) && isComponent(node))
          part = joining(
            host,
            () => import('./components.ts'),
            ({ components }) => [components],
          )
      }
    },
    epoch() {
      next = ROOT
    },
    stop: () => part?.stop?.(),
  }
}

function isComponent(element: Element): boolean {
  return /-|^slot$/.test(nameOf(element)) || attributeOf(element, 'is') !== null
}
