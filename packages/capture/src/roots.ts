import { hooks, type Wrap } from './hooks.ts'
import { connected, listen, observer, removeDonor, rootOf, typeOf, windowOf } from './natives.ts'
import * as TYPE from './node-type.ts'
import type { Part, Root } from './part.ts'

type Undo = readonly (() => void)[]
type Handler = [type: string, heard: (event: Event) => void]

/**
 * Every document and shadow root under observation: one MutationObserver over all of them, which delivers one
 * globally ordered queue, listeners for what is not a mutation, and the hooks of each window.
 */
export class Roots {
  readonly #observer: MutationObserver
  readonly #handlers: Handler[] = []
  readonly #windowHandlers: Handler[] = []
  readonly #roots = new Set<Root>()
  /** The hooks of each window, and the document that it shows. */
  readonly #windows = new Map<Window & typeof globalThis, { root: Root; wrap: Wrap; undo: Undo }>()
  /** Hooks in windows that have gone: what was made there may live on in the page. They hold this, and we do not hold them. */
  readonly #gone: WeakRef<Undo>[] = []
  readonly #parts: Part[] = []

  constructor(records: (records: MutationRecord[]) => void) {
    this.#observer = observer(records)
  }

  /** A part listens and hooks, in what is known and in what comes. */
  use(part: Part): void {
    const heard = (event: Event): void => part.heard?.(event)
    for (const type of part.events ?? []) this.#handlers.push([type, heard])
    for (const type of part.windowEvents ?? []) this.#windowHandlers.push([type, heard])
    this.#parts.push(part)
    for (const [view, { wrap }] of this.#windows) part.hook?.(view, wrap)
    for (const root of this.#roots) {
      this.#listenTo(root)
      part.found?.(root)
    }
  }

  /** Every document and shadow root under observation, closed ones too. */
  get all(): Iterable<Root> {
    return this.#roots
  }

  /** Whether changes below a node are heard of where it is. */
  observes(node: Node): boolean {
    return connected(node) && this.#roots.has(rootOf(node) as Root)
  }

  /** Also for one that is known: `document.open()` takes all listeners from a document and its window. */
  add(root: Root): void {
    this.#observer.observe(root, {
      childList: true,
      attributes: true,
      characterData: true,
      subtree: true,
    })
    this.#roots.add(root)
    const view = this.#listenTo(root)
    for (const part of this.#parts) part.found?.(root)
    if (!view) return
    // The window of a new frame stays when its first page comes.
    const known = this.#windows.get(view)
    if (known) known.root = root
    else {
      const wrapped = hooks()
      for (const part of this.#parts) part.hook?.(view, wrapped.wrap)
      this.#windows.set(view, { root, ...wrapped })
    }
  }

  remove(root: Root): void {
    this.#roots.delete(root)
    for (const handlers of [this.#handlers, this.#windowHandlers])
      this.#listen(root, handlers, false)
    for (const [view, known] of this.#windows) {
      if (known.root !== root) continue
      this.#windows.delete(view)
      this.#listen(view, this.#windowHandlers, false)
      this.#gone.push(new WeakRef(known.undo))
    }
  }

  take(): MutationRecord[] {
    return this.#observer.takeRecords()
  }

  stop(): void {
    this.#observer.disconnect()
    for (const root of this.#roots) this.remove(root)
    for (const undo of this.#gone) for (const restore of undo.deref() ?? []) restore()
    removeDonor()
  }

  #listenTo(root: Root): (Window & typeof globalThis) | null {
    const view = typeOf(root) === TYPE.document ? windowOf(root as Document) : null
    this.#listen(root, this.#handlers)
    this.#listen(view ?? root, this.#windowHandlers)
    return view
  }

  #listen(target: EventTarget, handlers: readonly Handler[], on = true): void {
    for (const [type, heard] of handlers) listen(target, type, heard, on)
  }
}
