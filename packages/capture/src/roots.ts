import { type HookTargets, installHooks } from './hooks.ts'
import { listen, observer, removeDonor, typeOf, windowOf } from './natives.ts'
import * as TYPE from './node-type.ts'

const CONTROL_EVENTS =
  'input change click reset submit invalid mousedown keydown focusin focusout slotchange'.split(' ')

const LAYER_EVENTS = ['beforetoggle', 'toggle', 'fullscreenchange']

type Root = Document | ShadowRoot
type Handler = [type: string, heard: (event: Event) => void]

/** What a root's events may have changed; events are hints, state is read at flush. */
export interface RootEvents {
  records(records: MutationRecord[]): void
  scrolled(node: Node): void
  /** Some control may have another state. */
  controls(event: Event): void
  /** A sheet, an image or a frame has loaded. */
  loaded(element: Element): void
  resized(): void
  /** A dialog, popover or fullscreen element comes or goes. */
  layered(target: Node, event: ToggleEvent): void
  /** The customer has pointed, pressed, selected, or gone to another fragment, or the like. */
  interacted(event: Event): void
}

/** After each of these what is hovered, pressed, focused, selected or targeted may be another. */
const INTERACTION =
  'pointerover pointerout pointerdown pointerup keydown keyup focus blur selectionchange hashchange'.split(
    ' ',
  )

/**
 * Every document and shadow root under observation: one MutationObserver over all of them, which delivers one
 * globally ordered queue, listeners for what is not a mutation, and the hooks of each window.
 */
export class Roots {
  readonly #observer: MutationObserver
  readonly #targets: HookTargets
  readonly #handlers: Handler[]
  readonly #windowHandlers: Handler[]
  readonly #roots = new Set<Root>()
  /** The hooks of each window, and the document that it shows. */
  readonly #windows = new Map<Window, { root: Root; unhook(): void }>()

  constructor(events: RootEvents, targets: HookTargets) {
    this.#targets = targets
    this.#observer = observer((records) => events.records(records))
    this.#handlers = [
      ['scroll', (event) => events.scrolled(event.target as Node)],
      ['load', (event) => events.loaded(event.target as Element)],
      ...CONTROL_EVENTS.map((type): Handler => [type, events.controls]),
      ...LAYER_EVENTS.map(
        (type): Handler => [
          type,
          (event) => events.layered(event.target as Node, event as ToggleEvent),
        ],
      ),
    ]
    this.#windowHandlers = [
      ['resize', events.resized],
      ...INTERACTION.map((type): Handler => [type, events.interacted]),
    ]
  }

  /** Every document and shadow root under observation, closed ones too. */
  get all(): Iterable<Root> {
    return this.#roots
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
    this.#listen(root, this.#handlers)
    const view = typeOf(root) === TYPE.document ? windowOf(root as Document) : null
    this.#listen(view ?? root, this.#windowHandlers)
    if (!view) return
    // The window of a new frame stays when its first page comes.
    const known = this.#windows.get(view)
    if (known) known.root = root
    else this.#windows.set(view, { root, unhook: installHooks(view, this.#targets) })
  }

  remove(root: Root): void {
    this.#roots.delete(root)
    for (const handlers of [this.#handlers, this.#windowHandlers])
      this.#listen(root, handlers, false)
    for (const [view, known] of this.#windows) {
      if (known.root !== root) continue
      this.#windows.delete(view)
      this.#listen(view, this.#windowHandlers, false)
      known.unhook()
    }
  }

  take(): MutationRecord[] {
    return this.#observer.takeRecords()
  }

  stop(): void {
    this.#observer.disconnect()
    for (const root of this.#roots) this.remove(root)
    removeDonor()
  }

  #listen(target: EventTarget, handlers: readonly Handler[], on = true): void {
    for (const [type, heard] of handlers) listen(target, type, heard, on)
  }
}
