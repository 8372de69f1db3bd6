import { type AssetPart, LIMITS, type Request, type RequestId } from '@alongside/protocol'
import type { AssetStore } from './asset-store.ts'

/** A request without the number that this part gives it. */
export type Ask =
  | Omit<Extract<Request, { request: 'nodeAsset' }>, 'id'>
  | Omit<Extract<Request, { request: 'sheetAsset' }>, 'id'>

/** Something to show: a live URL, null when refused, undefined while the bytes are on their way. */
export type Live = string | null | undefined

interface Asset {
  live: Live
  readonly key: string
  readonly waiting: Set<() => void>
  chunks: Uint8Array<ArrayBuffer>[]
  received: number
}

/** The bytes of the customer's browser as URLs that the frame can load; each address is asked for once. */
export class Assets {
  readonly #assets = new Map<string, Asset>()
  readonly #requests = new Map<RequestId, Asset>()
  readonly #urls: string[] = []
  readonly #nextId: () => RequestId
  readonly #store: AssetStore
  #outgoing: Request[] = []

  constructor(nextId: () => RequestId, store: AssetStore) {
    this.#nextId = nextId
    this.#store = store
  }

  /** The live URL for an authored one. While it is undefined, `ready` is called once when that changes. */
  live(url: string, baseUrl: string, ask: Ask, ready: () => void): Live {
    const key = absolute(url, baseUrl)
    if (key === null) return null
    if (key.startsWith('data:')) return key
    let asset = this.#assets.get(key)
    if (!asset) {
      asset = { live: undefined, key, waiting: new Set(), chunks: [], received: 0 }
      this.#assets.set(key, asset)
      const id = this.#nextId()
      this.#requests.set(id, asset)
      this.#outgoing.push({ ...ask, id })
    }
    if (asset.live === undefined) asset.waiting.add(ready)
    return asset.live
  }

  /** The requests since the last call. */
  takeRequests(): Request[] {
    const out = this.#outgoing
    this.#outgoing = []
    return out
  }

  get pending(): number {
    return this.#requests.size
  }

  receive(part: AssetPart): void {
    const asset = this.#requests.get(part.request)
    if (!asset) return // of an epoch before this one
    if (part.status === 'known') {
      this.#settle(part.request, asset, this.#store.find(part.hash))
    } else if (part.status === 'refused' || !this.#take(asset, part)) {
      this.#settle(part.request, asset, null)
    } else if (asset.received === part.total) {
      this.#settle(part.request, asset, this.#store.keep(part.hash, asset.chunks, part.type))
    }
  }

  destroy(): void {
    for (const url of this.#urls) URL.revokeObjectURL(url)
    this.#assets.clear()
    this.#requests.clear()
  }

  /** A blob: URL that lives as long as the picture. */
  publish(bytes: BlobPart[], type: string): string {
    // A BOM goes before the @charset of a text that was decoded already (CSS Syntax 3.2).
    const parts = type === 'text/css' ? ['\ufeff', ...bytes] : bytes
    const url = URL.createObjectURL(new Blob(parts, { type }))
    this.#urls.push(url)
    return url
  }

  #take(asset: Asset, part: AssetPart): boolean {
    const { bytes } = part
    if (part.offset !== asset.received || part.total > LIMITS.assetBytes) return false
    if (asset.received + bytes.length > part.total || this.#store.isFull(part.total)) return false
    asset.chunks.push(new Uint8Array(bytes))
    asset.received += bytes.length
    return true
  }

  #settle(id: RequestId, asset: Asset, live: string | null): void {
    this.#requests.delete(id)
    asset.live = live
    asset.chunks = []
    const waiting = [...asset.waiting]
    asset.waiting.clear()
    for (const ready of waiting) ready()
  }
}

function absolute(url: string, baseUrl: string): string | null {
  try {
    const parsed = new URL(url.trim(), baseUrl || undefined)
    if (parsed.protocol === 'data:')
      return /^data:(image|font|application\/(x-)?font)/i.test(parsed.href) ? parsed.href : null
    return /^(https?|blob|file):$/.test(parsed.protocol) ? parsed.href : null
  } catch {
    return null
  }
}
