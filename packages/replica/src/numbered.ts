/** Small: a hostile stream may take one number of each page. */
const PAGE = 32

type Page<T> = { readonly items: (T | undefined)[]; count: number }

/**
 * What has numbers that go up and are never used again: a Map of pages, since one of every number grows and is hashed
 * for each. A page goes with the last that is on it.
 */
export class Numbered<T> {
  readonly #pages = new Map<number, Page<T>>()
  /** The page at hand: numbers come in runs. */
  #number = -1
  #page: Page<T> | undefined
  #size = 0

  get size(): number {
    return this.#size
  }

  get(number: number): T | undefined {
    return this.#pageOf(number)?.items[number % PAGE]
  }

  /** For a number that has nothing yet. */
  add(number: number, item: T): void {
    let page = this.#pageOf(number)
    if (!page) {
      page = { items: new Array(PAGE).fill(undefined), count: 0 }
      this.#pages.set(Math.floor(number / PAGE), page)
      this.#page = page
    }
    page.items[number % PAGE] = item
    page.count++
    this.#size++
  }

  /** Those from one to before another that have something. */
  *numbers(from: number, to: number): Generator<number> {
    for (const [page, { items }] of this.#pages) {
      const first = page * PAGE
      if (first + PAGE <= from || first >= to) continue
      for (let i = 0; i < PAGE; i++) {
        const number = first + i
        if (items[i] !== undefined && number >= from && number < to) yield number
      }
    }
  }

  delete(number: number): void {
    const page = this.#pageOf(number)
    if (page?.items[number % PAGE] === undefined) return
    page.items[number % PAGE] = undefined
    page.count--
    this.#size--
    if (page.count > 0) return
    this.#pages.delete(this.#number)
    this.#page = undefined
  }

  #pageOf(number: number): Page<T> | undefined {
    const at = Math.floor(number / PAGE)
    if (at !== this.#number) {
      this.#number = at
      this.#page = this.#pages.get(at)
    }
    return this.#page
  }
}
