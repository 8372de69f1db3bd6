import type { PublicDeployment } from '@alongside/protocol/api'
import { originAllowed, parseOrigin } from '@alongside/protocol/origins'

/** What the loader of a page in a frame was offered, and by whom, as the browser says it. */
export type SubpageOffer = {
  readonly baseUrl: string
  readonly deploymentId: string
  readonly origin: string
  readonly masked: boolean
  readonly port: MessagePort
}

/**
 * Shares this page as a part of the page around it: if our own server says that both are pages of the deployment. Nobody else
 * hears a word, and nothing of the page is read before.
 */
export async function join({
  baseUrl,
  deploymentId,
  origin,
  ...offer
}: SubpageOffer): Promise<void> {
  const answer = await fetch(`${baseUrl}/api/v1/deployments/${deploymentId}/public`, {
    credentials: 'omit',
    cache: 'no-store',
  })
  if (!answer.ok) return
  const deployment: PublicDeployment = await answer.json()
  const around = parseOrigin(origin)
  if (!around || !originAllowed(around, deployment.domains)) return
  const { startSubpage } = await import('./cobrowse.ts')
  startSubpage({ ...offer, deployment })
}
