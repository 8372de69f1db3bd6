import { type AssetPart, LIMITS, type Request, type RequestId } from '@alongside/protocol'
import type { AssetStore, Content } from './asset-store.ts'
import type { FidelityReason } from './fidelity.ts'
import { Needs } from './needs.ts'
import type { Proxied } from './proxied.ts'

/** A request without the number that this part gives it. */
export type Ask =
  | Omit<Extract<Request, { request: 'nodeAsset' }>, 'id'>
  | Omit<Extract<Request, { request: 'sheetAsset' }>, 'id'>

/** Something to show: a live URL, null when refused, undefined while the bytes are on their way. */
export type Live = string | null | undefined

/** An authored URL that somebody shows. */
export type Wish = {
  readonly url: string
  readonly baseUrl: string
  readonly ask: Ask
  readonly owner: object
  ready(): void
}

interface Asset {
  live: Live
  /** It came smaller than it is: how many pixels there are for each CSS px of it. */
  density: number | null
  isAsked: boolean
  /** All of it was asked for. */
  isWhole: boolean
  readonly number: number
  readonly url: string
  readonly isFont: boolean
  /** How to ask for it; null when that is done. */
  ask: Ask | null
  /** Who shows it, and what to call when it is here. */
  readonly waiting: Map<object, () => void>
  chunks: Uint8Array<ArrayBuffer>[]
  received: number
}

/** The bytes of the customer's browser as URLs that the frame can load; each address is asked for once. */
export class Assets {
  readonly #assets = new Map<string, Asset>()
  readonly #byNumber: Asset[] = []
  readonly #requests = new Map<RequestId, Asset>()
  readonly #published: string[] = []
  readonly #urls: typeof URL
  readonly #nextId: () => RequestId
  readonly #store: AssetStore
  readonly #directImages: boolean
  readonly #proxied: Proxied | null
  readonly #pageUrl: () => string
  readonly #proxiedUrls = new Set<string>()
  readonly #came: () => void
  readonly #needs: Needs
  #outgoing: Request[] = []

