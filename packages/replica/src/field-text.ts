import * as dom from './dom.ts'
import type { Box } from './geometry.ts'

/** A place in the text of a field: where a caret would stand there. */
type Spot = { readonly offset: number; readonly box: Box }
type Line = { readonly y: number; readonly first: Spot; readonly last: Spot }

/** A field shows no more lines than a screen has. */
const MOST_LINES = 200

/**
 * Where characters of a text field are drawn. The browser's own answer is the only exact one: the boxes inside a field
 * belong to no tree that a script reaches, but a hit test on it tells offset and caret (CSSOM View 6.1).
 */
export class FieldText {
  readonly #field: Element
  readonly #owner: Document
  readonly #shadowRoots: ShadowRoot[] = []
  readonly #inner: Box

  constructor(field: Element, owner: Document) {
    this.#field = field
    this.#owner = owner
    for (let at: Node | null = field; at; at = dom.hostOf(rootOf(at)))
      if (dom.hostOf(rootOf(at))) this.#shadowRoots.push(rootOf(at) as ShadowRoot)
    this.#inner = contentBox(field)
  }

  /** The caret before this character; null where it is scrolled or clipped away. */
  caret(offset: number): Box | null {
    let found: Box | null = null
    // At a soft break the caret stands at the beginning of the next line.
    for (const line of this.#lines())
      if (between(offset, line)) found = this.#find(line, offset)?.box ?? found
    return found
  }

  /** What of a selection is seen: one box for each line. */
  selected(start: number, end: number): Box[] {
    const boxes: Box[] = []
    for (const line of this.#lines()) {
      const [low, high] = ends(line)
      if (end <= low.offset || start >= high.offset) continue
      const from = start <= low.offset ? low : this.#find(line, start)
      const to = end >= high.offset ? high : this.#find(line, end)
      if (!from || !to) continue
      const x = Math.min(from.box.x, to.box.x)
      const { y, height } = from.box
      boxes.push({ x, y, width: Math.abs(to.box.x - from.box.x), height })
    }
    return boxes
  }

  *#lines(): Generator<Line> {
    const { y: top, height } = this.#inner
    if (!dom.isHtml(this.#field, 'textarea')) {
      const line = this.#line(top + height / 2)
      if (line) yield line
      return
    }
    let y = top + 1
    for (let count = 0; count < MOST_LINES && y < top + height; count++) {
      const line = this.#line(y)
      if (!line) return // below the last one
      yield line
      y = line.first.box.y + line.first.box.height * 1.5
    }
  }

  /** The ends of the line at this height. The caret of a soft break is told at one of its two places only. */
  #line(y: number): Line | null {
    const [left, right] = [this.#inner.x, this.#inner.x + this.#inner.width]
    const [first, last] = [this.#hit(left + 0.5, y), this.#hit(right - 0.5, y)]
    let inside = [first, last].find((spot) => spot && holds(spot.box, y))
    const step = Math.max(4, (right - left) / 16)
    for (let x = left + step; !inside && x < right; x += step) {
      const spot = this.#hit(x, y)
      if (spot && holds(spot.box, y)) inside = spot
    }
    if (!first || !last || !inside) return null
    const { box } = inside
    const placed = ({ offset, box: own }: Spot, x: number): Spot => ({
      offset,
      box: holds(own, y) ? own : { x, y: box.y, width: 0, height: box.height },
    })
    return { y, first: placed(first, left), last: placed(last, right) }
  }

  /** By halving: in a line offsets grow to one side. */
  #find({ y, first, last }: Line, offset: number): Spot | null {
    if (first.offset === offset) return first
    if (last.offset === offset) return last
    let [left, right] = [this.#inner.x, this.#inner.x + this.#inner.width]
    const isBackward = first.offset > last.offset
    while (right - left > 0.25) {
      const middle = (left + right) / 2
      const spot = this.#hit(middle, y)
      if (!spot || spot.offset === offset) return spot
      if (spot.offset < offset !== isBackward) left = middle
      else right = middle
    }
    return null
  }

  #hit(x: number, y: number): Spot | null {
    const found = Document.prototype.caretPositionFromPoint?.call(this.#owner, x, y, {
      shadowRoots: this.#shadowRoots,
    })
    const box = found?.getClientRect()
    return box && found?.offsetNode === this.#field ? { offset: found.offset, box } : null
  }
}

function holds(box: Box, y: number): boolean {
  return box.height > 0 && box.y <= y && y <= box.y + box.height
}

function between(offset: number, line: Line): boolean {
  const [low, high] = ends(line)
  return low.offset <= offset && offset <= high.offset
}

function ends({ first, last }: Line): [Spot, Spot] {
  return first.offset <= last.offset ? [first, last] : [last, first]
}

function contentBox(field: Element): Box {
  const { x, y } = dom.rectOf(field)
  const style = getComputedStyle(field)
  const px = (name: string) => Number.parseFloat(style.getPropertyValue(name)) || 0
  const get = (name: string): number => Reflect.get(Element.prototype, name, field)
  return {
    x: x + get('clientLeft') + px('padding-left'),
    y: y + get('clientTop') + px('padding-top'),
    width: get('clientWidth') - px('padding-left') - px('padding-right'),
    height: get('clientHeight') - px('padding-top') - px('padding-bottom'),
  }
}

function rootOf(node: Node): Node {
  return Node.prototype.getRootNode.call(node)
}
