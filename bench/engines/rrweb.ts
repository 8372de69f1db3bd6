import { record } from '@rrweb/record'
import type { Engine } from './engine.ts'

/** rrweb's recorder with its defaults; an event is sent as its JSON, as its live mode does. */
export const engine: Engine = {
  start(_page, emit) {
    const stop = record({ emit: (event) => emit(JSON.stringify(event)) })
    return { stop: () => stop?.() }
  },
}
