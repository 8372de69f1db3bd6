import type { AssetPart, Check, Frame, NodeId, Op, RequestId } from '@alongside/protocol'
import { LIMITS, ProtocolError } from '@alongside/protocol'
import { afterPaint } from './after-paint.ts'
import { AssetStore } from './asset-store.ts'
import type { FidelityNote } from './fidelity.ts'
import { openFrame, type SandboxFrame } from './frame.ts'
import type { Shows } from './intake.ts'
import { preferredScheme } from './media.ts'
import { Picture } from './picture.ts'
import type { Proxied } from './proxied.ts'
import type { AskOf, Room } from './subpages.ts'
import { Tally } from './tally.ts'
import type { Tree } from './tree.ts'
import type { ReplicaWords } from './words.ts'

/** How long a new epoch may stay behind the last picture while its sheets load. */
const SHOW_AFTER_MS = 1500

/** A part of the page's viewport in CSS px. */
export interface VisibleArea {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Act {
  readonly frame: SandboxFrame
  picture: Picture | null
  /** What came before the frame's document. */
  readonly queue: ((picture: Picture) => void)[]
  /** Something of its page has come. */
  begun: boolean
  ready: boolean
  timer: ReturnType<typeof setTimeout> | undefined
  /** Takes back what is to happen when it has been painted. */
  cancel: (() => void) | undefined
}

/**
 * Which picture is seen. A new epoch is built in a frame of its own behind the old picture and takes its place when
 * it is styled, so the agent never looks at a half-built page after the customer followed a link.
 */
export class Stage implements Shows {
  viewport: { readonly width: number; readonly height: number } | null = null
  /** The part of the viewport that the customer sees; null while that is all of it. */
  visualViewport: VisibleArea | null = null
  page: { readonly url: string; readonly title: string } | null = null
  readonly #options: {
    container: HTMLElement
    frameUrl: string | undefined
    directImages: boolean
    wholeImages: boolean
    proxied: Proxied | null
    words: ReplicaWords
    nextId(): RequestId
    ask: AskOf
    changed(): void
    failed(error: ProtocolError): void
  }
  /** Outlives the pictures: the next page has much in common with this one. */
  readonly #store = new AssetStore()
  readonly tally: Tally = new Tally()
  readonly #room: Room = { left: LIMITS.subpages }
  #scrollbars = { width: 0, height: 0 }
  #shown: Act | null = null
  #next: Act | null = null

  constructor(options: {
    container: HTMLElement
    frameUrl: string | undefined
    directImages: boolean
    wholeImages: boolean
    proxied: Proxied | null
    words: ReplicaWords
    nextId(): RequestId
    ask: AskOf
    changed(): void
    failed(error: ProtocolError): void
  }) {
    this.#options = options
    // The first picture need not wait for its frame to load.
    this.#shown = this.#act()
  }

