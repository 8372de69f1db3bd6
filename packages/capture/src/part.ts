import type { NodeId, OpWriter, Request } from '@alongside/protocol'
import type { Dirty } from './dirty.ts'
import type { Wrap } from './hooks.ts'
import type { Page } from './page.ts'
import type { Sheets } from './sheets.ts'
import type { States } from './states.ts'

export type Root = Document | ShadowRoot
/** What is for who answers with assets. */
export type AssetRequest = Extract<Request, { request: 'nodeAsset' | 'sheetAsset' | 'have' }>
/** What parts answer; the rest is the core's. */
export type PartRequest = Exclude<Request, { request: 'epoch' }>

/** What the running check of the mirror has found on the customer's side, since the capture began. */
export interface CaptureStats {
  /** Nodes that were compared with the page and told to the replica as sums. */
  readonly nodes: number
  /** Whole rounds over page and sheets. */
  readonly rounds: number
  /** Places where the page was found to be other than the model, though nothing had told of a change. */
  readonly missed: number
  /** Subtrees and sheets that were sent anew because the replica had found them wrong. */
  readonly heals: number
  /** Places of elements that were told so that the replica can compare its layout. */
  readonly boxes: number
  /** When the last whole round ended, as `Date.now()` says it; null before the first. */
  readonly checkedAt: number | null
}

/** What a part has of the capture that it belongs to. */
export interface Host {
  readonly document: Document
  readonly dirty: Dirty
  readonly out: OpWriter
  readonly sheets: Sheets
  /** Of the epoch at hand. */
  readonly page: Page
  readonly states: States
  /** Every document and shadow root under observation, closed ones too. */
  readonly roots: Iterable<Root>
  /** Of the part that checks, once it is there. */
  stats: CaptureStats | null
  /** Of faces that scripts made of bytes, by addresses of ours; once there are such. */
  fonts?: ReadonlyMap<string, WeakRef<Blob>>
  emit(frame: Uint8Array): void
  /** One more part, from now on. */
  use(make: MakePart): void
  /** The next flush writes this node anew. */
  renew(node: Node): void
  /** Something may have changed; `later`: to be asked after the next frame, when the page is laid out. */
  changed(later?: boolean): void
}

/**
 * A source of ops that the first picture does not need, so that it may come after it. It tells state: whenever it comes,
 * and in each epoch anew, it says all that holds.
 */
export interface Part {
  /** What to listen to in each document and shadow root, and on each window (or shadow root). */
  readonly events?: readonly string[]
  readonly windowEvents?: readonly string[]
  heard?(event: Event): void
  /** Wraps natives of one window. */
  hook?(view: Window & typeof globalThis, wrap: Wrap): void
  /** A document or shadow root is observed from now on. */
  found?(root: Root): void
  /** An element that changes by itself. */
  element?(element: Element, id: NodeId, name: string): void
  /** Attributes or content of a node may have changed. */
  touched?(node: Node): void
  gone?(id: NodeId): void
  /** An epoch begins: nothing has been told. */
  epoch?(): void
  /** Sizes and preferences may be others. */
  resized?(): void
  /** The next flush also looks at what nothing was heard of, until then. */
  audit?(until: number): void
  /** `settled`: the page is laid out. */
  flush?(settled: boolean): void
  /** Gives whether it is one that this part answers. */
  request?(request: PartRequest): boolean
  stop?(): void
}

export type MakePart = (host: Host) => Part
