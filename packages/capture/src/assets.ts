import {
  type AssetPart,
  assetBytes,
  assetChunkBytes,
  assetsBytes,
  hashChars,
  largeImageBytes,
  localRequests,
  type NodeId,
  type SheetId,
} from '@alongside/protocol'
import { writeAssetPart } from '@alongside/protocol/pixels'
import * as FLAG from './flag.ts'
import type { LinkTexts } from './link-texts.ts'
import { mayRead } from './may-read.ts'
import { attributeOf, baseUrlOf, fetchNatively, isElement, nameOf, unzoned } from './natives.ts'
import type { AssetRequest, Host, PartRequest } from './part.ts'
import { scaled } from './scaled.ts'

/** Reads under way at once; the customer's own page comes first. */
const CONCURRENT = 6
/** Pixels of an image that is drawn because it cannot be read. */
const DRAWN = 1 << 24
/** How long it may take to learn whether an element is in view. Milliseconds. */
const UNSEEN = 250

const HASH = new RegExp(`.{${hashChars}}`, 'g')

/** What an asset may be. Anything else (a page, JSON) is refused, whatever address an attribute names. */
const ALLOWED = /^(image\/|font\/|application\/(x-)?font|application\/vnd\.ms-fontobject)/i
const FONT = 'font/sfnt'
const FONT_BY_NAME = /\.(woff2?|ttf|otf)$/i

type Wanted = Exclude<AssetRequest, { request: 'have' }>
/** Without a hash: there is nothing that may be sent. */
type Found = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly hash: string
}
const NOTHING: Found = { bytes: new Uint8Array(), type: '', hash: '' }

/**
 * Answers the replica's wish for bytes from the customer's browser, with the page's own credentials, which is what
 * works behind a login. A request names a slot of the page, never an address: only what the page itself shows there
 * is read, so nobody can make this browser fetch something of their choice.
 */
