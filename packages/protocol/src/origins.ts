// The global of the platform (URL standard) that this file needs; this package compiles without DOM types.
declare const URL: new (
  text: string,
) => { readonly origin: string; readonly protocol: string; readonly hostname: string }

/** A parsed `Origin` header: exactly scheme, host and port, as the Fetch standard serialises it. */
export type Origin = { readonly text: string; readonly scheme: string; readonly host: string }

/**
 * Null for everything that no browser sends for a page: `null`, lists, paths, user info, upper case, default ports
 * written out, trailing dots. What comes back equal from the URL parser was canonical; the rest is not guessed at.
 */
export function parseOrigin(header: string | undefined): Origin | null {
  if (header === undefined || header.length > 300) return null
  let url: InstanceType<typeof URL>
  try {
    url = new URL(header)
  } catch {
    return null
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  if (url.origin !== header || url.hostname.endsWith('.') || url.hostname === '') return null
  return { text: header, scheme: url.protocol, host: url.hostname }
}

/**
 * Whether a page of this origin may use a deployment. A domain is a host name (`shop.example`) or a suffix
 * (`.shop.example`, which does not mean `shop.example` itself); an empty list allows none. Ports: the standard ones, and
 * any on the machine itself, where developers' servers are. Plain http only there, too.
 */
export function originAllowed(origin: Origin, domains: readonly string[]): boolean {
  const local = isLocalName(origin.host)
  if (!isSecure(origin)) return false
  if (!local && origin.text !== `https://${origin.host}`) return false
  return domains.some((domain) => {
    const wanted = domain.toLowerCase()
    if (!wanted.startsWith('.')) return origin.host === wanted
    return wanted.length > 1 && origin.host.endsWith(wanted) && origin.host.length > wanted.length
  })
}

/** Whether its pages may chat: the same, and those over plain http, of which nothing is shared. */
export function mayChat({ text, host }: Origin, domains: readonly string[]): boolean {
  const secured = { text: text.replace(/^http:/, 'https:'), scheme: 'https:', host }
  return originAllowed(secured, domains)
}

/** Whether what its pages send is theirs, and nobody's on the way: https, or this machine. */
export function isSecure({ scheme, host }: Origin): boolean {
  return scheme === 'https:' || isLocalName(host)
}

function isLocalName(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(host)
  )
}
