import { DEFAULT_RULES, type Recogniser, startCapture } from '@alongside/capture/core'
import { PARTS } from '@alongside/capture/parts'
import type { Engine } from './engine.ts'

/** This project's capture as a customer's page has it, in parts, with what recognises sensitive data given to it. */
export function engineWith(createRecogniser: () => Recogniser): Engine {
  const privacy = () => DEFAULT_RULES
  return {
    start(page, emit, ready) {
      const recogniser = createRecogniser()
      const capture = startCapture({
        document: page,
        emit,
        ready,
        parts: PARTS,
        recogniser,
        privacy,
      })
      return { receive: (message) => capture.receive(message), stop: () => capture.stop() }
    },
  }
}
