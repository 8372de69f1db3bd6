import { type Capture, DEFAULT_RULES, startCapture } from '@alongside/capture'
import { createReplica, type Replica } from '@alongside/replica'

// For pages of two browsers that a test joins: what one emits comes out as bytes in a list and goes into the other.

declare global {
  var ends: {
    share(emit: (frame: number[]) => void): void
    receive(frame: number[]): void
    view(emit: (request: number[]) => void): void
    apply(frame: number[]): void
    flush(): void
    readonly shown: Document | null
  }
}

let capture: Capture | undefined
let replica: Replica | undefined

globalThis.ends = {
  share(emit) {
    capture = startCapture({
      document,
      privacy: DEFAULT_RULES,
      emit: (frame) => emit([...frame]),
    })
  },
  receive: (frame) => capture?.receive(Uint8Array.from(frame)),
  view(emit) {
    replica = createReplica({
      container: document.body,
      emit: (request) => emit([...request]),
    })
  },
  apply: (frame) => replica?.apply(Uint8Array.from(frame)),
  flush: () => capture?.flush(),
  get shown() {
    return replica?.document ?? null
  },
}
