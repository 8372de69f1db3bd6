// What setup says on the terminal: short lines with times, and nothing when there is nothing to do.

/** A reason to stop that the reader can act on; printed without a stack. */
export class SetupError extends Error {}

/**
 * Runs one step of setup, with a line before it and a line with its time after it.
 * @template T
 * @param {string} name
 * @param {string} doing
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, doing, work) {
  const started = performance.now()
  console.log(`${name}: ${doing} …`)
  const result = await work()
  console.log(`${name}: ready in ${seconds(performance.now() - started)}`)
  return result
}

/**
 * @param {number} milliseconds
 * @returns {string}
 */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`
}
