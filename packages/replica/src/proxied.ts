/** Asked at once: fewer than a server lets one session have. */
const CONCURRENT = 6
/** Kept for the next pages. */
const KEPT_BYTES = 64 << 20

/** What has no document in it: an SVG of somebody else would be one. */
const TYPE = /^(image\/(png|jpeg|gif|webp|avif)|font\/(woff2?|ttf|otf))$/

/** What the customer's browser shows and cannot read, from whom the app asks: each address once in a session, a few at a time. */
export class Proxied {
  readonly #fetch: (url: string, shared: boolean) => Promise<Blob>
  /** Those that came last at the end. */
  readonly #kept = new Map<string, Blob>()
  readonly #asked = new Map<string, Promise<Blob | null>>()
  readonly #waiting: (() => void)[] = []
  #running = 0
  #bytes = 0

  constructor(fetch: (url: string, shared: boolean) => Promise<Blob>) {
    this.#fetch = fetch
  }

  /** null: nobody has it, or not in a form that may be shown. */
  find(address: string, shared: boolean): Promise<Blob | null> {
    const [url = ''] = address.split('#')
    const asked = this.#asked.get(url) ?? this.#ask(url, shared)
    this.#asked.set(url, asked)
    return asked
  }

  async #ask(url: string, shared: boolean): Promise<Blob | null> {
    if (this.#running === CONCURRENT) await new Promise<void>((go) => this.#waiting.push(go))
    else this.#running++
    try {
      const content = await this.#fetch(url, shared)
      if (!TYPE.test(content.type)) return null
      this.#keep(url, content)
      return content
    } catch {
      this.#asked.delete(url) // the next page may have more luck
      return null
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }

  #keep(url: string, content: Blob): void {
    this.#kept.set(url, content)
    this.#bytes += content.size
    for (const [oldest, { size }] of this.#kept) {
      if (this.#bytes <= KEPT_BYTES) return
      this.#kept.delete(oldest)
      this.#asked.delete(oldest)
      this.#bytes -= size
    }
  }
}
