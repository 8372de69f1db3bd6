import type { AssetPart, Check, Frame, NodeId, Op, Request } from '@alongside/protocol'
import * as dom from './dom.ts'
import { Intake, type Shows } from './intake.ts'
import type { Picture } from './picture.ts'

/** A page whose frames keep failing must not be asked for a new epoch all the time. Milliseconds. */
const EPOCH_EVERY = 1000
/** How long it may be without its sheets before its transitions run. Milliseconds. */
const STYLED_AFTER = 1500

/** What a picture says of itself: there are requests to take; something that came later has changed it. */
export type Tells = { asks(): void; settled(): void }

/** The page of another origin in a frame element: a picture of its own, anew in each epoch, in the document of that element. */
export class Subpage implements Shows {
  readonly #host: Element
  readonly #open: (document: Document, tells: Tells) => Picture
  readonly #ask: (requests: Request[]) => void
  readonly #intake = new Intake()
  picture: Picture | null = null
  /** Of the picture; another one is there when the element was moved. */
  #document: Document | null = null
  #begun = Number.NEGATIVE_INFINITY
  #again: ReturnType<typeof setTimeout> | undefined
  #still: ReturnType<typeof setTimeout> | undefined

  constructor(parts: {
    host: Element
    open(document: Document, tells: Tells): Picture
    /** Of its capture. */
    ask(requests: Request[]): void
  }) {
    this.#host = parts.host
    this.#open = parts.open
    this.#ask = parts.ask
  }

  /** Whatever the bytes are, no more than this picture is at stake. */
  take(content: Uint8Array): void {
    try {
      this.#intake.take(content, this)
    } catch {
      this.#failed()
    }
  }

  apply(all: readonly Op[]): void {
    const reset = all.findLastIndex(({ op }) => op === 'reset')
    if (reset >= 0) this.#reset()
    const picture = this.picture
    // Waits for the epoch that was asked for.
    if (!picture) return
    if (this.#document !== dom.contentDocumentOf(this.#host)) {
      this.#failed()
      return
    }
    const ops = all.slice(reset + 1)
    for (const op of ops)
      if (op.op === 'viewport') picture.scrollbars(op.scrollbarWidth, op.scrollbarHeight)
    picture.apply(ops)
    this.#asks()
    this.#settled()
  }

  receive(part: AssetPart): void {
    this.picture?.receive(part)
  }

  tiles(frame: Extract<Frame, { frame: 'tiles' }>): void {
    this.picture?.tiles(frame)
  }

  check(checks: readonly Check[]): void {
    this.picture?.check(checks)
    this.#asks()
  }

  subpage(host: NodeId, content: Uint8Array): void {
    this.picture?.subpage(host, content)
  }

  /** It stands in front now. */
  seen(): void {
    this.picture?.seen()
  }

  destroy(): void {
    clearTimeout(this.#again)
    this.#close()
  }

  #reset(): void {
    this.#close()
    this.#document = dom.contentDocumentOf(this.#host)
    if (!this.#document) return
    this.picture = this.#open(this.#document, {
      asks: () => this.#asks(),
      settled: () => {
        this.#asks()
        this.#settled()
      },
    })
    this.#still = setTimeout(() => this.#settled(true), STYLED_AFTER)
  }

  #asks(): void {
    const requests = this.picture?.takeRequests() ?? []
    if (requests.length > 0) this.#ask(requests)
  }

  #settled(anyway = false): void {
    if (this.#still === undefined || !(anyway || this.picture?.isStyled)) return
    clearTimeout(this.#still)
    this.#still = undefined
    this.picture?.built()
  }

  #failed(): void {
    this.#close()
    if (this.#again !== undefined) return
    const begin = (): void => {
      this.#again = undefined
      this.#begun = performance.now()
      this.#ask([{ request: 'epoch' }])
    }
    const wait = this.#begun + EPOCH_EVERY - performance.now()
    if (wait <= 0) begin()
    else this.#again = setTimeout(begin, wait)
  }

  /** What is seen stays until the next epoch, or goes with the element. */
  #close(): void {
    clearTimeout(this.#still)
    this.#still = undefined
    this.picture?.destroy()
    this.picture = null
  }
}
