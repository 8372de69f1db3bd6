import type { NodeId, OpWriter } from '@alongside/protocol'
import type { Model } from './model.ts'
import { documentOf, matchesOf, rootOf, windowOf } from './natives.ts'

/**
 * What web components add to the tree: which custom element names are defined, and what slots of manual assignment
 * show. Read from the page's state, told where the replica knows otherwise.
 */
export class Components {
  readonly #model: Model
  readonly #out: OpWriter
  /** Slots of manual assignment, and what each was last told to show. */
  readonly #slots = new Map<NodeId, { readonly slot: HTMLSlotElement; told: string }>()
  /** Names that the replica knows, by the id of their document. */
  readonly #names = new Map<NodeId, Set<string>>()
  #untold: [document: NodeId, name: string][] = []

  constructor(model: Model, out: OpWriter) {
    this.#model = model
    this.#out = out
  }

  /** `is`: the name that a customised built-in says it has. */
  found(element: Element, id: NodeId, name: string, is: string | null): void {
    if (name === 'slot' && (rootOf(element) as ShadowRoot).slotAssignment === 'manual') {
      this.#slots.set(id, { slot: element as HTMLSlotElement, told: '' })
    } else if ((is || name.includes('-')) && matchesOf(element, ':defined')) {
      const page = documentOf(element)
      // `:defined` holds of a built-in whose `is` came too late to mean anything, too.
      if (page && (!is || windowOf(page)?.customElements.get(is)))
        this.defined(page, is ?? name, is ? name : '')
    }
  }

  gone(id: NodeId): void {
    this.#slots.delete(id)
    this.#names.delete(id)
  }

  /** A name is defined in the window of a document; `base`: the built-in element that it extends. */
  defined(page: Document, name: string, base = ''): void {
    const document = this.#model.idOf(page)
    if (document === undefined) return
    const said = base ? `${name}/${base}` : name
    const names = this.#names.get(document) ?? new Set()
    this.#names.set(document, names)
    if (!names.has(said)) this.#untold.push([document, said])
    names.add(said)
  }

  flush(): void {
    for (const [document, name] of this.#untold)
      if (this.#model.nodeAt(document)) this.#out.define(document, name)
    this.#untold = []
    for (const [id, entry] of this.#slots) {
      const shown = HTMLSlotElement.prototype.assignedNodes
        .call(entry.slot)
        .map((node) => this.#model.idOf(node))
        .filter((node) => node !== undefined)
      const now = shown.join()
      if (now === entry.told) continue
      entry.told = now
      this.#out.assign(id, shown)
    }
  }
}
