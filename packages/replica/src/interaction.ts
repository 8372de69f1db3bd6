import type { NodeId, Op } from '@alongside/protocol'
import * as dom from './dom.ts'
import { aboveInFlatTree } from './flat-tree.ts'
import { setState } from './states.ts'
import type { Tree } from './tree.ts'

type InteractionOp = Extract<Op, { op: 'interaction' }>
type Marks = Map<string, Set<Element>>

/**
 * Marks the elements that are hovered, pressed and focused at the customer: around the innermost one that the op names,
 * those that Chromium gives the state as well. Nothing is ever really focused in the replica.
 */
export class Interaction {
  readonly #tree: Tree
  #op: InteractionOp | null = null
  #marks: Marks = new Map()

  constructor(tree: Tree) {
    this.#tree = tree
  }

  apply(op: InteractionOp): void {
    this.#op = op
  }

  /** The focused element, as far as it is there. */
  get focused(): Element | null {
    return this.#element(this.#op?.focus)
  }

  /** After every batch: the tree may have moved under the pointer. */
  flush(): void {
    if (!this.#op) return
    const marks: Marks = new Map()
    for (const name of ['hover', 'active'] as const)
      marks.set(name, this.#pointed(this.#element(this.#op[name])))
    const focused = this.focused
    marks.set('focus', new Set(focused && isOwn(focused) ? [focused, ...hostsAround(focused)] : []))
    marks.set('focus-visible', new Set(focused && this.#op.focusVisible ? [focused] : []))
    marks.set('focus-within', new Set(focused ? around(focused) : []))
    for (const [name, before] of this.#marks) {
      const now = marks.get(name)
      for (const element of before) if (!now?.has(element)) setState(element, name, false)
    }
    for (const [name, now] of marks) for (const element of now) setState(element, name, true)
    this.#marks = marks
  }

  #element(id: NodeId | undefined): Element | null {
    const node = id ? this.#tree.find(id) : null
    return dom.isElement(node) ? node : null
  }

  /** The element, everything around it, frames too, and the controls of labels among them. */
  #pointed(element: Element | null): Set<Element> {
    const all = new Set<Element>()
    for (let at = element; at; at = this.#frameOf(at)) for (const each of around(at)) all.add(each)
    for (const each of all) {
      const control = dom.isHtml(each, 'label') ? controlOf(each) : null
      if (control) all.add(control)
    }
    return all
  }

  #frameOf(element: Element): Element | null {
    return this.#tree.documentOf(element)?.host ?? null
  }
}

/** Details without a summary are given one by the browser, which takes the focus in their place. */
function isOwn(focused: Element): boolean {
  return !dom.isHtml(focused, 'details') || dom.hasAttribute(focused, 'tabindex')
}

/**
 * An element and what is around it in the flat tree of its document: slots, hosts. For Chromium nothing is around what is in
 * the top layer.
 */
function* around(element: Element): Generator<Element> {
  for (let at: Element | null = element; at; at = aboveInFlatTree(at)) {
    yield at
    if (Element.prototype.matches.call(at, ':modal,:popover-open')) return
  }
}

/** The hosts of the shadow roots that a node is in: the focused element's match `:focus` too. */
function* hostsAround(node: Node): Generator<Element> {
  for (let at: Node | null = node; at; ) {
    const parent: Node | null = dom.parentOf(at)
    const host: Element | null = parent && !dom.isElement(parent) ? dom.hostOf(parent) : null
    if (host) yield host
    at = host ?? parent
  }
}

function controlOf(label: Element): Element | null {
  return Reflect.get(HTMLLabelElement.prototype, 'control', label)
}
