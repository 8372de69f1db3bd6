import http, { type IncomingMessage } from 'node:http'
import https, { type RequestOptions } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { Refusal } from '../errors.ts'
import { findSite, type Site, type SiteRules } from './site.ts'
import { sniffedType } from './sniff.ts'

export type FetchRules = SiteRules & {
  /** Of the body. */
  readonly bytes: number
  readonly headerBytes: number
  /** Milliseconds for all of it: names, redirects, body. */
  readonly timeout: number
  readonly redirects: number
  /** Certificates that are trusted, PEM; those of Node without it. */
  readonly ca?: string
}

/** `shared`: only if its site lets every page use it (CORS), without which a browser shows no font of another origin. */
export type WantedAsset = { readonly url: string; readonly shared: boolean }

export type FetchedAsset = { readonly type: string; readonly bytes: Buffer }

/** Nothing of who asks: no cookie, no referrer, no address. */
const HEADERS = {
  accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif,font/woff2,font/woff,font/*',
  'accept-encoding': 'identity',
  'user-agent': 'Alongside',
}

/** An image or a font of a public site. Throws a Refusal, whatever goes wrong. */
export async function fetchAsset(
  { url, shared }: WantedAsset,
  rules: FetchRules,
  gone: AbortSignal,
): Promise<FetchedAsset> {
  const deadline = AbortSignal.timeout(rules.timeout)
  const signal = AbortSignal.any([deadline, gone])
  try {
    const answer = await follow(url, rules, signal)
    try {
      if (shared && answer.headers['access-control-allow-origin'] !== '*')
        throw new Refusal('asset_not_shared', 'its site does not let every page use it')
      return await readAsset(answer, rules.bytes)
    } finally {
      answer.destroy()
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    if (deadline.aborted) throw new Refusal('asset_timeout', 'the site takes too long')
    throw new Refusal('asset_unreachable', 'the site does not answer')
  }
}

/** Each hop is a site of its own, checked like the first. */
async function follow(
  address: string,
  rules: FetchRules,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  let site = await findSite(address, undefined, rules, signal)
  for (let hops = 0; ; hops++) {
    const answer = await ask(site, rules, signal)
    const { statusCode = 0, headers } = answer
    if (statusCode === 200) return answer
    answer.destroy()
    if (!REDIRECTS.has(statusCode) || headers.location === undefined)
      throw new Refusal('asset_unreachable', 'the site does not have it')
    if (hops === rules.redirects) throw new Refusal('asset_unreachable', 'the site leads on and on')
    site = await findSite(headers.location, site.url, rules, signal)
  }
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

function ask(
  { url, addresses }: Site,
  rules: FetchRules,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const options: RequestOptions = {
    // Of its own: no connection of another request, and no proxy of the environment.
    agent: false,
    headers: HEADERS,
    lookup: pinned(addresses),
    maxHeaderSize: rules.headerBytes,
    signal,
    ...(rules.ca !== undefined && { ca: rules.ca }),
  }
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, options)
    request.on('response', resolve).on('error', reject)
    // All that Node says of an answer in another protocol.
    request.on('close', () => reject(new Error('closed'))).end()
  })
}

/** Names are not asked for again: what was checked is what is connected to. */
function pinned(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }))
  return (_name, options, done) => {
    const [first] = all
    if (options.all || first === undefined) done(null, all)
    else done(null, first.address, first.family)
  }
}

async function readAsset(answer: IncomingMessage, limit: number): Promise<FetchedAsset> {
  // Asked for as it is: unpacking is how a few bytes become many.
  const encoding = answer.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') throw new Refusal('asset_type', 'the site sends it packed')
  const tooLarge = () => new Refusal('asset_too_large', `more than ${limit} bytes`)
  if (Number(answer.headers['content-length'] ?? 0) > limit) throw tooLarge()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer) {
    size += chunk.length
    if (size > limit) throw tooLarge()
    chunks.push(chunk)
  }
  const bytes = Buffer.concat(chunks)
  const type = sniffedType(bytes)
  if (type === null) throw new Refusal('asset_type', 'neither an image nor a font')
  return { type, bytes }
}
