/**
 * Numbers told as differences: what a page changes together was mostly made together, so that ids follow each other at the
 * same distance. The same difference twice in a row takes a flag and no byte.
 */
export class StepWriter {
  #value = 0
  /** How far the last number was from the one before it. */
  step = 0

  /** Whether `value` is as far from the last one as that was from the one before. */
  take(value: number): boolean {
    const before = this.step
    this.step = value - this.#value
    this.#value = value
    return this.step === before
  }

  /** A frame begins: it can be read without those before it. */
  reset(): void {
    this.#value = this.step = 0
  }
}

/** The reader's half. */
export class StepReader {
  #value = 0
  #step = 0

  /** The number that is `step` from the last one; null: as far as that was from the one before. */
  next(step: number | null): number {
    if (step !== null) this.#step = step
    this.#value += this.#step
    return this.#value
  }

  reset(): void {
    this.#value = this.#step = 0
  }
}