  get tree(): Tree | null {
    return (this.#next ?? this.#shown)?.picture?.tree ?? null
  }

  /** Ids are those of the newest epoch: while an older one is seen they name nothing on the screen. */
  get visibleTree(): Tree | null {
    return this.#next ? null : this.tree
  }

  get hidden(): readonly DOMRect[] {
    const { picture } = (!this.#next && this.#shown) || {}
    const { width, height } = this.viewport ?? { width: 0, height: 0 }
    return picture?.hidden.boxes(picture.tree, width, height) ?? []
  }

  get ready(): boolean {
    return this.#shown?.ready ?? false
  }

  get pendingAssets(): number {
    return (this.#next ?? this.#shown)?.picture?.pending ?? 0
  }

  get fidelity(): readonly FidelityNote[] {
    return (this.#next ?? this.#shown)?.picture?.notes ?? []
  }

  apply(all: readonly Op[]): void {
    // What comes before a reset is void.
    const reset = all.findLastIndex(({ op }) => op === 'reset')
    const ops = all.slice(reset + 1)
    if (reset >= 0) {
      this.visualViewport = null
      this.#open()
    }
    const act = this.#next ?? this.#shown
    if (!act) return
    act.begun = true
    this.#global(ops)
    if (act.picture) this.#apply(act, act.picture, ops)
    else act.queue.push((picture) => this.#apply(act, picture, ops))
    this.#options.changed()
  }

  receive(part: AssetPart): void {
    this.#next?.picture?.receive(part)
    this.#shown?.picture?.receive(part)
    this.#options.changed()
  }

  tiles(frame: Extract<Frame, { frame: 'tiles' }>): void {
    const act = this.#next ?? this.#shown
    if (act?.picture) act.picture.tiles(frame)
    else act?.queue.push((picture) => picture.tiles(frame))
  }

  subpage(host: NodeId, content: Uint8Array): void {
    const act = this.#next ?? this.#shown
    if (act?.picture) act.picture.subpage(host, content)
    else act?.queue.push((picture) => picture.subpage(host, content))
    this.#options.changed()
  }

  /** What was said of a picture that waits for its frame is said again. */
  check(checks: readonly Check[]): void {
    const { picture } = this.#next ?? this.#shown ?? {}
    if (!picture) return
    picture.check(checks)
    this.#ask(picture)
    this.#options.changed()
  }

  destroy(): void {
    this.#close(this.#next)
    this.#close(this.#shown)
    this.#next = this.#shown = null
  }

  #open(): void {
    this.#close(this.#next)
    this.#next = null
    this.#store.trim()
    const { hashes } = this.#store
    if (hashes) this.#options.ask([{ request: 'have', hashes }], [])
    if (!this.#shown?.begun) return
    this.#next = this.#act()
    this.#next.frame.show(false)
  }

  #act(): Act {
    const frame = openFrame(this.#options.container, this.#options, () => this.#loaded(act))
    const act: Act = {
      frame,
      picture: null,
      queue: [],
      begun: false,
      ready: false,
      timer: undefined,
      cancel: undefined,
    }
    if (this.viewport) frame.size(this.viewport.width, this.viewport.height)
    if (frame.document) this.#loaded(act)
    return act
  }

  #loaded(act: Act): void {
    const { document } = act.frame
    if (!document) return
    const picture = new Picture({
      document,
      container: this.#options.container,
      words: this.#options.words,
      directImages: this.#options.directImages,
      wholeImages: this.#options.wholeImages,
      proxied: this.#options.proxied,
      pageUrl: () => this.page?.url ?? '',
      isSeen: () => act === this.#shown,
      nextId: this.#options.nextId,
      store: this.#store,
      tally: this.tally,
      ownsScheme: () => act.frame.ownsScheme,
      room: this.#room,
      askOf: this.#options.ask,
      asks: () => {
        this.#ask(picture)
        this.#options.changed()
      },
      settled: () => {
        this.#ask(picture)
        this.#show(act)
        this.#options.changed()
      },
    })
    act.picture = picture
    picture.scrollbars(this.#scrollbars.width, this.#scrollbars.height)
    try {
      for (const apply of act.queue.splice(0)) apply(picture)
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      this.#options.failed(error)
    }
    if (act.begun) this.#options.changed()
  }

  #apply(act: Act, picture: Picture, ops: readonly Op[]): void {
    act.timer ??= setTimeout(() => {
      if (!act.ready) this.#show(act, true)
      this.#options.changed()
    }, SHOW_AFTER_MS)
    picture.apply(ops)
    this.#ask(picture)
    this.#show(act)
  }

  /** What concerns the picture as a whole is known at once, also before its frame has loaded. */
  #global(ops: readonly Op[]): void {
    const act = this.#next ?? this.#shown
    for (const op of ops) {
      if (op.op === 'visualViewport') this.#see(op)
      if (op.op === 'page') this.page = { url: op.url, title: op.title }
      if (op.op === 'media') act?.frame.scheme(preferredScheme(op.features))
      if (op.op !== 'viewport') continue
      this.viewport = { width: op.width, height: op.height }
      this.#scrollbars = { width: op.scrollbarWidth, height: op.scrollbarHeight }
      act?.frame.size(op.width, op.height)
      act?.picture?.scrollbars(op.scrollbarWidth, op.scrollbarHeight)
    }
  }

  #see({ x, y, width, height }: VisibleArea): void {
    const whole = this.viewport ?? { width: 0, height: 0 }
    const isAll = width >= whole.width - 1 && height >= whole.height - 1
    this.visualViewport = isAll ? null : { x, y, width, height }
  }

  #ask(picture: Picture): void {
    const requests = picture.takeRequests()
    if (requests.length > 0) this.#options.ask(requests, [])
  }

  #show(act: Act, anyway = false): void {
    if (act.ready || !(anyway || act.picture?.isStyled)) return
    if (act !== this.#shown && act !== this.#next) return
    act.ready = true
    // By then every style is known under the rule that forbids transitions, which costs nothing extra.
    act.cancel = afterPaint(() => act.picture?.built())
    if (act !== this.#next) return
    this.#close(this.#shown)
    this.#shown = act
    this.#next = null
    act.frame.show(true)
    act.picture?.seen()
  }

  #close(act: Act | null): void {
    if (!act) return
    clearTimeout(act.timer)
    act.cancel?.()
    act.picture?.destroy()
    act.frame.remove()
  }
}
