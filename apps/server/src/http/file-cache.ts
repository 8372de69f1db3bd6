import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** What the builds make. Anything else is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}
const SMALLER = /^(text|application)\/|svg/
/** Below this a compressed answer is no smaller in packets. */
const LEAST_BYTES = 512

type Encoding = 'br' | 'gzip' | 'identity'
type Kept = {
  readonly changed: number
  readonly type: string
  readonly tag: string
  readonly plain: Buffer
  readonly encoded: Map<Encoding, Promise<Buffer>>
}

/** Built files, read once and compressed once for each encoding; a file that changes on the disk is read again. */
export class FileCache {
  readonly #kept = new Map<string, Kept>()

  /** Null: no such file, or nothing that may be served. */
  async find(root: string, path: string): Promise<Kept | null> {
    // Plain names in plain folders; no hidden files, and no way out of the root.
    if (!/^([\w-][\w.-]*\/)*[\w-][\w.-]*\.\w+$/.test(path)) return null
    const type = TYPES[extname(path)]
    if (type === undefined) return null
    const full = join(root, path)
    const found = await stat(full).catch(() => null)
    if (found === null || !found.isFile()) return null
    const kept = this.#kept.get(full)
    if (kept?.changed === found.mtimeMs) return kept
    const plain = await readFile(full)
    const tag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
    const fresh = { changed: found.mtimeMs, type, tag, plain, encoded: new Map() }
    this.#kept.set(full, fresh)
    return fresh
  }

  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    file: Kept,
    cacheControl: string,
  ): Promise<FastifyReply> {
    reply.headers({ 'cache-control': cacheControl, etag: file.tag, vary: 'accept-encoding' })
    if (request.headers['if-none-match'] === file.tag) return reply.code(304).send()
    const encoding = encodingFor(request.headers['accept-encoding'], file)
    if (encoding !== 'identity') reply.header('content-encoding', encoding)
    return reply.type(file.type).send(await encode(file, encoding))
  }
}

function encodingFor(accepted: string | string[] | undefined, file: Kept): Encoding {
  if (!SMALLER.test(file.type) || file.plain.length < LEAST_BYTES) return 'identity'
  const names = String(accepted ?? '')
    .split(',')
    .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
    .map((part) => part.split(';')[0]?.trim())
  if (names.includes('br')) return 'br'
  return names.includes('gzip') ? 'gzip' : 'identity'
}

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

function encode(file: Kept, encoding: Encoding): Promise<Buffer> {
  const known = file.encoded.get(encoding)
  if (known !== undefined) return known
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants
  const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: file.plain.length }
  const made =
    encoding === 'br'
      ? brotli(file.plain, { params })
      : encoding === 'gzip'
        ? gzipped(file.plain, { level: 9 })
        : Promise.resolve(file.plain)
  file.encoded.set(encoding, made)
  return made
}
