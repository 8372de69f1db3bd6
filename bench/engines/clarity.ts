import { clarity } from 'clarity-js'
import type { Engine } from './engine.ts'

/** Clarity sends once a second at most; this is long enough for what is in its queue to be given. Milliseconds. */
const UPLOAD = 1200

/** Clarity with its defaults, without cookies; `upload` as a function is its own way to send elsewhere. */
export const engine: Engine = {
  start(_page, emit) {
    clarity.start({
      projectId: 'bench',
      track: false,
      content: true,
      unmask: ['body'],
      upload: (payload) => emit(payload),
    })
    return {
      flush: () => new Promise((resolve) => setTimeout(resolve, UPLOAD)),
      stop: () => clarity.stop(),
    }
  },
}
