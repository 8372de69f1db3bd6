/** Waits between attempts to connect, in milliseconds. */
export type BackOff = { readonly first: number; readonly longest: number }

export const BACK_OFF: BackOff = {
  first: 250,
  longest: 5_000,
}

/**
 * How long to wait before attempt `failures` + 1. Full jitter (anything from 0 to the exponential bound): after a
 * server restart thousands of ends come back at once, and only the spread keeps them from arriving together.
 */
export function backOff(
  failures: number,
  { first, longest }: BackOff = BACK_OFF,
  random: () => number = Math.random,
): number {
  const bound = Math.min(longest, first * 2 ** Math.min(failures, 16))
  return random() * bound
}
