/**
 * Numbers told as differences, on either end: what a page changes together was mostly made together, so that ids follow
 * each other at the same distance. The same difference twice in a row takes a flag and no byte.
 */
export class Steps {
  #value = 0
  #step = 0

  /** How far the last number was from the one before it. */
  get step(): number {
    return this.#step
  }

  /** The writer's half: whether `value` is as far from the last one as that was from the one before. */
  take(value: number): boolean {
    const step = value - this.#value
    const same = step === this.#step
    this.#value = value
    this.#step = step
    return same
  }

  /** The reader's half: the number that is `step` from the last one. */
  next(step: number): number {
    this.#step = step
    this.#value += step
    return this.#value
  }

  /** A frame begins: it can be read without those before it. */
  reset(): void {
    this.#value = 0
    this.#step = 0
  }
}
