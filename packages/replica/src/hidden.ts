import * as dom from './dom.ts'
import { outward } from './geometry.ts'
import type { Tree } from './tree.ts'

/** What stands for a text that stays with the customer: bullets and nothing else. */
const MASK = /^•+$/

/** More than these at once are no help, and their boxes would cost. */
const MOST = 500

/** The places of which the customer's browser sent no more than the box. */
export class Hidden {
  readonly #nodes = new Set<Node>()

  set(node: Node, hidden: boolean): void {
    if (hidden) this.#nodes.add(node)
    else this.#nodes.delete(node)
  }

  text(node: Text, text: string): void {
    this.set(node, MASK.test(text))
  }

  freed(node: Node): void {
    this.#nodes.delete(node)
  }

  /** Those in view, in px of the top viewport: of a text, the element that it is in. */
  boxes(tree: Tree, width: number, height: number): DOMRect[] {
    const boxes: DOMRect[] = []
    const seen = new Set<Element>()
    for (const node of this.#nodes) {
      const element = dom.isElement(node) ? node : dom.parentOf(node)
      if (!dom.isElement(element) || seen.has(element) || !dom.isConnected(element)) continue
      seen.add(element)
      const inside = dom.rectOf(element)
      if (inside.width === 0 || inside.height === 0) continue
      const box = outward(tree, element, inside)
      if (box.x >= width || box.y >= height || box.x + box.width <= 0 || box.y + box.height <= 0)
        continue
      boxes.push(new DOMRect(box.x, box.y, box.width, box.height))
      if (boxes.length === MOST) break
    }
    return boxes
  }
}
