import { DEFAULT_RULES } from '@alongside/capture'
import { Replayer } from '@rrweb/replay'
import { canonicalPage } from '../../test/support/canonical.ts'
import type { OpenViewer } from './viewer.ts'

/**
 * The Replayer in its live mode without its buffer: its clock is ahead of every event, so that it applies each at once,
 * to the DOM and not to a virtual one. This is its fastest way.
 */
export const openViewer: OpenViewer = (container) => {
  const replayer = new Replayer([], {
    root: container,
    liveMode: true,
    mouseTail: false,
    showWarning: true,
    useVirtualDom: false,
  })
  replayer.startLive(Date.now() + 1e9)
  let failed = 0
  const { warn } = console
  console.warn = (...said: unknown[]) => {
    if (String(said[0]).includes('replayer')) failed++
    else warn(...said)
  }
  const decoder = new TextDecoder()
  return {
    async apply(messages) {
      for (const message of messages) replayer.addEvent(JSON.parse(decoder.decode(message)))
      // It takes each event in a microtask of its own; all of them are before this one.
      await null
    },
    async ready() {},
    get document() {
      return replayer.iframe.contentDocument
    },
    canonical: () => {
      const copy = replayer.iframe.contentDocument
      if (!copy) return ''
      // The engine's own: fields that the viewer's browser must not fill, and the value of a select as an attribute.
      return canonicalPage(copy, DEFAULT_RULES)
        .replace(/autocomplete=off ?/g, '')
        .replace(/^( *<select [^\n]*?) ?\bvalue=[^ >]*/gm, '$1')
    },
    get failed() {
      return failed
    },
  }
}
