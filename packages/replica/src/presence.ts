import type { Op } from '@alongside/protocol'
import { caretAt, caretMark } from './caret.ts'
import * as dom from './dom.ts'
import { FieldText } from './field-text.ts'
import { outward } from './geometry.ts'
import { Interaction } from './interaction.ts'
import { type Mark, Marks } from './marks.ts'
import { Selection } from './selection.ts'
import type { Tree } from './tree.ts'

type CaretOp = Extract<Op, { op: 'caret' }>
type PresenceOp = Extract<Op, { op: 'interaction' | 'caret' | 'selection' }>

/** Fonts, animations and the like move what a mark stands beside, and tell nobody. Milliseconds. */
const LOOK_AGAIN = 200
/** As the text below is to be read: Chromium paints its own selection of a field below the text. */
const SELECTED = 'color-mix(in srgb, Highlight 40%, transparent)'
/** Ops after which ranges of text may be others. */
const MOVES: ReadonlySet<Op['op']> = new Set([
  'insert',
  'detach',
  'attach',
  'move',
  'free',
  'text',
  'assign',
])

/**
 * What the customer points at, presses, has focused and selected: as states of elements, as a highlight of text, and as
 * marks above the frame. Nothing is really focused or selected in the replica.
 */
export class Presence {
  readonly #tree: Tree
  readonly #interaction: Interaction
  readonly #selection: Selection
  readonly #marks: Marks
  readonly #isSeen: () => boolean
  #caret: CaretOp | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(parts: { tree: Tree; container: HTMLElement; isSeen(): boolean }) {
    this.#tree = parts.tree
    this.#isSeen = parts.isSeen
    this.#interaction = new Interaction(parts.tree)
    this.#selection = new Selection(parts.tree)
    this.#marks = new Marks(parts.container)
  }

  apply(op: PresenceOp): void {
    if (op.op === 'interaction') this.#interaction.apply(op)
    else if (op.op === 'caret') this.#caret = op
    else this.#selection.apply(op)
  }

  /** After every batch, before it is laid out: the tree may have moved under the pointer. */
  flush(batch: readonly Op[]): void {
    this.#interaction.flush()
    if (this.#selection.isSaid && batch.some(({ op }) => MOVES.has(op))) this.#selection.moved()
  }

  destroy(): void {
    clearTimeout(this.#timer)
    this.#marks.close()
  }

  /** When all is laid out, and whenever it may be laid out anew. */
  refresh(): void {
    clearTimeout(this.#timer)
    this.#selection.flush()
    if (!this.#isSeen()) return
    const marks = this.#marksNow()
    this.#marks.show(marks)
    if (marks.length > 0) this.#timer = setTimeout(() => this.refresh(), LOOK_AGAIN)
  }

  #marksNow(): Mark[] {
    const { focused } = this.#interaction
    if (!focused) return []
    if (dom.isHtml(focused, 'input', 'textarea')) return this.#marksIn(focused)
    const place = this.#selection.caret
    const mark = place && caretAt(this.#tree, place)
    return mark ? [mark] : []
  }

  #marksIn(field: Element): Mark[] {
    const owner = dom.ownerOf(field)
    if (!this.#caret || this.#caret.id !== this.#tree.idOf(field) || !owner) return []
    const { start, end } = this.#caret
    const text = new FieldText(field, owner)
    if (start < end) {
      return text.selected(start, end).map((box) => {
        const { x, y, width, height } = outward(this.#tree, field, box)
        return { kind: 'selected', x, y, width, height, color: SELECTED }
      })
    }
    const box = text.caret(start)
    return box ? [caretMark(this.#tree, field, box)] : []
  }
}
