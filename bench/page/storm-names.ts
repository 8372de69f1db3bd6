/** The storms of storms.ts, in the order of the tables; on its own because the runner has no DOM. */
export const STORMS = [
  '10k texts',
  '10k attributes',
  '5k inserts, 5k removals',
  'reverse 1k rows',
  'move 10k subtree',
  '200 styles at 60 fps',
  'typing',
  'virtual list',
] as const

export type StormName = (typeof STORMS)[number]
