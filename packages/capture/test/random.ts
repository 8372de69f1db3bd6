/** The same numbers for the same seed, from 0 up to 1 (mulberry32). */
export type Random = () => number

export function createRandom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const below = (random: Random, most: number): number => Math.floor(random() * most)

export function oneOf<T>(random: Random, of: readonly T[]): T {
  const found = of[below(random, of.length)]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

/** `#` is a digit, `@` a capital letter, `N` a digit from 2 to 9. */
export function filled(random: Random, shape: string): string {
  return shape.replace(/[#@N]/g, (mark) =>
    mark === '@'
      ? String.fromCharCode(65 + below(random, 26))
      : String(mark === 'N' ? 2 + below(random, 8) : below(random, 10)),
  )
}
