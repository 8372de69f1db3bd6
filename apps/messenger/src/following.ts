import { newId } from '@alongside/client'
import type { Message } from '@alongside/protocol'
import type { Handed } from '@alongside/protocol/api'
import { observeAway } from '@alongside/sharer/away'
import type { Boot } from './boot.ts'
import { handover } from './handover.ts'

/** While the tab is shared: the agent hears where the customer goes beside it, and other origins of the site can go on with it. */
export function follow(o: {
  page: Window
  boot: Boot
  domains: readonly string[]
  handed: Handed
  send(message: Message): void
}): { stop(over: boolean): void } {
  const { page, domains } = o
  const stopAway = observeAway(page, domains, (at) => o.send({ message: 'away', at }))
  const several = domains.length > 1 || domains.some((domain) => domain.startsWith('.'))
  // A page that names its tab may name others the same.
  if (several && !page.name) page.name = `${TAB}${newId()}`
  if (page.name.startsWith(TAB)) handOver(o).catch(() => {})
  return {
    /** `over`: the session is, not only this page's part in it. */
    stop(over) {
      stopAway()
      if (over && page.name.startsWith(TAB)) page.name = ''
    },
  }
}

/** The loader knows it too. */
const TAB = 'alongside-'

function handOver({ page, boot, handed }: Parameters<typeof follow>[0]): Promise<unknown> {
  const { guestToken, sessionId, tabId } = handed
  return handover(boot, `cobrowse/${sessionId}`, { tabId, name: page.name }, guestToken)
}
