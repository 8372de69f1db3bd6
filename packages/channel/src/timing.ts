import type { BackOff } from '@alongside/protocol'

/** Every wait of the channel, in milliseconds. */
export type ChannelTiming = {
  /** From the start of a socket until it is open, and from then to its welcome. */
  readonly handshake: number
  /** So long after one try begins the next beside it: the path may have swallowed the first, and TCP repeats ever more seldom. */
  readonly beside: number
  readonly pingEvery: number
  /** A ping without any sign of life for this long means that the socket is dead: at most 10 s after it died. */
  readonly silence: number
  /** A socket that lived this long proves that the server is well: the back-off starts over. */
  readonly steady: number
  readonly backOff: BackOff
  /** The longest that an acknowledgement waits for a frame to ride on. */
  readonly ackWithin: number
  /** How often a blocked socket is looked at; browsers tell nobody when their buffer drains. */
  readonly drainEvery: number
}

export const TIMING: ChannelTiming = {
  handshake: 10_000,
  beside: 3_000,
  pingEvery: 2_000,
  silence: 8_000,
  steady: 2_000,
  // The agent looks at an old picture meanwhile: half of all ends are back in half a second after the path.
  backOff: { first: 250, longest: 1_200 },
  ackWithin: 50,
  drainEvery: 10,
}

/** Bytes. */
export const FLOW: {
  readonly socketBuffer: number
  readonly volatileBuffer: number
  readonly window: number
  readonly ackEvery: number
  readonly firstBudget: number
  readonly leastBudget: number
  readonly assetShare: number
  readonly leastPiece: number
  readonly aheadMs: number
  readonly assetAheadMs: number
  readonly pieceMs: number
  readonly assetsSavedMs: number
  readonly sampleMs: number
  readonly growth: number
} = {
  /** More than this in the socket's own buffer, and nothing is added: what waits here can still be overtaken. */
  socketBuffer: 128 << 10,
  /** Volatile frames are for an idle socket only: behind a queue they would be late and so wrong. */
  volatileBuffer: 16 << 10,
  /** Sent but not acknowledged; bounds what a control message finds before it on a slow link. */
  window: 512 << 10,
  ackEvery: 16 << 10,
  /** Under way before anything is known of the link, and at least: a slow one takes this in half a second. */
  firstBudget: 32 << 10,
  leastBudget: 12 << 10,
  /** What assets count for at most of what may be under way, so that the page always has a share of it. */
  assetShare: 0.5,
  /** An asset leaves in pieces of what the link takes in `pieceMs`, and of this at least. */
  leastPiece: 2 << 10,
  pieceMs: 50,
  /** What is under way may take this long; over it the page's changes coalesce instead of queueing. */
  aheadMs: 500,
  /** What is under way may take this long beyond the way there and back for an asset to join it: a change of the page queues behind it. */
  assetAheadMs: 20,
  /** So much of what the rate of assets earns while none leaves may go at once. */
  assetsSavedMs: 100,
  /** The rate is taken over at least this long, and grows by at most this much from one time to the next. */
  sampleMs: 40,
  growth: 1.5,
}
