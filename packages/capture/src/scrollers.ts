import { type NodeId, ROOT, tellGutter } from '@alongside/protocol'
import { documentOf, isElement, isHtml, scrollerOf, typeOf, windowOf } from './natives.ts'
import * as TYPE from './node-type.ts'
import type { Host, Part } from './part.ts'
import { scrollOf, tellScroll } from './view.ts'

/** How long a round of looking takes at most, four times a second. Milliseconds. */
const LOOK = 0.3
const NONE = '0 0'

/**
 * What no event tells of scrollers: the position that a hidden one comes back with, and the room that scroll bars take.
 * They are looked at in turn, after frames: then the page is laid out, and sizes cost nothing.
 */
export function scrollers(host: Host): Part {
  let edges = new Map<NodeId, string>()
  let next = 0

  function look(id: NodeId): void {
    const { model } = host.page
    const { scrolls } = model
    const node = model.nodeAt(id)
    if (!node) {
      scrolls.delete(id)
      edges.delete(id)
    } else if (isElement(node) || typeOf(node) === TYPE.document) {
      if (`${scrollOf(node)}` !== (scrolls.get(id) ?? '0,0')) tellScroll(node, id, model, host.out)
      if (isElement(node)) measure(node as HTMLElement, id)
    }
  }

  /**
   * What borders and bars take together: which is which follows from the style, which the replica has as well. Equal
   * thin borders are no bars, and are most of what there is.
   */
  function measure(element: HTMLElement, id: NodeId): void {
    // A root's box has no bars; the viewport of its frame has. That of the tab is told by `viewport`.
    const owner = isHtml(element, 'html') && documentOf(element)
    const view = owner && owner !== host.page.model.nodeAt(ROOT) && windowOf(owner)
    const { clientWidth, clientHeight, clientLeft, clientTop } =
      (view && scrollerOf(owner)) || element
    const width = (view ? view.innerWidth : element.offsetWidth) - clientWidth
    const height = (view ? view.innerHeight : element.offsetHeight) - clientHeight
    const odd = (all: number, first: number): boolean =>
      clientWidth > 0 && (first > 8 || Math.abs(all - 2 * first) > 2)
    const now = odd(width, clientLeft) || odd(height, clientTop) ? `${width} ${height}` : NONE
    if (now === (edges.get(id) ?? NONE)) return
    edges.set(id, now)
    tellGutter(host.out, id, width, height)
  }

  return {
    epoch() {
      edges = new Map()
    },
    audit() {
      const { nextId } = host.page.model
      const until = performance.now() + LOOK
      for (let seen = 1; seen < nextId; seen++) {
        if ((seen & 31) === 0 && performance.now() > until) return
        next = (next % (nextId - 1)) + 1
        look(next as NodeId)
      }
    },
  }
}
