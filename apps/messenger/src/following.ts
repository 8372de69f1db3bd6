import { newId } from '@alongside/client'
import type { Message } from '@alongside/protocol'
import type { Handed } from '@alongside/protocol/api'
import { observeAway } from '@alongside/sharer/away'
import { type Boot, storageKeys } from './boot.ts'
import { handover } from './handover.ts'
import { safeStorage } from './storage.ts'

/** While the tab is shared: the agent hears where the customer goes beside it, and other origins of the site can go on with it. */
export function follow(o: {
  page: Window
  boot: Boot
  domains: readonly string[]
  handed: Handed
  send(message: Message): void
  /** `document.open()` took every listener of window and document away. */
  onWritten(): void
}): { stop(over: boolean): void } {
  const { page, domains } = o
  const stopAway = observeAway(page, domains, (at) => o.send({ message: 'away', at }))
  const several = domains.length > 1 || domains.some((domain) => domain.startsWith('.'))
  // A page that names its tab may name others the same.
  if (several && !page.name) page.name = `${TAB}${newId()}`
  if (page.name.startsWith(TAB)) handOver(o).catch(() => {})
  const stopWatching = watchWritten(o)
  return {
    /** `over`: the session is, not only this page's part in it. */
    stop(over) {
      stopAway()
      stopWatching()
      if (over && page.name.startsWith(TAB)) page.name = ''
    },
  }
}

/** The messenger, which is taken away too, comes back; and the tab's name is put where `tab.ts` puts it, which hears no more. */
function watchWritten({ page, boot, handed, onWritten }: Parameters<typeof follow>[0]): () => void {
  const { document } = page
  const { tab } = storageKeys(boot.deploymentId)
  const storage = safeStorage(() => sessionStorage)
  const root = document.documentElement
  const messenger = document.querySelector('alongside-messenger')
  const onPage = ({ type, persisted }: PageTransitionEvent): void => {
    if (type === 'pagehide') storage.write(tab, handed.tabId)
    else if (persisted) storage.remove(tab)
  }
  const written = new MutationObserver(() => {
    const now = document.documentElement
    if (!now || now === root) return
    if (messenger) now.append(messenger)
    onWritten()
  })
  written.observe(document, { childList: true })
  page.addEventListener('pagehide', onPage)
  page.addEventListener('pageshow', onPage)
  return () => {
    written.disconnect()
    page.removeEventListener('pagehide', onPage)
    page.removeEventListener('pageshow', onPage)
  }
}

/** The loader knows it too. */
const TAB = 'alongside-'

function handOver({ page, boot, handed }: Parameters<typeof follow>[0]): Promise<unknown> {
  const { guestToken, sessionId, tabId } = handed
  return handover(boot, `cobrowse/${sessionId}`, { tabId, name: page.name }, guestToken)
}
