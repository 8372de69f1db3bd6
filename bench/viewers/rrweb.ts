import { DEFAULT_RULES } from '@alongside/capture'
import { Replayer } from '@rrweb/replay'
import { canonicalPage } from '../../test/support/canonical.ts'
import type { OpenViewer } from './viewer.ts'

/** The Replayer in its live mode. Each event is due when it comes: no buffer stands between it and the copy. */
export const openViewer: OpenViewer = (container) => {
  const replayer = new Replayer([], {
    root: container,
    liveMode: true,
    mouseTail: false,
    showWarning: true,
  })
  replayer.startLive(Date.now() - 1)
  let cast = 0
  let added = 0
  let failed = 0
  replayer.on('event-cast', () => {
    cast++
  })
  const { warn } = console
  console.warn = (...said: unknown[]) => {
    if (String(said[0]).includes('replayer')) failed++
    else warn(...said)
  }
  const decoder = new TextDecoder()
  return {
    async apply(messages) {
      for (const message of messages) {
        replayer.addEvent({ ...JSON.parse(decoder.decode(message)), timestamp: Date.now() })
        added++
      }
      while (cast < added) await new Promise((resolve) => requestAnimationFrame(resolve))
    },
    async ready() {},
    canonical: () => {
      const copy = replayer.iframe.contentDocument
      // The Replayer adds this attribute to fields, so that the viewer's browser does not fill them.
      return copy ? canonicalPage(copy, DEFAULT_RULES).replace(/autocomplete=off ?/g, '') : ''
    },
    get failed() {
      return failed
    },
  }
}