export class Assets {
  readonly #host: Host
  /** What is in the customer's view goes first. */
  readonly #near: Wanted[] = []
  readonly #far: Wanted[] = []
  readonly #unseen = new Map<Element, Wanted[]>()
  /** Tells with the next frame, so that nobody has to ask for a layout. */
  readonly #watch = new (unzoned(window).IntersectionObserver)((seen) => {
    for (const { target, isIntersecting, boundingClientRect } of seen) {
      this.#boxes.set(target, boundingClientRect)
      this.#line(target, isIntersecting ? this.#near : this.#far)
    }
    this.#start()
  })
  /** Where elements were when they were asked for. */
  readonly #boxes = new WeakMap<Element, DOMRectReadOnly>()
  /** What the other end has, by hash: each asset travels once in a session. */
  #had = new Set<string>()
  #sent = 0
  #running = 0
  #stopped = false

  constructor(host: Host) {
    this.#host = host
  }

  /** An epoch begins, perhaps of another replica: it says anew what it has. */
  epoch(): void {
    this.#had = new Set()
  }

  request(request: PartRequest): boolean {
    if (request.request === 'have') {
      for (const [hash] of request.hashes.matchAll(HASH)) this.#had.add(hash)
      return true
    }
    if (!('id' in request)) return false
    const { model } = this.#host.page
    const element = request.request === 'nodeAsset' && model.nodeAt(request.node)
    if (!element || !isElement(element)) {
      this.#near.push(request)
      this.#start()
      return true
    }
    const others = this.#unseen.get(element)
    this.#unseen.set(element, [...(others ?? []), request])
    this.#watch.observe(element)
    // A tab in the background has no frames.
    if (others) return true
    unzoned(window).setTimeout(() => {
      this.#line(element, this.#far)
      this.#start()
    }, UNSEEN)
    return true
  }

  stop(): void {
    this.#stopped = true
    this.#watch.disconnect()
    this.#unseen.clear()
    this.#near.length = this.#far.length = 0
  }

  #line(element: Element, queue: Wanted[]): void {
    queue.push(...(this.#unseen.get(element) ?? []))
    this.#unseen.delete(element)
    this.#watch.unobserve(element)
  }

  #start(): void {
    while (this.#running < CONCURRENT && this.#near.length + this.#far.length > 0) void this.#work()
  }

  /** One after the other, whatever becomes of each. */
  async #work(): Promise<void> {
    const next = this.#near.shift() ?? this.#far.shift()
    if (!next) return
    this.#running++
    try {
      await this.#answer(next)
    } finally {
      this.#running--
      void this.#work()
    }
  }

  async #answer(request: Wanted): Promise<void> {
    const had = this.#had
    /** What a replica in this very page gets, the other end has not. */
    const away = request.id < localRequests
    const url = await this.#addressOf(request)
    const whole = url ? ((await this.#read(url)) ?? (await this.#drawn(request))) : NOTHING
    const found = whole && ((await this.#scaled(request, whole)) ?? whole)
    const { bytes, hash } = found ?? NOTHING
    const type = found ? withFragment(found.type, url) : ''
    if (this.#stopped) return
    let status: AssetPart['status'] = 'ok'
    if (!found) status = 'unreadable'
    else if (away && had.has(hash)) status = 'known'
    else if (!hash || bytes.length > assetBytes || this.#sent + bytes.length > assetsBytes)
      status = 'refused'
    const total = status === 'refused' ? 0 : bytes.length
    const end = status === 'ok' ? total : 0
    this.#sent += end
    let offset = 0
    do {
      const part = bytes.subarray(offset, Math.min(end, offset + assetChunkBytes))
      this.#host.emit(
        writeAssetPart({ request: request.id, status, type, hash, offset, total, bytes: part }),
      )
      offset += part.length
    } while (offset < end)
    if (away && status === 'ok') had.add(hash)
  }

  async #addressOf(request: Wanted): Promise<string | null> {
    try {
      return await (request.request === 'sheetAsset'
        ? this.#sheetAddress(request.sheet, request.token)
        : this.#nodeAddress(request.node, request.name, request.token))
    } catch {
      return null // an address that is none
    }
  }

  #sheetAddress(id: SheetId, token: string): string | null | Promise<string> {
    const { sheets, page, document } = this.#host
    const known = sheets.watch?.naming(id, token)
    if (!known) return null
    const home = page.model.nodeAt(known.home) ?? document
    return resolved(token, known.baseUrl, home, known.sheet, sheets.texts)
  }

  #nodeAddress(id: NodeId, name: string, token: string): string | null | Promise<string> {
    const { model } = this.#host.page
    const node = model.nodeAt(id)
    if (!node || !isElement(node)) return null
    if (model.flagsOf(id) & (FLAG.masked | FLAG.blocked)) return null
    const of = nameOf(node)
    if (name === 'style') {
      const style = attributeOf(node, 'style') ?? ''
      return token !== '' && style.includes(token) ? new URL(token, baseUrlOf(node)).href : null
    }
    if (of === 'img' && /^(src|currentSrc)$/.test(name)) {
      return (node as HTMLImageElement).currentSrc || (node as HTMLImageElement).src || null
    }
    const shows =
      (of === 'input' && name === 'src') ||
      (of === 'video' && name === 'poster') ||
      ((of === 'image' || of === 'use' || of === 'feImage') && /^(xlink:)?href$/.test(name)) ||
      (of === 'link' && name === 'href' && /\bicon\b/.test(attributeOf(node, 'rel') ?? ''))
    const value = shows ? attributeOf(node, name) : null
    return value === null ? null : resolved(value, baseUrlOf(node), node)
  }

  /** null: script cannot read it, whatever it is. */
  async #read(url: string): Promise<Found | null> {
    if (!/^(https?|blob):/.test(url)) return NOTHING
    try {
      const made = this.#host.fonts?.get(url)?.deref()
      if (made) return await hashed(await made.arrayBuffer(), FONT)
      if (!mayRead(url, this.#host.document)) return null
      const response = await fetchNatively(url)
      const type = response.ok && typeOf(response, url)
      if (!type) return NOTHING
      return await hashed(await response.arrayBuffer(), type)
    } catch {
      return null // no CORS, the page's connect-src, or no network
    }
  }

  /** Of an image that is shown small, what is seen of it; null: all of it goes. */
  async #scaled(request: Wanted, { bytes, type, hash }: Found): Promise<Found | null> {
    if (bytes.length <= largeImageBytes || this.#had.has(hash)) return null
    const image = request.request === 'nodeAsset' && this.#host.page.model.nodeAt(request.node)
    const box = image && isElement(image) && this.#boxes.get(image)
    if (!box || nameOf(image) !== 'img' || request.name !== 'src') return null
    try {
      const less = await scaled(bytes, type, image as HTMLImageElement, box)
      return less && (await hashed(await less.arrayBuffer(), less.type))
    } catch {
      return null // nothing that this browser decodes
    }
  }

  /** What the page shows though its bytes cannot be read any more (a revoked `blob:`), or not by script. */
  async #drawn(request: Wanted): Promise<Found | null> {
    const image = request.request === 'nodeAsset' && this.#host.page.model.nodeAt(request.node)
    if (!image || !isElement(image) || nameOf(image) !== 'img') return null
    const { naturalWidth: width, naturalHeight: height } = image as HTMLImageElement
    if (width * height === 0 || width * height > DRAWN) return null
    try {
      const canvas = new OffscreenCanvas(width, height)
      canvas.getContext('2d')?.drawImage(image as HTMLImageElement, 0, 0)
      const blob = await canvas.convertToBlob()
      return await hashed(await blob.arrayBuffer(), blob.type)
    } catch {
      return null // of another origin, without CORS: the replica shows a placeholder
    }
  }
}

/** As the browser resolves it; what asks it is a chunk of its own. */
async function resolved(
  token: string,
  base: string,
  ...at: [Node, CSSStyleSheet?, LinkTexts?]
): Promise<string> {
  if (!/\?[^#]*[^\0-\x7f]/.test(token)) return new URL(token, base).href
  const { withLegacyQuery } = await import('./legacy-queries.ts')
  return withLegacyQuery(token, base, ...at)
}

async function hashed(bytes: ArrayBuffer, type: string): Promise<Found> {
  return { bytes: new Uint8Array(bytes), type, hash: await hashOf(bytes) }
}

/** The address stays with the customer, and what it says of the file goes along. */
function withFragment(type: string, url: string | null): string {
  const fragment = url?.split('#')[1]
  return fragment && /^image\/svg/i.test(type) ? `${type.split(';')[0]};fragment=${fragment}` : type
}

function typeOf({ headers, url }: Response, asked: string): string | null {
  const declared = headers.get('content-type') ?? ''
  if (ALLOWED.test(declared)) return declared
  const isFont = FONT_BY_NAME.test(new URL(url || asked).pathname) && !/html|json/i.test(declared)
  return isFont ? FONT : null
}

/** As `AssetPart.hash`. */
async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const text = btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
  return text.slice(0, hashChars)
}
