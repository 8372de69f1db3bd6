/**
 * Whether an address of the page may be read again. Where the page's policy forbids it, its owner would be told of a
 * violation, and script cannot ask for the policy. Nonces say that there is one: then only those origins are read that
 * the page itself is seen to read.
 */
export function mayRead(url: string, page: Document): boolean {
  if (!Document.prototype.querySelector.call(page, '[nonce]')) return true
  const { origin, protocol } = new URL(url)
  const prefix = protocol === 'blob:' ? protocol : `${origin}/`
  return performance
    .getEntriesByType('resource')
    .some(
      (entry) =>
        /^(fetch|xmlhttp)/.test((entry as PerformanceResourceTiming).initiatorType) &&
        entry.name.startsWith(prefix),
    )
}
