import type { NodeId } from '@alongside/protocol'
import * as FLAG from './flag.ts'
import {
  dataOf,
  documentOf,
  firstChildOf,
  frameDocumentOf,
  hostOf,
  isElement,
  matchesOf,
  nameOf,
  nextSiblingOf,
  parentOf,
  typeOf,
  windowOf,
} from './natives.ts'
import * as TYPE from './node-type.ts'
import type { Page } from './page.ts'
import { maskText } from './privacy.ts'
import type { States } from './states.ts'

type Root = Document | ShadowRoot
/** As the op has it: a text and an offset, an element and 0 for before it, or 1 for after all that is in it. */
type Point = readonly [NodeId, number]

const NONE = 0 as NodeId
// In quirks mode a selector of nothing but these matches links only (Quirks Mode Standard 3.1); `:not` lifts that.
const HOVER = ':hover:not(_)'
const ACTIVE = ':active:not(_)'

const { querySelectorAll } = Document.prototype
const activeElement = Object.getOwnPropertyDescriptor(Document.prototype, 'activeElement')?.get

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
  // Weakly: what the page removes is not kept by us.
  #over: WeakRef<Node> | undefined
  #pressed: WeakRef<Node> | undefined
  #targets: Element[] | undefined

  constructor(page: Page, states: States, document: Document, roots: () => Iterable<Root>) {
    this.#page = page
    this.#states = states
    this.#document = document
    this.#roots = roots
  }

  /** Of a root's own listener, so that `target` is the innermost node even in a closed shadow root. */
  heard({ type, target, isTrusted }: Event): void {
    if (type === 'hashchange') this.navigated()
    if (!isTrusted) return
    if (type === 'pointerover') this.#over = new WeakRef(target as Node)
    if (type.endsWith('down')) this.#pressed = new WeakRef(target as Node)
  }

  /** A document may have another target: its fragment changed, or it is new. */
  navigated(): void {
    this.#targets = undefined
  }

  flush(): void {
    const { model } = this.#page
    this.#targets ??= [...this.#roots()].flatMap((root) => query(root, ':target'))
    this.#mark('target', this.#targets)
    this.#over ??= this.#innermost(HOVER)
    this.#pressed ??= this.#innermost(ACTIVE)
    const hover = this.#nearest(this.#over.deref(), HOVER)
    const pressed = this.#nearest(this.#pressed.deref(), ACTIVE)
    // A key presses one element and nothing around it.
    const alone = pressed && !this.#nearest(above(pressed), ACTIVE)
    this.#mark('active', alone ? [pressed] : [])
    const at = this.#deepest((root) =>
      typeOf(root) === TYPE.document ? activeElement?.call(root) : root.activeElement,
    )
    const focus = at && matchesOf(at, ':focus') ? at : null
    const id = focus && model.idOf(focus)
    this.#tell(
      'interaction',
      (hover && model.idOf(hover)) ?? 0,
      (!alone && pressed && model.idOf(pressed)) || 0,
      id ?? 0,
      !!id && matchesOf(focus, ':focus-visible'),
    )
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
    for (let at = from; at; at = above(at)) {
      if (this.#page.model.idOf(at) && isElement(at) && matchesOf(at, state)) return at
    }
    return null
  }

  /** What has a state when nothing is known of how it came to it. */
  #innermost(state: string): WeakRef<Node> {
    const found = this.#deepest((root) => {
      // The control of a label has its state, and nothing around the control.
      const controls = query<HTMLLabelElement>(root, `label${state}`).map(({ control }) => control)
      return query<HTMLElement>(root, state).findLast((element) => !controls.includes(element))
    })
    return new WeakRef(found ?? this.#document)
  }

  /** The last that is found going on inside of what is found, into shadow roots and frames. */
  #deepest(find: (root: Root) => Element | null | undefined): Element | null {
    let found: Element | null = null
    for (let root: Root | null = this.#document; root; ) {
      const at = find(root)
      if (at) found = at
      root = at ? (this.#page.shadowOf(at) ?? frameDocumentOf(at)) : null
    }
    return found
  }

  /** The selection inside a text field. Of one whose value is hidden only whether something is selected. */
  #flushCaret(field: HTMLInputElement, id: NodeId): void {
    const { selectionStart: start, selectionEnd: end, selectionDirection } = field
    // Fields of numbers, dates and the like do not say.
    if (start === null || end === null) return
    const hidden = this.#page.model.flagsOf(id) & (FLAG.masked | FLAG.sensitive)
    const { length } = maskText(hidden ? field.value : '')
    const from = hidden ? (start < end ? 0 : length) : start
    this.#tell('caret', id, from, hidden ? length : end, selectionDirection)
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
      if (!(model.flagsOf(text) & FLAG.masked)) return [text, offset]
      // All or nothing: a place in a hidden text would tell of its length.
      const data = dataOf(container as Text)
      return [text, (isEnd ? offset > 0 : offset >= data.length) ? maskText(data).length : 0]
    }
    let child = firstChildOf(container)
    for (let left = offset; child && left > 0; left--) child = nextSiblingOf(child)
    let node: Node | null = container
    // What is not mirrored counts as the place where it stands.
    for (; node && !model.idOf(node); node = above(node)) child = node
    while (child && !model.idOf(child)) child = nextSiblingOf(child)
    return child ? [model.idOf(child) ?? NONE, 0] : [(node && model.idOf(node)) ?? NONE, 1]
  }
}

function above(node: Node): Node | null {
  return parentOf(node) ?? hostOf(node)
}

/** All in tree order. A document answers `querySelectorAll` with an element of that name. */
function query<T extends Element>(root: Root, selector: string): T[] {
  return [
    ...(typeOf(root) === TYPE.document
      ? querySelectorAll.call(root, selector)
      : root.querySelectorAll(selector)),
  ] as T[]
}
