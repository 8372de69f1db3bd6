import { scrubUrl } from './attributes.ts'
import * as FLAG from './flag.ts'
import { isElement, isHtml } from './natives.ts'
import type { Host, Part } from './part.ts'

/** Which of several sources the browser took, and its size, where the `src` attribute does not say. */
export function images(host: Host): Part {
  const stale = new Set<HTMLImageElement>()
  const changed = (node: Node): void => {
    if (isElement(node) && isHtml(node, 'img')) stale.add(node as HTMLImageElement)
  }
  return {
    events: ['load'],
    heard({ target }) {
      changed(target as Node)
      host.changed()
    },
    element: changed,
    touched: changed,
    epoch: () => stale.clear(),
    flush() {
      const { model } = host.page
      for (const image of stale) {
        const id = model.idOf(image)
        if (id === undefined || model.flagsOf(id) & (FLAG.masked | FLAG.blocked)) continue
        const { currentSrc, src, naturalWidth, naturalHeight } = image
        if (currentSrc !== '' && currentSrc !== src)
          host.out.image(id, scrubUrl(currentSrc), naturalWidth, naturalHeight)
      }
      stale.clear()
    },
  }
}
