import type { LaidOut, NodeId } from '@alongside/protocol'
import * as dom from './dom.ts'
import type { Fidelity } from './fidelity.ts'
import { aboveInFlatTree } from './flat-tree.ts'
import type { Sheets } from './sheets.ts'
import type { Tally } from './tally.ts'
import type { Tree } from './tree.ts'

/** What differs still after so long is not on its way. Milliseconds. */
const REST = 300
/** Boxes of texts differ a little between browsers, screens and systems: px, and a share of the value. */
const PX = 2
const SHARE = 0.02
/** Of one picture. */
const MOST_HEALS = 3
const MOST_NOTED = 3

/** What stands for something of another size, or may. */
const UNCERTAIN =
  '[data-alongside-note],[data-alongside-blocked],[data-alongside-refused],[data-alongside-masked]'
/** As the capture masks texts. */
const MASKED = /^\s*•+\s*$/
/** Notes after which everything may be laid out otherwise, and that say so. */
const EXPLAINS: ReadonlySet<string> = new Set(['sheet', 'font', 'truncated'])

/**
 * Compares where elements stand with where they do at the customer. What differs though nothing is under way is healed once, by
 * making the sheets anew, and then noted.
 */
export class Layout {
  readonly #tree: Tree
  readonly #sheets: Sheets
  readonly #fidelity: Fidelity
  readonly #tally: Tally
  readonly #isPending: () => boolean
  readonly #settled: () => void
  readonly #noted = new Set<NodeId>()
  #heals = 0
  #isHealing = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(parts: {
    tree: Tree
    sheets: Sheets
    fidelity: Fidelity
    tally: Tally
    /** Whether assets are on their way. */
    isPending(): boolean
    /** Sheets or notes are others now. */
    settled(): void
  }) {
    this.#tree = parts.tree
    this.#sheets = parts.sheets
    this.#fidelity = parts.fidelity
    this.#tally = parts.tally
    this.#isPending = parts.isPending
    this.#settled = parts.settled
  }

  check(boxes: readonly LaidOut[]): void {
    this.changed()
    this.#tally.boxes += boxes.length
    this.#look(boxes, () => this.#later(boxes))
  }

  /** What was said is no longer about what is here. */
  changed(): void {
    clearTimeout(this.#timer)
  }

  #later(boxes: readonly LaidOut[]): void {
    this.#timer = setTimeout(() => this.#look(boxes, (wrong) => this.#act(boxes, wrong)), REST)
  }

  #look(boxes: readonly LaidOut[], found: (wrong: readonly NodeId[]) => void): void {
    if (!this.#isCalm()) return
    const wrong = this.#wrong(boxes)
    for (const { id } of boxes) {
      if (!this.#noted.has(id) || wrong.includes(id)) continue
      this.#noted.delete(id)
      this.#fidelity.clear(id, 'layout')
      this.#settled()
    }
    if (wrong.length > 0) found(wrong)
    else this.#isHealing = false
  }

  #act(boxes: readonly LaidOut[], wrong: readonly NodeId[]): void {
    const isNew = wrong.some((id) => !this.#noted.has(id))
    if (!isNew || this.#noted.size >= MOST_NOTED) return
    if (!this.#isHealing) this.#tally.layouts++
    if (!this.#isHealing && this.#heals < MOST_HEALS) {
      this.#isHealing = true
      this.#heals++
      this.#tally.heals++
      for (const id of [...this.#sheets.ids(0, Number.POSITIVE_INFINITY)]) this.#sheets.restore(id)
      this.#later(boxes)
    } else {
      // Sheets are not what is wrong here.
      this.#heals = MOST_HEALS
      this.#isHealing = false
      for (const id of wrong.slice(0, MOST_NOTED - this.#noted.size)) {
        this.#noted.add(id)
        this.#fidelity.note(id, 'layout')
      }
    }
    this.#settled()
  }

  #isCalm(): boolean {
    const top = this.#tree.root?.document
    const view = top && dom.viewOf(top)
    if (!top || !view || view.innerWidth === 0 || this.#isPending() || this.#sheets.loading)
      return false
    const fonts: FontFaceSet = Reflect.get(Document.prototype, 'fonts', top)
    return (
      fonts.status === 'loaded' && !this.#fidelity.notes.some(({ reason }) => EXPLAINS.has(reason))
    )
  }

  /** The innermost of those that differ by themselves. */
  #wrong(boxes: readonly LaidOut[]): NodeId[] {
    const differing = boxes.flatMap((told) => {
      const element = this.#tree.find(told.id)
      const box = dom.isElement(element) && dom.isConnected(element) ? boxOf(element) : null
      if (!box || !dom.isElement(element)) return []
      const isSized = near(told.width, box.width) && near(told.height, box.height)
      const isPlaced = near(told.x, box.x) && near(told.y, box.y)
      return isSized && isPlaced ? [] : { id: told.id, element, isSized }
    })
    if (differing.length === 0) return []
    const uncertain = this.#uncertain()
    const sized = differing.filter(
      ({ element, isSized }) => !isSized && isCertain(element, uncertain),
    )
    // What stands elsewhere does so because something has another size, unless nothing has.
    const wrong = sized.length > 0 || uncertain.size > 0 ? sized : differing
    const around = new Set(wrong.flatMap(({ element }) => above(element)))
    return wrong.filter(({ element }) => !around.has(element)).map(({ id }) => id)
  }

  /** What may have another size than at the customer, and all that it is in. */
  #uncertain(): Set<Element> {
    const found = new Set<Element>()
    for (const id of this.#tree.ids(0, Number.POSITIVE_INFINITY)) {
      const node = this.#tree.node(id)
      const is = dom.isElement(node)
        ? Element.prototype.matches.call(node, UNCERTAIN)
        : dom.isText(node) && MASKED.test(dom.textOf(node))
      if (!is) continue
      for (const each of [node, ...above(node)]) if (dom.isElement(each)) found.add(each)
    }
    return found
  }
}

function near(told: number, is: number): boolean {
  return Math.abs(told - is) <= PX + Math.abs(told) * SHARE
}

/** As the capture tells it. */
function boxOf(element: Element): DOMRect | null {
  const owner = dom.ownerOf(element)
  const view = owner && dom.viewOf(owner)
  if (!view) return null
  const { x, y, width, height } = dom.rectOf(element)
  return new DOMRect(x + view.scrollX, y + view.scrollY, width, height)
}

function above(node: Node): Element[] {
  const all: Element[] = []
  for (let at = aboveInFlatTree(node); at; at = aboveInFlatTree(at)) all.push(at)
  return all
}

/** Whether the size of an element follows from nothing uncertain: that is not in it, and only above or below it. */
function isCertain(element: Element, uncertain: ReadonlySet<Element>): boolean {
  if (uncertain.has(element)) return false
  let inner = element
  for (const outer of above(element)) {
    if (uncertain.has(outer) && !(isBlock(outer) && getComputedStyle(inner).display !== 'inline'))
      return false
    inner = outer
  }
  return true
}

/** A block of the width that what it is in gives it. */
function isBlock(element: Element): boolean {
  const { display, float, position } = getComputedStyle(element)
  return (
    /^(block|flow-root|list-item)$/.test(display) &&
    float === 'none' &&
    /^(static|relative)$/.test(position)
  )
}
