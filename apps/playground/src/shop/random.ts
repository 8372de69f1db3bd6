/**
 * A small seeded generator (mulberry32): everything the shop invents is the same at every start, because the
 * tests compare pictures of its pages.
 */
export function seeded(seed: string): () => number {
  let state = 2166136261
  for (const character of seed) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619)
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function pick<T>(random: () => number, from: readonly [T, ...T[]]): T {
  const chosen = from[Math.floor(random() * from.length)]
  // Not `??`: null may be one of the choices.
  return chosen === undefined ? from[0] : chosen
}
