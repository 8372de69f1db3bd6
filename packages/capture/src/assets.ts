import { LIMITS, type NodeId, writeAssetPart } from '@alongside/protocol'
import * as FLAG from './flag.ts'
import { mayRead } from './may-read.ts'
import type { Model } from './model.ts'
import { attributeOf, baseUrlOf, fetchNatively, isElement, nameOf } from './natives.ts'
import type { AssetRequest } from './part.ts'
import type { Sheets } from './sheets.ts'

/** Reads under way at once; the customer's own page comes first. */
const CONCURRENT = 6

/** What an asset may be. Anything else (a page, JSON) is refused, whatever address an attribute names. */
const ALLOWED = /^(image\/|font\/|application\/(x-)?font|application\/vnd\.ms-fontobject)/i
const FONT_BY_NAME = /\.(woff2?|ttf|otf)$/i

/**
 * Answers the replica's wish for bytes from the customer's browser, with the page's own credentials, which is what
 * works behind a login. A request names a slot of the page, never an address: only what the page itself shows there
 * is read, so nobody can make this browser fetch something of their choice.
 */
export class Assets {
  readonly #document: Document
  readonly #model: () => Model
  readonly #sheets: Sheets
  readonly #emit: (frame: Uint8Array) => void
  readonly #queue: AssetRequest[] = []
  #running = 0
  #stopped = false

  constructor(
    document: Document,
    model: () => Model,
    sheets: Sheets,
    emit: (frame: Uint8Array) => void,
  ) {
    this.#document = document
    this.#model = model
    this.#sheets = sheets
    this.#emit = emit
  }

  request(request: AssetRequest): void {
    this.#queue.push(request)
    if (this.#running < CONCURRENT) void this.#work()
  }

  stop(): void {
    this.#stopped = true
    this.#queue.length = 0
  }

  /** One after the other, whatever becomes of each. */
  async #work(): Promise<void> {
    const next = this.#queue.shift()
    if (!next) return
    this.#running++
    try {
      await this.#answer(next)
    } finally {
      this.#running--
      void this.#work()
    }
  }

  async #answer(request: AssetRequest): Promise<void> {
    const url = this.#addressOf(request)
    const found = url && mayRead(url, this.#document) ? await read(url) : null
    if (this.#stopped) return
    const head = { request: request.id, status: found ? 'ok' : 'refused' } as const
    const { bytes, type } = found ?? { bytes: new Uint8Array(), type: '' }
    const total = bytes.length
    let offset = 0
    do {
      const part = bytes.subarray(offset, offset + LIMITS.assetChunkBytes)
      this.#emit(writeAssetPart({ ...head, type, offset, total, bytes: part }))
      offset += part.length
    } while (offset < total)
  }

  #addressOf(request: AssetRequest): string | null {
    try {
      return request.request === 'sheetAsset'
        ? this.#sheets.addressOf(request.sheet, request.token)
        : this.#nodeAddress(request.node, request.name, request.token)
    } catch {
      return null // an address that is none
    }
  }

  #nodeAddress(id: NodeId, name: string, token: string): string | null {
    const node = this.#model().nodeAt(id)
    if (!node || !isElement(node)) return null
    if (this.#model().flagsOf(id) & (FLAG.masked | FLAG.blocked)) return null
    const of = nameOf(node)
    if (name === 'style') {
      const style = attributeOf(node, 'style') ?? ''
      return token !== '' && style.includes(token) ? new URL(token, baseUrlOf(node)).href : null
    }
    if (of === 'img' && name === 'src') {
      return (node as HTMLImageElement).currentSrc || (node as HTMLImageElement).src || null
    }
    const shows =
      (of === 'input' && name === 'src') ||
      (of === 'video' && name === 'poster') ||
      ((of === 'image' || of === 'use' || of === 'feImage') && /^(xlink:)?href$/.test(name)) ||
      (of === 'link' && name === 'href' && /\bicon\b/.test(attributeOf(node, 'rel') ?? ''))
    const value = shows ? attributeOf(node, name) : null
    return value === null ? null : new URL(value, baseUrlOf(node)).href
  }
}

async function read(url: string): Promise<{ bytes: Uint8Array; type: string } | null> {
  if (!/^(https?|blob):/.test(url)) return null
  try {
    const response = await fetchNatively(url)
    const declared = response.headers.get('content-type') ?? ''
    const type = ALLOWED.test(declared)
      ? declared
      : FONT_BY_NAME.test(new URL(response.url || url).pathname) && !/html|json/i.test(declared)
        ? 'font/sfnt'
        : null
    if (!response.ok || type === null) return null
    const bytes = new Uint8Array(await response.arrayBuffer())
    return bytes.length > LIMITS.assetBytes ? null : { bytes, type }
  } catch {
    return null // no CORS, the page's connect-src, or no network: the replica shows a placeholder
  }
}
