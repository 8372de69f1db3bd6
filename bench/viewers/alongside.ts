import { createGate, createReplica } from '@alongside/replica'
import { canonicalReplica } from '../../test/support/canonical.ts'
import type { OpenViewer } from './viewer.ts'

export const openViewer: OpenViewer = (container, ask) => {
  const replica = createReplica({ container, emit: ask })
  let failed = 0
  const gate = createGate(replica, (message) => {
    try {
      replica.apply(message)
    } catch (error) {
      failed++
      console.error(error)
    }
  })
  return {
    async apply(messages) {
      for (const message of messages) gate.take(message)
    },
    async ready() {
      while (!replica.ready || !gate.idle) await new Promise((resolve) => setTimeout(resolve, 5))
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
