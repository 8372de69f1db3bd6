import type { Op, TopLayerEntry, TopLayerKind } from '@alongside/protocol'
import { keptName } from './allow.ts'
import * as dom from './dom.ts'
import { setState } from './states.ts'
import type { Tree } from './tree.ts'

/** A page has a handful; a hostile one must not cost us more. */
const MOST = 500

type Shown = { readonly element: Element; readonly kind: TopLayerKind }

/**
 * Dialogs, popovers and fullscreen elements, really opened in the replica's own top layer, in the customer's order. The
 * last one opened is on top, so an element that stands above another one than before is closed and opened again; the
 * others stay as they are, and their animations run on.
 *
 * Every popover runs as `manual` here, so that only an op closes it (attributes.ts keeps the authored kind beside). A
 * fullscreen element is a popover of the size of the viewport: real fullscreen needs a gesture and the agent's screen.
 */
export class TopLayer {
  readonly #tree: Tree
  #wanted: readonly TopLayerEntry[] = []
  #shown: Shown[] = []

  constructor(tree: Tree) {
    this.#tree = tree
  }

  set({ entries }: Extract<Op, { op: 'topLayer' }>): void {
    this.#wanted = entries.slice(0, MOST)
  }

  /** After every batch: what moved to another place has lost its own in the top layer, as it did at the sharer. */
  flush(): void {
    if (this.#wanted.length + this.#shown.length === 0) return
    const wanted = new Map<Document | null, (TopLayerEntry & Shown)[]>()
    for (const entry of this.#wanted) {
      const element = this.#tree.find(entry.id)
      if (!dom.isElement(element) || !dom.isConnected(element)) continue
      const owner = dom.ownerOf(element)
      const list = wanted.get(owner) ?? []
      list.push({ ...entry, element })
      wanted.set(owner, list)
    }
    const before = this.#shown
    this.#shown = []
    for (const owner of new Set([...before.map(ownerOf), ...wanted.keys()])) {
      const shown = before.filter((it) => ownerOf(it) === owner)
      for (const it of shown) if (!isShown(it)) close(it)
      this.#reconcile(shown.filter(isShown), wanted.get(owner) ?? [])
      const root = owner && dom.rootElementOf(owner)
      const isCovered = ({ element, kind }: Shown) => kind === 'fullscreen' && element !== root
      // Chromium's own sheet takes the scroll bars from a root under a fullscreen element.
      if (root) setState(root, 'fullscreen-ancestor', (wanted.get(owner) ?? []).some(isCovered))
    }
  }

  /** One document's list. What stays is the longest beginning of the wanted that is open in that order already. */
  #reconcile(shown: Shown[], wanted: (TopLayerEntry & Shown)[]): void {
    let from = 0
    let kept = 0
    for (const { element, kind } of wanted) {
      const at = shown.findIndex((it, i) => i >= from && it.element === element)
      if (shown[at]?.kind !== kind) break
      from = at + 1
      kept++
    }
    const staying = new Set(wanted.slice(0, kept).map(({ element }) => element))
    for (const it of shown.reverse()) if (!staying.has(it.element)) close(it)
    wanted.forEach((it, i) => {
      if (i < kept || open(it, this.#tree.find(it.source))) this.#shown.push(it)
    })
  }
}

function ownerOf({ element }: Shown): Document | null {
  return dom.ownerOf(element)
}

function isShown({ element, kind }: Shown): boolean {
  const selector = kind === 'modal' ? ':modal' : ':popover-open'
  const owner = dom.ownerOf(element)
  // The document of a frame that has gone holds what it held, and can no longer close it.
  if (!owner || !dom.viewOf(owner)) return false
  return dom.isConnected(element) && Element.prototype.matches.call(element, selector)
}

/** Opens an element; false where a page could not have (a stream may say anything). */
function open({ element, kind }: Shown, source: Node | null): boolean {
  const owner = dom.ownerOf(element)
  if (!owner) return false
  try {
    if (kind === 'modal') asAuthored(element, showModal)
    else {
      if (kind === 'fullscreen') {
        setState(element, 'fullscreen', true)
        // The root is as large as the viewport anyway and has everything else inside.
        if (element === dom.rootElementOf(owner)) return true
        dom.setAttribute(element, 'popover', 'manual')
      }
      const { showPopover }: { showPopover(options: object): void } = HTMLElement.prototype
      const invoker = dom.isElement(source) && dom.namespaceOf(source) === dom.HTML
      showPopover.call(element, invoker ? { source } : {})
    }
    return true
  } catch {
    return false
  }
}

function close(it: Shown): void {
  const { element, kind } = it
  if (isShown(it)) {
    if (kind === 'modal') asAuthored(element, closeModal)
    else HTMLElement.prototype.hidePopover.call(element)
  }
  if (kind !== 'fullscreen') return
  setState(element, 'fullscreen', false)
  if (!dom.hasAttribute(element, keptName('popover'))) dom.removeAttribute(element, 'popover')
}

function showModal(dialog: Element): void {
  // An open dialog cannot be made modal.
  dom.removeAttribute(dialog, 'open')
  // showModal() focuses something inside, even in an inert frame, and takes the focus from the agent's own application;
  // nothing of an inert dialog can have it.
  dom.setAttribute(dialog, 'inert', '')
  HTMLDialogElement.prototype.showModal.call(dialog)
}

function closeModal(dialog: Element): void {
  // close() does nothing without the attribute, which an op has taken away by now, and the dialog would stay modal.
  dom.setAttribute(dialog, 'open', '')
  HTMLDialogElement.prototype.close.call(dialog)
}

/** Leaves the attributes that this needs for itself as the page has them. */
function asAuthored(dialog: Element, what: (dialog: Element) => void): void {
  const before = ['open', 'inert'].map((name) => [name, dom.getAttribute(dialog, name)] as const)
  try {
    what(dialog)
  } finally {
    for (const [name, value] of before) {
      if (value === null) dom.removeAttribute(dialog, name)
      else dom.setAttribute(dialog, name, value)
    }
  }
}
