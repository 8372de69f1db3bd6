import { DEFAULT_RULES, startCapture } from '@alongside/capture/core'
import { PARTS } from '@alongside/capture/parts'
import type { Engine } from './engine.ts'

/** This project's capture without what recognises sensitive data: what that costs, is what the other takes more. */
export const engine: Engine = {
  start(page, emit, ready) {
    const recogniser = {
      field: () => null,
      text: (_: unknown, text: string) => text,
      part: () => ({}),
    }
    const privacy = () => DEFAULT_RULES
    const capture = startCapture({ document: page, emit, ready, parts: PARTS, recogniser, privacy })
    return { receive: (message) => capture.receive(message), stop: () => capture.stop() }
  },
}
