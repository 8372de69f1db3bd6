import { type HookTargets, installHooks } from './hooks.ts'
import { typeOf, windowOf } from './natives.ts'
import * as TYPE from './node-type.ts'

const CONTROL_EVENTS =
  'input change click reset submit invalid mousedown keydown focusin focusout slotchange'.split(' ')

type Root = Document | ShadowRoot

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
  readonly #events: RootEvents
  readonly #targets: HookTargets
  readonly #stops = new Map<Root, AbortController>()
  readonly #windows = new Map<Window, () => void>()

  constructor(events: RootEvents, targets: HookTargets) {
    this.#events = events
    this.#targets = targets
    this.#observer = new MutationObserver((records) => events.records(records))
  }

  /** Every document and shadow root under observation, closed ones too. */
  get all(): Iterable<Root> {
    return this.#stops.keys()
  }

  add(root: Root): void {
    this.#observer.observe(root, {
      childList: true,
      attributes: true,
      characterData: true,
      subtree: true,
    })
    if (this.#stops.has(root)) return
    const stop = new AbortController()
    this.#stops.set(root, stop)
    const listen = (type: string, on: (event: Event) => void, target: EventTarget = root): void =>
      target.addEventListener(type, on, { capture: true, passive: true, signal: stop.signal })
    listen('scroll', (event) => this.#events.scrolled(event.target as Node))
    for (const type of CONTROL_EVENTS) listen(type, (event) => this.#events.controls(event))
    for (const type of ['beforetoggle', 'toggle', 'fullscreenchange'])
      listen(type, (event) => this.#events.layered(event.target as Node, event as ToggleEvent))
    listen('load', (event) => this.#events.loaded(event.target as Element))
    const view = typeOf(root) === TYPE.document ? windowOf(root as Document) : null
    for (const type of INTERACTION)
      listen(type, (event) => this.#events.interacted(event), view ?? root)
    if (!view) return
    listen('resize', () => this.#events.resized(), view)
    if (!this.#windows.has(view)) {
      this.#windows.set(view, installHooks(view as Window & typeof globalThis, this.#targets))
    }
  }

  remove(root: Root): void {
    this.#stops.get(root)?.abort()
    this.#stops.delete(root)
  }

  take(): MutationRecord[] {
    return this.#observer.takeRecords()
  }

  stop(): void {
    this.#observer.disconnect()
    for (const stop of this.#stops.values()) stop.abort()
    for (const unhook of this.#windows.values()) unhook()
    this.#stops.clear()
    this.#windows.clear()
  }
}
