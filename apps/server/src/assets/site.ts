import { isIP } from 'node:net'
import { Refusal } from '../errors.ts'
import type { Resolve } from './resolver.ts'

/** Which sites may be asked. */
export type SiteRules = {
  readonly ports: readonly number[]
  /** Origins that are asked whatever their scheme, port and address are. */
  readonly exceptions: readonly string[]
  isPublic(address: string): boolean
  readonly resolve: Resolve
}

/** A site, and the only addresses that a connection for it may go to. */
export type Site = { readonly url: URL; readonly addresses: readonly string[] }

const ADDRESS_CHARS = 4_096

/** Names that mean something else in each network (RFC 6761, 6762, 8375, ICANN's `internal`), and those without a dot. */
const LOCAL_NAME =
  /^[^.]*$|\.(localhost|local|internal|intranet|lan|home\.arpa|onion|test|invalid)$/

/**
 * An address as the URL standard reads it, checked in form; then each address that its name has now. One that is denied denies
 * the site. Who asks learns nothing about names: one that does not exist is refused like one that leads inside.
 */
export async function findSite(
  address: string,
  base: URL | undefined,
  { exceptions, ports, isPublic, resolve }: SiteRules,
  signal: AbortSignal,
): Promise<Site> {
  const url = address.length > ADDRESS_CHARS ? null : URL.parse(address, base?.href)
  if (url === null || !/^https?:$/.test(url.protocol)) throw refused()
  if (url.username !== '' || url.password !== '') throw refused()
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isExcepted = exceptions.includes(url.origin)
  if (!isExcepted) {
    const port = Number(url.port || 443)
    if (url.protocol !== 'https:' || !ports.includes(port) || host.endsWith('.')) throw refused()
    if (isIP(host) === 0 && LOCAL_NAME.test(host)) throw refused()
  }
  const addresses = isIP(host) === 0 ? await resolve(host, signal) : [host]
  signal.throwIfAborted()
  if (addresses.length === 0) throw refused()
  if (!isExcepted && !addresses.every(isPublic)) throw refused()
  return { url, addresses }
}

function refused(): Refusal {
  return new Refusal('asset_refused', 'nothing is fetched from this address')
}
