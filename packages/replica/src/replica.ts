import {
  type AssetPart,
  type Check,
  type Frame,
  type NodeId,
  type Op,
  type ProtocolError,
  type RequestId,
  writeRequests,
  writeSubpage,
} from '@alongside/protocol'
import type { FidelityNote } from './fidelity.ts'
import { type NodePoint, nodeAt, rectOf } from './geometry.ts'
import { Intake } from './intake.ts'
import { Proxied } from './proxied.ts'
import { Stage, type VisibleArea } from './stage.ts'
import type { AskOf } from './subpages.ts'
import type { ReplicaStats } from './tally.ts'
import { ENGLISH, type ReplicaWords } from './words.ts'

export interface ReplicaOptions {
  container: HTMLElement
  /** The static replica document served with its own CSP; default: an inline shell. */
  frameUrl?: string
  /**
   * Images that the customer's browser shows and cannot read (no CORS) are loaded from their site, over https, without cookies and
   * without more of a referrer than an origin, and noted as `direct`. `frameUrl` must then let them in (static/replica-images.html). Default: a placeholder.
   */
  directImages?: boolean
  /**
   * Images of more than `LIMITS.largeImageBytes` that the customer sees small come whole, and not first in the size in which they
   * are seen. Default: what is seen, and the whole once it is seen larger, here or there.
   */
  wholeImages?: boolean
  /**
   * Asked for images and fonts that the customer's browser shows and cannot read; noted as `proxied`. Rejects, or gives another type:
   * a placeholder. `shared`: a font of another origin, which no browser shows unless its site lets every page use it.
   */
  proxy?(url: string, shared: boolean): Promise<Blob>
  /** Words of its own, where not in English. */
  words?: Partial<ReplicaWords>
  /** Its requests are numbered from here on. */
  firstRequest?: number
  /** Requests to the capture. */
  emit(frame: Uint8Array): void
  /** After every change of `viewport`, `visualViewport`, `page`, `ready`, `fidelity`, `pendingAssets` or `stats`. */
  onChange?(): void
  /** An error in frames that had to wait for `frameUrl`; otherwise `apply` throws it. */
  onError?(error: ProtocolError): void
}

/** A live copy of the shared page. */
export interface Replica {
  apply(frame: Uint8Array): void
  readonly document: Document | null
  readonly viewport: { readonly width: number; readonly height: number } | null
  /** The part of the viewport that the customer sees by zoom or above a keyboard, in CSS px; null: all of it. */
  readonly visualViewport: VisibleArea | null
  readonly page: { readonly url: string; readonly title: string } | null
  /** The first styled picture is there. */
  readonly ready: boolean
  /** What is seen is of the newest epoch; false while the last picture stands in for one that is being built. */
  readonly current: boolean
  idAt(x: number, y: number): NodePoint | null
  rectOf(id: NodeId): DOMRect | null
  nodeOf(id: NodeId): Node | null
  /** Boxes in view, in px of `viewport`, whose content stays with the customer; laid out to be told. */
  hidden(): readonly DOMRect[]
  readonly fidelity: readonly FidelityNote[]
  /** Images and fonts that were asked for and have not come yet. */
  readonly pendingAssets: number
  /** How the running check of the mirror is doing. */
  readonly stats: ReplicaStats
  destroy(): void
}

/** A replica in which ops can be applied without their bytes: for tests of this package. */
export interface OpenReplica extends Replica {
  applyOps(ops: readonly Op[]): void
  receive(part: AssetPart): void
  tiles(frame: Extract<Frame, { frame: 'tiles' }>): void
  check(checks: readonly Check[]): void
}

/** Ops of a capture in, a live copy of its page in `container` out. */
export function createReplica(options: ReplicaOptions): Replica {
  return openReplica(options, (requests, hosts) => {
    const asked: Uint8Array = writeRequests(requests)
    options.emit(hosts.reduceRight((content, host) => writeSubpage(host, content), asked))
  })
}

export function openReplica(options: Omit<ReplicaOptions, 'emit'>, ask: AskOf): OpenReplica {
  const intake = new Intake()
  let lastRequest = options.firstRequest ?? 0
  const stage = new Stage({
    container: options.container,
    frameUrl: options.frameUrl,
    directImages: options.directImages ?? false,
    wholeImages: options.wholeImages ?? false,
    proxied: options.proxy ? new Proxied(options.proxy) : null,
    words: { ...ENGLISH, ...options.words },
    nextId: () => ++lastRequest as RequestId,
    ask,
    changed: () => options.onChange?.(),
    failed: (error) => options.onError?.(error),
  })

  return {
    apply: (bytes) => intake.take(bytes, stage),
    applyOps: (ops) => stage.apply(ops),
    receive: (part) => stage.receive(part),
    tiles: (frame) => stage.tiles(frame),
    check: (checks) => stage.check(checks),
    get document() {
      return stage.tree?.root?.document ?? null
    },
    get viewport() {
      return stage.viewport
    },
    get visualViewport() {
      return stage.visualViewport
    },
    get page() {
      return stage.page
    },
    get ready() {
      return stage.ready
    },
    get current() {
      return stage.ready && stage.visibleTree !== null
    },
    idAt: (x, y) => (stage.visibleTree ? nodeAt(stage.visibleTree, x, y) : null),
    rectOf: (id) => (stage.visibleTree ? rectOf(stage.visibleTree, id) : null),
    hidden: () => stage.hidden,
    nodeOf: (id) => stage.tree?.find(id) ?? null,
    get fidelity() {
      return stage.fidelity
    },
    get pendingAssets() {
      return stage.pendingAssets
    },
    get stats() {
      return stage.tally.stats
    },
    destroy: () => stage.destroy(),
  }
}
