import { record } from '@datadog/browser-rum/esm/domain/record/record.mjs'
import { LifeCycle } from '@datadog/browser-rum-core'
import type { Engine } from './engine.ts'

/**
 * Datadog's recorder alone, by its internal `record()`; a record is sent as its JSON, as its segments hold it. Its
 * product masks all text by default, which would carry less than the others: `allow` shows it, as theirs do.
 */
export const engine: Engine = {
  start(_page, emit) {
    const { stop, flushMutations } = record({
      emitRecord: (item) => emit(JSON.stringify(item)),
      emitResource() {},
      emitStats() {},
      configuration: { defaultPrivacyLevel: 'allow' },
      lifeCycle: new LifeCycle(),
      viewHistory: { findView: () => ({ id: 'bench' }) },
    })
    return { flush: flushMutations, stop }
  },
}
