import type { OpenViewer, Viewer } from '../viewers/viewer.ts'

/** What the runner calls in a viewer's page, as `view`. */
export interface ViewerHarness {
  /** Fetches the messages that a sharer's page sent; outside of the measured window. */
  load(path: string): Promise<void>
  /** Applies the next `count` of them, or all that are left, and waits for the next frame but one. */
  apply(count?: number): Promise<void>
  canonical(): string
  failed(): number
}

declare global {
  var view: ViewerHarness
}

export function installViewer(open: OpenViewer): void {
  let messages: Uint8Array[] = []
  let viewer: Viewer | undefined
  globalThis.view = {
    async load(path) {
      messages = unframed(new Uint8Array(await (await fetch(path)).arrayBuffer()))
    },
    async apply(count = messages.length) {
      viewer ??= open(document.body)
      await viewer.apply(messages.splice(0, count))
      await viewer.ready()
      for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve))
    },
    canonical: () => viewer?.canonical() ?? '',
    failed: () => viewer?.failed ?? 0,
  }
}

/** The counterpart of `framed` in harness.ts. */
function unframed(body: Uint8Array): Uint8Array[] {
  const view = new DataView(body.buffer)
  const messages: Uint8Array[] = []
  for (let at = 0; at < body.length; ) {
    const length = view.getUint32(at + 1)
    messages.push(body.subarray(at + 5, at + 5 + length))
    at += 5 + length
  }
  return messages
}
