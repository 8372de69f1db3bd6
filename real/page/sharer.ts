import { type Capture, DEFAULT_RULES, startCapture } from '@alongside/capture'

// In the application's page, which knows nothing of it.

export interface Sharer {
  readonly capture: Capture
  readonly window: Window
  readonly document: Document
}

declare global {
  /** Called by the viewer's page. What is emitted goes to `port`, what comes from there are requests. */
  var share: (port: MessagePort) => Sharer
}

globalThis.share = (port) => {
  const capture = startCapture({
    document,
    privacy: DEFAULT_RULES,
    emit: (frame) => port.postMessage(frame),
  })
  port.onmessage = ({ data }) => capture.receive(data)
  return { capture, window, document }
}
