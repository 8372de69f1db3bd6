import { ApiFailure, createGuestClient } from '@alongside/client'
import type { PublicDeployment } from '@alongside/protocol/api'
import type { Boot } from '../boot.ts'
import { isPassing } from './outbox.ts'

/** Waits between tries, in milliseconds; without its deployment the messenger stays invisible. */
const AGAIN: readonly number[] = [1000, 4000, 15_000, 60_000]
/** The same in a tab that is shared, again and again: the agent looks at a veil. */
const AGAIN_SHARED = 800

/** The deployment's configuration. A refusal (unknown deployment, foreign page) is final and said once, for the site's engineers. */
export async function fetchDeployment(boot: Boot): Promise<PublicDeployment> {
  const { baseUrl, deploymentId, shared: beside } = boot
  const client = createGuestClient({
    ...{ baseUrl, deploymentId, beside },
    token: null,
    onToken: () => {},
  })
  for (let attempt = 0; ; attempt++) {
    try {
      return await client.deployment()
    } catch (error) {
      const after = boot.shared ? AGAIN_SHARED : AGAIN[attempt]
      if (after === undefined || !isPassing(error)) {
        const reason = error instanceof ApiFailure ? `${error.code}: ${error.message}` : error
        console.warn(`Alongside: the messenger does not start (${reason})`)
        throw error
      }
      await new Promise((done) => setTimeout(done, after))
    }
  }
}
