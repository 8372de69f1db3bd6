import type { DocumentMode, NodeId, NodeRecord } from '@alongside/protocol'
import * as dom from './dom.ts'
import { openShell } from './shell.ts'

/**
 * A document of the page: the top one, or the one inside an `<iframe>`. Its own DOM document comes and goes with
 * the frame's place in the tree; the id, the mode and the children stay.
 */
export class Subdocument {
  readonly id: NodeId
  readonly host: Element | null
  readonly baseUrl: string
  readonly #mode: DocumentMode
  readonly #doctype: boolean
  #document: Document | null = null
  #held: DocumentFragment

  constructor(
    record: Extract<NodeRecord, { kind: 'document' }>,
    host: Element | null,
    top: Document,
  ) {
    this.id = record.id
    this.host = host
    this.baseUrl = record.baseUrl
    this.#mode = record.mode
    this.#doctype = record.doctype
    this.#held = dom.createFragment(top)
  }

  get document(): Document | null {
    return this.#document
  }

  get container(): Document | DocumentFragment {
    return this.#document ?? this.#held
  }

  /** Opens the shell in the frame's document, under this policy, and moves the waiting children in; null while there is none. */
  open(top: Document, policy: string): Document | null {
    const target = this.host ? dom.contentDocumentOf(this.host) : top
    if (!target) return null
    openShell(target, { mode: this.#mode, doctype: this.#doctype, policy })
    this.#move(this.#held, target)
    this.#document = target
    return target
  }

  /** Takes the children out before the frame's document dies. */
  hold(top: Document): void {
    if (!this.#document) return
    this.#held = dom.createFragment(top)
    this.#move(this.#document, this.#held)
    this.#document = null
  }

  #move(from: Node, to: Node): void {
    for (let child = dom.firstChildOf(from); child; ) {
      const next = dom.nextSiblingOf(child)
      if (dom.typeOf(child) === dom.ELEMENT || dom.typeOf(child) === dom.TEXT)
        dom.insert(to, child, null)
      child = next
    }
  }
}
