import { LIMITS } from '@alongside/protocol'

/** The bytes, or a data: URL where they may not be a resource of our origin. */
export type Content = Blob | string

type Kept = { readonly content: Content; readonly bytes: number }

/** When a page begins, no more than this is kept of earlier ones. */
const KEPT_BYTES = 64 << 20

// What the frame may be given. Never text/html or anything else that a browser would open as a page of our origin.
const TYPE =
  /^(image\/[\w.+-]+|font\/[\w.+-]+|application\/(x-)?font[\w.+-]*|application\/vnd\.ms-fontobject)$/

/** What came from the customer's browser, by its content: the next page asks for none of it again. */
export class AssetStore {
  /** Those that were used last at the end. */
  readonly #kept = new Map<string, Kept>()
  #bytes = 0

  /** All that are here, one after the other, as `have` says them. */
  get hashes(): string {
    return [...this.#kept.keys()].join('')
  }

  /** Whether so many bytes more are too many. */
  isFull(more: number): boolean {
    return this.#bytes + more > LIMITS.assetsBytes
  }

  /** null: it is not here, or no longer. */
  find(hash: string): Content | null {
    const kept = this.#kept.get(hash)
    if (!kept) return null
    this.#kept.delete(hash)
    this.#kept.set(hash, kept)
    return kept.content
  }

  keep(hash: string, chunks: readonly Uint8Array<ArrayBuffer>[], rawType: string): Content {
    const known = this.find(hash)
    if (known !== null) return known
    const type = (rawType.split(';')[0] ?? '').trim().toLowerCase()
    const all = new Blob([...chunks], { type: TYPE.test(type) ? type : 'application/octet-stream' })
    // An SVG opened as a page of its own would run: as a data: URL it has no origin.
    const isSvg = type === 'image/svg+xml'
    const content = isSvg ? `data:${type};base64,${base64(joined(chunks))}` : all
    this.#kept.set(hash, { content, bytes: all.size })
    this.#bytes += all.size
    return content
  }

  /** Another page begins: what was used longest ago goes, where there is much. */
  trim(): void {
    for (const [hash, { bytes }] of this.#kept) {
      if (this.#bytes <= KEPT_BYTES) return
      this.#kept.delete(hash)
      this.#bytes -= bytes
    }
  }
}

function joined(chunks: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

function base64(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return btoa(binary)
}
