import type { NodeId } from '@alongside/protocol'
import {
  aboveOf,
  activeElementOf,
  allMatching,
  dataOf,
  documentOf,
  firstChildOf,
  frameDocumentOf,
  isElement,
  matchesOf,
  nameOf,
  nextSiblingOf,
  rootElementOf,
  typeOf,
  windowOf,
} from './natives.ts'
import * as TYPE from './node-type.ts'
import type { Page } from './page.ts'
import { maskText } from './privacy.ts'
import { textOf } from './serialise.ts'
import type { States } from './states.ts'

type Root = Document | ShadowRoot
/** As the op has it: a text and an offset, an element and 0 for before it, or 1 for after all that is in it. */
type Point = readonly [NodeId, number]

const NONE = 0 as NodeId
// In quirks mode a selector of nothing but these matches links only (Quirks Mode Standard 3.1); `:not` lifts that.
const HOVER = ':hover:not(_)'
const ACTIVE = ':active:not(_)'

/**
 * What the customer points at, presses, has focused and selected, and where the address leads. Events say where to look;
 * what is sent is what the browser's own pseudo-classes and selection say at flush.
 */
export class Interaction {
  readonly #page: Page
  readonly #states: States
  readonly #document: Document
  readonly #roots: () => Iterable<Root>
  /** The last of each op. */
  readonly #told: Record<string, string> = { interaction: '0,0,0,false', selection: '0,0,0,0' }
  /** The elements that have a state by themselves, and not for what is in them. */
  readonly #marked: Record<string, Element[]> = {}
  /** Where to look for a state. Weakly: what the page removes is not kept by us. */
  readonly #hints: Record<string, WeakRef<Node>> = {}
  #targets: Element[] | undefined
  /** Something may be another than was told; of the selection too. */
  #stale = true
  #moved = true

  constructor(page: Page, states: States, document: Document, roots: () => Iterable<Root>) {
    this.#page = page
    this.#states = states
    this.#document = document
    this.#roots = roots
  }

  /** Of a root's own listener, so that `target` is the innermost node even in a closed shadow root. */
  heard({ type, target, isTrusted }: Event): void {
    this.#stale = true
    if (/^(sel|key|foc|blur)/.test(type)) this.#moved = true
    if (type === 'hashchange') this.navigated()
    if (!isTrusted) return
    if (type === 'pointerover') this.#hints[HOVER] = new WeakRef(target as Node)
    if (type.endsWith('down')) this.#hints[ACTIVE] = new WeakRef(target as Node)
  }

  /** A document may have another target: its fragment changed, or it is new. */
  navigated(): void {
    this.#targets = undefined
    this.#stale = true
  }

  /** Now and then, for what no event tells of: a node that goes with its focus, a selection that a script moves. */
  audit(): void {
    this.#stale = this.#moved = true
  }

  /** `settled`: the page is laid out, which asking for a selection would do (Chromium 156). */
  flush(settled: boolean): void {
    const moved = this.#moved && settled
    if (!this.#stale && !moved) return
    const { model } = this.#page
    const at = this.#deepest(activeElementOf)
    const focus = at && matchesOf(at, ':focus,:focus-within') ? at : null
    const id = focus && model.idOf(focus)
    if (this.#stale) {
      this.#stale = false
      this.#targets ??= [...this.#roots()].flatMap((root) => [...allMatching(root, ':target')])
      this.#mark('target', this.#targets)
      const hover = this.#having(HOVER)
      const pressed = this.#having(ACTIVE)
      // A key presses one element and nothing around it.
      const alone = pressed && !this.#nearest(aboveOf(pressed), ACTIVE)
      this.#mark('active', alone ? [pressed] : [])
      this.#tell(
        'interaction',
        (hover && model.idOf(hover)) ?? 0,
        (!alone && pressed && model.idOf(pressed)) || 0,
        id ?? 0,
        !!id && matchesOf(focus, ':focus-visible'),
      )
    }
    if (!moved) return
    this.#moved = false
    const field = at && /^(input|textarea)$/.test(nameOf(at))
    if (field && id) this.#flushCaret(at as HTMLInputElement, id)
    this.#tell('selection', ...((!field && this.#selection(at)) || [0, 0, 0, 0]))
  }

