import { createReplica } from '@alongside/replica'
import { canonicalReplica } from '../../test/support/canonical.ts'
import type { OpenViewer } from './viewer.ts'

export const openViewer: OpenViewer = (container) => {
  const replica = createReplica({ container, emit() {} })
  let failed = 0
  return {
    async apply(messages) {
      for (const message of messages) {
        try {
          replica.apply(message)
        } catch (error) {
          failed++
          console.error(error)
        }
      }
    },
    async ready() {
      while (!replica.ready) await new Promise((resolve) => setTimeout(resolve, 5))
    },
    get document() {
      return replica.document
    },
    canonical: () => (replica.document ? canonicalReplica(replica.document) : ''),
    get failed() {
      return failed
    },
  }
}
