// Every bound of the wire, in one place: constants of a module, so that a bundle holds only those it needs. A deployment may
// lower them; docs/OPERATIONS.md says how.

/** One WebSocket message. The channel cuts larger payloads into fragments. */
export const frameBytes: number = 1 << 20
/** One payload of the channel, inflated: a frame of the capture, an asset part, a message. */
export const payloadBytes: number = 32 << 20
/** Larger payloads travel in pieces of this size. */
export const fragmentBytes: number = 256 << 10
/** A payload over `inflateFreeBytes` may be at most this many times its compressed size. */
export const inflateRatio: number = 100
export const inflateFreeBytes: number = 1 << 20
/** One string inside a frame: a text node, an attribute, a style sheet. */
export const stringBytes: number = 16 << 20
/** Strings that a string table holds beyond the static dictionary: the newest. */
export const internedStrings: number = 4096
/** Longer strings are sent in full each time. */
export const internedBytes: number = 128
/** Shapes of elements that one frame numbers. */
export const shapes: number = 4096
/** Shorter texts are sent in full each time. */
export const sharedTextUnits: number = 200
/** Texts that both ends remember, together, in UTF-16 units. */
export const sharedTextsUnits: number = 1 << 20
/** Ops, nodes, attributes and list entries of one frame: two bytes of input must not become megabytes of objects. */
export const items: number = 2_000_000
/** Nodes that one replica holds. */
export const nodes: number = 1_000_000
/** Nesting of elements in the replica. Parsers of all engines stop at 512; scripts may go deeper. */
export const depth: number = 60_000
/** Pages of other origins in frames, one in the other. */
export const subpageDepth: number = 8
/** All of them that one replica shows. */
export const subpages: number = 32
/** One asset (image, font) of the customer's page. */
export const assetBytes: number = 8 << 20
/** Of a larger image that is seen small comes what is seen of it. */
export const largeImageBytes: number = 512 << 10
/** The name of an asset by its content. */
export const hashChars: number = 16
/** All assets that one session carries, and that a replica keeps. */
export const assetsBytes: number = 256 << 20
/** Requests from this number on are of a replica in the customer's own page, and so are the answers: none goes out. */
export const localRequests: number = 1 << 30
/** Small: a frame of the page may find one of these before it, on a slow link. */
export const assetChunkBytes: number = 16 << 10
/** What the lane of assets takes at most in a second; a deployment may say otherwise. Below what the relay reads of an end. */
export const assetBytesPerSecond: number = 16_000_000
/** A tile of a canvas or video: neither side has more pixels. */
export const tileSide: number = 256
/** It is encoded; as plain pixels it would be half of this. */
export const tileBytes: number = 512 << 10
/** The pixels of one canvas or video that is shown; of all together, four times as many. */
export const surfacePixels: number = 1 << 23
/** One number in a report of what the check of a mirror has found. */
export const checkCount: number = 10_000
/** Text of one conversation message. */
export const messageChars: number = 4000
export const nameChars: number = 80

/** All of them, by name. */
export const LIMITS: {
  readonly frameBytes: number
  readonly payloadBytes: number
  readonly fragmentBytes: number
  readonly inflateRatio: number
  readonly inflateFreeBytes: number
  readonly stringBytes: number
  readonly internedStrings: number
  readonly internedBytes: number
  readonly shapes: number
  readonly sharedTextUnits: number
  readonly sharedTextsUnits: number
  readonly items: number
  readonly nodes: number
  readonly depth: number
  readonly subpageDepth: number
  readonly subpages: number
  readonly assetBytes: number
  readonly largeImageBytes: number
  readonly hashChars: number
  readonly assetsBytes: number
  readonly assetChunkBytes: number
  readonly assetBytesPerSecond: number
  readonly tileSide: number
  readonly tileBytes: number
  readonly surfacePixels: number
  readonly checkCount: number
  readonly messageChars: number
  readonly nameChars: number
} = {
  frameBytes,
  payloadBytes,
  fragmentBytes,
  inflateRatio,
  inflateFreeBytes,
  stringBytes,
  internedStrings,
  internedBytes,
  shapes,
  sharedTextUnits,
  sharedTextsUnits,
  items,
  nodes,
  depth,
  subpageDepth,
  subpages,
  assetBytes,
  largeImageBytes,
  hashChars,
  assetsBytes,
  assetChunkBytes,
  assetBytesPerSecond,
  tileSide,
  tileBytes,
  surfacePixels,
  checkCount,
  messageChars,
  nameChars,
}