  /** `needed`: there are requests, though nobody has asked. */
  constructor({
    urls,
    nextId,
    store,
    directImages,
    proxied,
    pageUrl,
    needed,
    came,
  }: {
    /** Of the frame: a `blob:` of another window need not load there, as in a `credentialless` one. */
    urls: typeof URL
    nextId(): RequestId
    store: AssetStore
    directImages: boolean
    proxied: Proxied | null
    pageUrl(): string
    needed(): void
    /** Something came from elsewhere than the customer. */
    came(): void
  }) {
    this.#urls = urls
    this.#nextId = nextId
    this.#store = store
    this.#directImages = directImages
    this.#proxied = proxied
    this.#pageUrl = pageUrl
    this.#came = came
    this.#needs = new Needs(this.publish([], 'font/woff2'), (number) => {
      const asset = this.#byNumber[number]
      if (asset?.ask) {
        this.#askFor(asset)
        needed()
      }
    })
  }

  /** A document of the picture is there: what its styles need is asked for. */
  watch(document: Document): void {
    this.#needs.watch(document)
  }

  /**
   * The live URL for an authored one, which `owner` shows and wants now. While it is undefined, `ready` is called once when that
   * changes.
   */
  live(wish: Wish): Live {
    const asset = this.#find(wish)
    if (asset === null || typeof asset === 'string') return asset
    this.#askFor(asset)
    if (asset.live === undefined) asset.waiting.set(wish.owner, wish.ready)
    return asset.live
  }

  /** The same for CSS: asked for once a style in use names it. Until it is here, the URL is one that stands for it. */
  inCss(wish: Wish, kind: 'url' | 'font'): Live {
    // Of a resource within a document (SVG filters, masks) nothing tells that it is wanted.
    if (kind === 'url' && wish.url.includes('#')) return this.live(wish)
    const asset = this.#find(wish, kind === 'font')
    if (asset === null || typeof asset === 'string') return asset
    if (asset.live !== undefined && !mayGrow(asset)) return asset.live
    if (asset.live !== undefined && !asset.isAsked) asset.ask = wish.ask
    asset.waiting.set(wish.owner, wish.ready)
    return kind === 'font' ? this.#needs.font(asset.number) : this.#needs.image(asset.number)
  }

  /** Of an image that came smaller than it is: how many pixels there are for each CSS px of it; null: it is whole, or not here. */
  densityOf(wish: Wish): number | null {
    const asset = this.#find(wish)
    return asset !== null && typeof asset === 'object' ? asset.density : null
  }

  /** All of such an image is needed; `ready` is called when it is here. */
  whole(wish: Wish): void {
    const asset = this.#find(wish)
    if (asset === null || typeof asset === 'string' || !mayGrow(asset)) return
    asset.waiting.set(wish.owner, wish.ready)
    if (!asset.isAsked) asset.ask = wish.ask
    this.#askFor(asset)
  }

  /** What has to be said of it, if anything. */
  reasonOf(live: Live, kind: 'image' | 'font'): FidelityReason | null {
    if (live === null) return kind
    if (live?.startsWith('https:')) return 'direct'
    return live !== undefined && this.#proxiedUrls.has(live) ? 'proxied' : null
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
      this.#settle(part.request, asset, this.#live(this.#store.find(part.hash), part), part)
    } else if (part.status === 'unreadable') {
      this.#elsewhere(part.request, asset)
    } else if (part.status === 'refused' || !this.#take(asset, part)) {
      this.#settle(part.request, asset, null)
    } else if (asset.received === part.total) {
      const content = this.#store.keep(part.hash, asset.chunks, part.type)
      this.#settle(part.request, asset, this.#live(content, part), part)
    }
  }

  destroy(): void {
    for (const url of this.#published) this.#urls.revokeObjectURL(url)
    this.#assets.clear()
    this.#requests.clear()
  }

  /** A blob: URL that lives as long as the picture. */
  publish(bytes: BlobPart[], type: string): string {
    // A BOM goes before the @charset of a text that was decoded already (CSS Syntax 3.2).
    const parts = type === 'text/css' ? ['\ufeff', ...bytes] : bytes
    return this.#publish(new Blob(parts, { type }))
  }

  #publish(content: Blob): string {
    const url = this.#urls.createObjectURL(content)
    this.#published.push(url)
    return url
  }

  /** Which part of a file is shown, the page's address says, and with the answer its `type`. */
  #live(content: Content | null, { type }: AssetPart): string | null {
    const url = content instanceof Blob ? this.#publish(content) : content
    const [, fragment] = /;fragment=([^;]+)/.exec(type) ?? []
    return url && fragment ? `${url}#${fragment}` : url
  }

  #find({ url, baseUrl, ask }: Wish, isFont = false): Asset | string | null {
    const address = absolute(url, baseUrl)
    if (address === null || address.startsWith('data:')) return address
    const key = address + placeOf(url, ask)
    let asset = this.#assets.get(key)
    if (!asset) {
      const number = this.#byNumber.length
      asset = {
        live: undefined,
        density: null,
        isAsked: false,
        isWhole: false,
        number,
        url: address,
        isFont,
        ask,
        waiting: new Map(),
        chunks: [],
        received: 0,
      }
      this.#assets.set(key, asset)
      this.#byNumber.push(asset)
    }
    // What named it before may be gone by the time that it is wanted.
    if (asset.ask) asset.ask = ask
    return asset
  }

  #askFor(asset: Asset): void {
    if (!asset.ask) return
    const id = this.#nextId()
    this.#requests.set(id, asset)
    this.#outgoing.push({ ...asset.ask, id })
    asset.ask = null
    asset.isAsked = true
    asset.isWhole = asset.density !== null
  }

  /** The customer's browser shows it, and its script cannot read it. */
  #elsewhere(id: RequestId, asset: Asset): void {
    const { url, isFont } = asset
    // Of an address whose query was withheld only the customer knows the whole.
    const isWhole = /^https?:/.test(url) && !url.includes('?~')
    if (isWhole && this.#proxied) void this.#askProxy(this.#proxied, id, asset)
    else {
      const isDirect = isWhole && this.#directImages && !isFont && url.startsWith('https:')
      this.#settle(id, asset, isDirect ? url : null)
    }
  }

  async #askProxy(proxied: Proxied, id: RequestId, asset: Asset): Promise<void> {
    const isShared = asset.isFont && originOf(asset.url) !== originOf(this.#pageUrl())
    const content = await proxied.find(asset.url, isShared)
    if (!this.#requests.has(id)) return // the picture is gone
    const live = content && this.#publish(content)
    if (live) this.#proxiedUrls.add(live)
    this.#settle(id, asset, live)
    this.#came()
  }

  #take(asset: Asset, part: AssetPart): boolean {
    const { bytes } = part
    if (part.offset !== asset.received || part.total > LIMITS.assetBytes) return false
    if (asset.received + bytes.length > part.total || this.#store.isFull(part.total)) return false
    asset.chunks.push(new Uint8Array(bytes))
    asset.received += bytes.length
    return true
  }

  #settle(id: RequestId, asset: Asset, live: string | null, part?: AssetPart): void {
    this.#requests.delete(id)
    asset.isAsked = false
    // What is not to be had whole stays as it came.
    if (live !== null || !asset.live) {
      asset.live = live
      asset.density = part ? densityIn(part.type) : null
    }
    asset.received = 0
    asset.chunks = []
    const waiting = [...asset.waiting.values()]
    asset.waiting.clear()
    for (const ready of waiting) ready()
  }
}

/** It came smaller than it is, and all of it may still come. */
function mayGrow({ density, isAsked, isWhole }: Asset): boolean {
  return density !== null && (isAsked || !isWhole)
}

function densityIn(type: string): number | null {
  const density = Number(/;density=([\d.]+)/.exec(type)?.[1])
  return density > 0 && density < 1 ? density : null
}

function originOf(url: string): string | undefined {
  return URL.parse(url)?.origin
}

/** Letters outside ASCII in a query are other bytes in each encoding, and sheets have theirs. */
function placeOf(url: string, ask: Ask): string {
  return ask.request === 'sheetAsset' && /\?[^#]*[^\0-\x7f]/.test(url) ? ` in ${ask.sheet}` : ''
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
