import { startCapture } from '@alongside/capture'
import type { Engine } from './engine.ts'

/** This project's capture, with its default options. Its frames are what the channel compresses and seals. */
export const engine: Engine = {
  start(page, emit, ready) {
    const capture = startCapture({ document: page, emit, ready })
    return { receive: (message) => capture.receive(message), stop: () => capture.stop() }
  },
}
