import type { Model } from './model.ts'
import { typeOf } from './natives.ts'
import * as TYPE from './node-type.ts'
import type { States } from './states.ts'

/** What the customer points at, presses, has focused and selected, and where the address leads on each page. */
export class Interaction {
  readonly #model: Model
  readonly #states: States
  readonly #roots: () => Iterable<Document | ShadowRoot>
  #targets: Element[] = []
  #navigated = true

  constructor(model: Model, states: States, roots: () => Iterable<Document | ShadowRoot>) {
    this.#model = model
    this.#states = states
    this.#roots = roots
  }

  /** A document may have another target: its fragment changed, or it is new. */
  navigated(): void {
    this.#navigated = true
  }

  flush(): void {
    if (this.#navigated) {
      this.#navigated = false
      for (const element of this.#targets) this.#target(element, [])
      this.#targets = []
      for (const root of this.#roots()) {
        if (typeOf(root) === TYPE.document) {
          this.#targets.push(...Document.prototype.querySelectorAll.call(root, ':target'))
        }
      }
    }
    // In every flush: an element may be written long after its document.
    for (const element of this.#targets) this.#target(element, ['target'])
  }

  #target(element: Element, names: string[]): void {
    const id = this.#model.idOf(element)
    if (id !== undefined) this.#states.set(id, 'target', names)
  }
}
