import { type Boot, storageKeys } from './boot.ts'
import { handover } from './handover.ts'

/** The tab was shared on another origin of the site: this page goes on with that, as the same guest. */
export async function arrive(boot: Pick<Boot, 'baseUrl' | 'deploymentId'>): Promise<void> {
  const handed = await handover(boot, `deployments/${boot.deploymentId}`, { name: window.name })
  if (!handed) return
  const keys = storageKeys(boot.deploymentId)
  localStorage.setItem(keys.guest, handed.guestToken)
  sessionStorage.setItem(keys.tab, handed.tabId)
  sessionStorage.setItem(keys.sharing, handed.sessionId)
}
