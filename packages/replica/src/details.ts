import * as dom from './dom.ts'

/**
 * Which `<details>` the page has open. Of a group only one can be, and the browser closes others as soon as names, places
 * and states meet; within a batch they meet in another order than they did at the sharer, so the end is put right.
 */
export class Details {
  readonly #open = new Map<Element, string>()

  /** An `open` attribute as the page has it. */
  set(element: Element, value: string | null): void {
    if (value === null) this.#open.delete(element)
    else this.#open.set(element, value)
  }

  freed(node: Node): void {
    this.#open.delete(node as Element)
  }

  flush(): void {
    for (const [element, value] of this.#open)
      if (!dom.hasAttribute(element, 'open')) dom.setAttribute(element, 'open', value)
  }
}
