/** Every bound of the wire, in one place. A deployment may lower them; docs/OPERATIONS.md says how. */
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
  readonly assetBytes: number
  readonly assetChunkBytes: number
  readonly messageChars: number
  readonly nameChars: number
} = {
  /** One WebSocket message. The channel cuts larger payloads into fragments. */
  frameBytes: 1 << 20,
  /** One payload of the channel, inflated: a frame of the capture, an asset part, a message. */
  payloadBytes: 32 << 20,
  /** Larger payloads travel in pieces of this size. */
  fragmentBytes: 256 << 10,
  /** A payload over `inflateFreeBytes` may be at most this many times its compressed size. */
  inflateRatio: 100,
  inflateFreeBytes: 1 << 20,
  /** One string inside a frame: a text node, an attribute, a style sheet. */
  stringBytes: 16 << 20,
  /** Strings that a string table holds beyond the static dictionary: the newest. */
  internedStrings: 4096,
  /** Longer strings are sent in full each time. */
  internedBytes: 128,
  /** Shapes of elements that one frame numbers. */
  shapes: 4096,
  /** Shorter texts are sent in full each time. */
  sharedTextUnits: 200,
  /** Texts that both ends remember, together, in UTF-16 units. */
  sharedTextsUnits: 1 << 20,
  /** Ops, nodes, attributes and list entries of one frame: two bytes of input must not become megabytes of objects. */
  items: 2_000_000,
  /** Nodes that one replica holds. */
  nodes: 1_000_000,
  /** Nesting of elements in the replica. Parsers of all engines stop at 512; scripts may go deeper. */
  depth: 60_000,
  /** One asset (image, font) of the customer's page. */
  assetBytes: 8 << 20,
  /** Small: a frame of the page may find one of these before it, on a slow link. */
  assetChunkBytes: 16 << 10,
  /** Text of one conversation message. */
  messageChars: 4000,
  nameChars: 80,
}
