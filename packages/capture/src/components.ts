import type { NodeId } from '@alongside/protocol'
import { hasHiddenTree } from './closed-shadow.ts'
import * as FLAG from './flag.ts'
import {
  adoptedOf,
  attributeOf,
  boxOf,
  documentOf,
  HTML,
  isElement,
  matchesOf,
  nameOf,
  namespaceOf,
  rootOf,
  windowOf,
} from './natives.ts'
import type { Host, Root } from './part.ts'

const STATE = /:state\(\s*([^\s()]+)\s*\)/g
/** How many elements one audit tries. */
const MOST_TRIED = 200
/** Of form-associated elements. */
const VALIDITY = ['valid', 'invalid', 'user-valid', 'user-invalid']
/** Sheets of more rules are an application's; states are styled in those of components. */
const MOST_RULES = 1000

/** What is known of the nodes of one epoch. By id: what the page removes is not held by us. */
class Known {
  /** Nodes of lower ids have been looked at. */
  next = 1
  /** Defined names that the replica knows, each with the id of its document. */
  readonly names = new Set<string>()
  readonly customs = new Set<NodeId>()
  /** Slots, and what each was last told to show; null: its assignment was not manual yet. */
  readonly slots = new Map<NodeId, string | null>()
  /** Without children here: their box may be of something that is hidden from us. Tried in an audit. */
  readonly empty = new Set<NodeId>()
  /** Boxes that stand for closed shadow roots, and their sizes. */
  readonly opaque = new Map<NodeId, string>()
}

/**
 * What web components add to the tree: which names are defined, what slots of manual assignment show, custom states, and
 * that a shadow root is there which nobody can look into. Read from the page's state, told where the replica knows
 * otherwise.
 */
export class Components {
  readonly #host: Host
  #known = new Known()
  #defined: [page: Document, name: string][] = []
  /** Custom states that a sheet or a script has named, as `state(x)`. */
  readonly #states = new Set<string>()
  readonly #unread = new Set<Root>()
  #stale = true

  constructor(host: Host) {
    this.#host = host
  }

  epoch(): void {
    this.#known = new Known()
  }

  /** A document or shadow root is new, or has a new sheet. */
  found(root: Root): void {
    this.#unread.add(root)
  }

  /** A script has changed the states of an element: which, is asked of the elements. */
  stateChanged(name?: unknown): void {
    if (name !== undefined) this.#named(String(name))
    this.#stale = true
  }

  /** A name is defined in the window of a document; `base`: the built-in element that it extends. */
  defined(page: Document, name: string, base?: string): void {
    this.#defined.push([page, base ? `${name}/${base}` : name])
  }

  /** After a frame, when sizes cost nothing. */
  audit(): void {
    const { page } = this.#host
    const { model } = page
    const { empty, opaque } = this.#known
    this.#stale = true
    let left = MOST_TRIED
    for (const id of empty) {
      if (left-- === 0) break
      empty.delete(id)
      const element = model.nodeAt(id) as Element | undefined
      if (!element || page.shadowOf(element)) continue
      // What is not shown has its turn again.
      if (sizeOf(element) === '0 0') empty.add(id)
      else if (hasHiddenTree(element)) this.#withhold(element)
    }
    for (const [id, size] of opaque) {
      const element = model.nodeAt(id)
      if (!element) opaque.delete(id)
      else if (sizeOf(element as Element) !== size) this.#withhold(element)
    }
  }

  flush(): void {
    const { page, out } = this.#host
    const { model } = page
    const known = this.#known
    for (; known.next < model.nextId; known.next++) {
      const node = model.nodeAt(known.next as NodeId)
      if (node && isElement(node)) this.#look(node, known.next as NodeId)
    }
    for (const [of, name] of this.#defined) {
      const id = model.idOf(of)
      const key = `${id} ${name}`
      if (id === undefined || known.names.has(key)) continue
      known.names.add(key)
      out.define(id, name)
    }
    this.#defined = []
    for (const root of this.#unread) this.#readStates(adoptedOf(root))
    this.#unread.clear()
    this.#flushSlots()
    if (this.#stale) this.#flushStates()
    this.#stale = false
  }

  #look(element: Element, id: NodeId): void {
    if (namespaceOf(element) !== HTML) return
    const { page, out } = this.#host
    const { slots, customs, empty, opaque } = this.#known
    const name = nameOf(element)
    if (page.opaque.has(element)) {
      opaque.set(id, sizeOf(element))
      out.note(id, 'closed-shadow')
      return
    }
    if (page.model.flagsOf(id) & FLAG.blocked) return
    if (name === 'slot') {
      slots.set(id, null)
      this.#stale = true
    }
    const isCustom = name.includes('-')
    const is = isCustom ? null : attributeOf(element, 'is')
    const of = documentOf(element)
    // `:defined` holds of a built-in whose `is` came too late to mean anything, too.
    if (of && (isCustom || (is && windowOf(of)?.customElements.get(is))))
      if (matchesOf(element, ':defined')) this.defined(of, is ?? name, is ? name : '')
    if (isCustom) {
      customs.add(id)
      this.#stale = true
      // Built-in elements may be hosts too, but too many of them have a size for other reasons (a quirky body, an editor).
      empty.add(id)
    }
    // Not by `styleSheets`: Chromium keeps that list, with what is removed, until somebody asks for it again.
    if (name === 'style' || name === 'link')
      this.#readStates([(element as HTMLStyleElement | HTMLLinkElement).sheet])
  }

  #withhold(element: Node): void {
    this.#host.page.opaque.add(element)
    this.#host.renew(element)
  }

  #flushSlots(): void {
    const { page, out } = this.#host
    const { slots } = this.#known
    for (const [id, told] of slots) {
      const slot = page.model.nodeAt(id) as HTMLSlotElement | undefined
      if (!slot) slots.delete(id)
      // It may move to where it is manual.
      else if (
        told !== null ||
        (this.#stale && (rootOf(slot) as ShadowRoot).slotAssignment === 'manual')
      ) {
        const shown = slot.assignedNodes().flatMap((node) => page.model.idOf(node) ?? [])
        const now = `${shown}`
        if (now !== told) out.assign(id, shown)
        slots.set(id, now)
      }
    }
  }

  /** States that were set before we looked are known by the sheets that style them; only those can be seen. */
  #readStates(sheets: Iterable<CSSStyleSheet | null>): void {
    for (const sheet of sheets) {
      try {
        if (!sheet || sheet.cssRules.length > MOST_RULES) continue
        for (const rule of sheet.cssRules)
          for (const [, name = ''] of rule.cssText.matchAll(STATE)) this.#named(name)
      } catch {
        // Of another origin.
      }
    }
  }

  #named(name: string): void {
    const state = `state(${name})`
    if (this.#states.has(state) || !CSS.supports(`selector(:${state})`)) return
    this.#states.add(state)
    this.#stale = true
  }

  #flushStates(): void {
    const { page, states } = this.#host
    const all = [...VALIDITY, ...this.#states]
    const any = all.map((state) => `:${state}`).join()
    for (const id of this.#known.customs) {
      const element = page.model.nodeAt(id) as Element | undefined
      if (!element) this.#known.customs.delete(id)
      else {
        const has = matchesOf(element, any)
          ? all.filter((state) => matchesOf(element, `:${state}`))
          : []
        states.set(id, 'custom', has)
      }
    }
  }
}

function sizeOf(element: Element): string {
  const { width, height } = boxOf(element)
  return `${Math.round(width)} ${Math.round(height)}`
}