  #mark(name: string, now: Element[]): void {
    const before = this.#marked[name] ?? []
    this.#marked[name] = now
    for (const element of [...before, ...now]) {
      const id = this.#page.model.idOf(element)
      if (id) this.#states.set(id, name, now.includes(element) ? [name] : [])
    }
  }

  #tell(op: 'interaction' | 'selection' | 'caret', ...values: unknown[]): void {
    const { out } = this.#page
    if (this.#told[op] === `${values}`) return
    this.#told[op] = `${values}`
    ;(out[op] as (...values: unknown[]) => void).call(out, ...values)
  }

  /** The mirrored element at or around a node that has this state. */
  #nearest(from: Node | null | undefined, state: string): Element | null {
    for (let at = from; at; at = aboveOf(at)) {
      if (this.#page.model.idOf(at) && isElement(at) && matchesOf(at, state)) return at
    }
    return null
  }

  /** The innermost mirrored element with this state. */
  #having(state: string): Element | null {
    const hint = this.#hints[state]
    const found = this.#nearest(hint?.deref(), state)
    const top = rootElementOf(this.#document)
    // Not every change of these states comes with an event (document.open, a node that goes), and of what is inside of a host or a
    // frame not before that is listened to.
    if (found ? !this.#inside(found) : hint && !(top && matchesOf(top, state))) return found
    const innermost = this.#deepest((root) => {
      // The control of a label has its state, and nothing around the control.
      const labels = [...allMatching(root, `label${state}`)] as HTMLLabelElement[]
      const controls: (Element | null)[] = labels.map(({ control }) => control)
      return [...allMatching(root, state)].findLast((element) => !controls.includes(element))
    })
    this.#hints[state] = new WeakRef(innermost ?? this.#document)
    return this.#nearest(innermost, state)
  }

  /** The last that is found going on inside of what is found, into shadow roots and frames. */
  #deepest(find: (root: Root) => Element | null | undefined): Element | null {
    let found: Element | null = null
    for (let root: Root | null = this.#document; root; ) {
      const at = find(root)
      if (at) found = at
      root = at ? this.#inside(at) : null
    }
    return found
  }

  #inside(element: Element): Root | null {
    return this.#page.shadowOf(element) ?? frameDocumentOf(element)
  }

  /** The selection inside a text field. Of one whose value is hidden only whether something is selected. */
  #flushCaret(field: HTMLInputElement, id: NodeId): void {
    const { selectionStart: start, selectionEnd: end, selectionDirection } = field
    // Fields of numbers, dates and the like do not say.
    if (start === null || end === null) return
    const { length } = maskText(field.value)
    const at = this.#page.hides(id) ? [start < end ? 0 : length, length] : [start, end]
    this.#tell('caret', id, ...at, selectionDirection)
  }

  #selection(focused: Element | null): readonly number[] | null {
    const document = (focused && documentOf(focused)) ?? this.#document
    const selection = windowOf(document)?.getSelection()
    if (!selection?.rangeCount) return null
    const shadowRoots = [...this.#roots()].filter((root) => typeOf(root) === TYPE.fragment)
    const [range = selection.getRangeAt(0)] =
      selection.getComposedRanges?.({ shadowRoots: shadowRoots as ShadowRoot[] }) ?? []
    const start = this.#point(range.startContainer, range.startOffset, false)
    const end = range.collapsed ? start : this.#point(range.endContainer, range.endOffset, true)
    return selection.direction === 'backward' ? [...end, ...start] : [...start, ...end]
  }

  #point(container: Node, offset: number, isEnd: boolean): Point {
    const { model } = this.#page
    const text = model.idOf(container)
    if (text && typeOf(container) === TYPE.text) {
      const data = dataOf(container as Text)
      const told = textOf(this.#page, container as Text, model.flagsOf(text))
      if (told === data) return [text, offset]
      // All or nothing: a place in a hidden text would tell of its length.
      return [text, (isEnd ? offset > 0 : offset >= data.length) ? told.length : 0]
    }
    let child = firstChildOf(container)
    for (let left = offset; child && left > 0; left--) child = nextSiblingOf(child)
    let node: Node | null = container
    // What is not mirrored counts as the place where it stands.
    for (; node && !model.idOf(node); node = aboveOf(node)) child = node
    while (child && !model.idOf(child)) child = nextSiblingOf(child)
    return child ? [model.idOf(child) ?? NONE, 0] : [(node && model.idOf(node)) ?? NONE, 1]
  }
}
