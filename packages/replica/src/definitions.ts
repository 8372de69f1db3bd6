import { type NodeId, ProtocolError } from '@alongside/protocol'
import * as dom from './dom.ts'
import type { Tree } from './tree.ts'

/** Names that one document may define: each is a class of its own, and a hostile stream may not have them without end. */
const MOST_NAMES = 10_000

/**
 * Custom element names, defined with classes that do nothing: `:defined` holds as on the page, and no code of the page
 * is here. The classes are of the viewer's realm, as the frame runs none.
 */
export class Definitions {
  readonly #tree: Tree
  readonly #names = new Map<NodeId, Set<string>>()

  constructor(tree: Tree) {
    this.#tree = tree
  }

  /** `name`, or `name/base` for one that extends a built-in element. */
  define(document: NodeId, name: string): void {
    const names = this.#names.get(document) ?? new Set()
    this.#names.set(document, names)
    if (names.size >= MOST_NAMES)
      throw new ProtocolError('bad_value', `more than ${MOST_NAMES} custom element names`)
    names.add(name)
    const node = this.#tree.node(document)
    if (dom.typeOf(node) === dom.DOCUMENT) defineIn(node as Document, name)
  }

  /** The document has a window of its own now, also a new one after its frame was moved. */
  opened(id: NodeId, document: Document): void {
    for (const name of this.#names.get(id) ?? []) defineIn(document, name)
  }

  freed(id: NodeId): void {
    this.#names.delete(id)
  }
}

/** A name that this browser refuses (or has from before) stays without a definition, and hurts nothing else. */
function defineIn(document: Document, said: string): void {
  const view = dom.viewOf(document)
  const [name = '', base] = said.split('/')
  if (!view) return
  try {
    const Base: typeof HTMLElement = base
      ? Reflect.get(dom.createElement(document, dom.HTML, base), 'constructor')
      : view.HTMLElement
    view.customElements.define(name, class extends Base {}, base ? { extends: base } : {})
  } catch {
    // As said above.
  }
}
