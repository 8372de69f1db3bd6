import { Resolver } from 'node:dns/promises'

/** Every address of a name; none: there is no such name. */
export type Resolve = (name: string, signal: AbortSignal) => Promise<readonly string[]>

const TRY_MS = 2_000

/**
 * Asks the name servers themselves: no search domains, no hosts file, and nobody waits in the thread pool. Names below `localhost`
 * are this machine (RFC 6761, 6.3), for who has made an exception of one.
 */
export const resolveName: Resolve = async (name, signal) => {
  if (/(^|\.)localhost$/.test(name)) return ['127.0.0.1']
  const resolver = new Resolver({ timeout: TRY_MS, tries: 2 })
  const stop = (): void => resolver.cancel()
  signal.addEventListener('abort', stop)
  try {
    const found = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
    return found.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
