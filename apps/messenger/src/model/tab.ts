import { newId } from '@alongside/client'
import type { SafeStorage } from '../storage.ts'

/**
 * The name of this tab, which goes on over reloads and page changes and is never that of two tabs: it lies in
 * sessionStorage only between two pages, because browsers copy sessionStorage into a duplicated tab.
 */
export function tabIdentity(
  storage: SafeStorage,
  key: string,
  page: Window,
): { readonly id: string; stop(): void } {
  const id = storage.read(key) ?? newId()
  storage.remove(key)
  const put = (): void => storage.write(key, id)
  // Back from the back-forward cache: the page that was shown meanwhile has laid it down again.
  const take = (event: PageTransitionEvent): void => {
    if (event.persisted) storage.remove(key)
  }
  // A hidden tab may be discarded without another word (phones).
  const onVisibility = (): void => {
    if (page.document.visibilityState === 'hidden') put()
    else storage.remove(key)
  }
  const over = new AbortController()
  page.addEventListener('pagehide', put, over)
  page.addEventListener('pageshow', take, over)
  page.document.addEventListener('visibilitychange', onVisibility, over)
  return { id, stop: () => over.abort() }
}
