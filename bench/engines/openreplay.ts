import Tracker from '@openreplay/tracker/class'
import type { Engine } from './engine.ts'

/** In its worker, before its own code: what it would post to its server is kept, and handed over when asked. */
const KEEP = `
  const kept = []
  self.fetch = (_, { body }) => {
    kept.push(body)
    return Promise.resolve(new Response('{}'))
  }
  addEventListener('message', (event) => {
    if (event.data !== 'bench:take') return
    event.stopImmediatePropagation()
    postMessage({ bench: kept.splice(0) })
  })
`
/** What its server would say to a session's start; the batch is as large as its client allows, and not compressed. */
const STARTED = {
  token: 'bench',
  userUUID: 'bench',
  sessionID: '1',
  projectID: '1',
  delay: 0,
  compressionThreshold: 1e9,
}
/** Longer than its ticker takes to hand messages to the worker. Milliseconds. */
const TICK = 200

/**
 * OpenReplay's tracker, without what does not mirror the page (network, console, exceptions, performance). It encodes in
 * a worker, whose time is not the page's main thread and does not count; its batches are its messages.
 */
export const engine: Engine = {
  async start(_page, emit) {
    const { fetch, Worker } = globalThis
    let worker: Worker | undefined
    globalThis.fetch = (input, init) =>
      String(input).endsWith('/v1/web/start')
        ? Promise.resolve(new Response(JSON.stringify(STARTED)))
        : fetch(input, init)
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL) {
        super(
          URL.createObjectURL(new Blob([KEEP, `importScripts(${JSON.stringify(String(url))})`])),
        )
        worker = this
      }
    }
    const tracker = new Tracker({
      projectKey: 'bench',
      ingestPoint: `${location.origin}/openreplay`,
      __DISABLE_SECURE_MODE: true,
      network: { disabled: true },
      consoleMethods: null,
      captureExceptions: false,
      capturePerformance: false,
    })
    const { success, reason } = await tracker.start()
    Object.assign(globalThis, { fetch, Worker })
    if (!success) throw new Error(`OpenReplay did not start: ${reason}`)
    return {
      async flush() {
        await new Promise((resolve) => setTimeout(resolve, TICK))
        const given = new Promise<void>((resolve) => {
          worker?.addEventListener('message', ({ data }) => {
            if (!data?.bench) return
            for (const batch of data.bench) emit(new Uint8Array(batch))
            resolve()
          })
        })
        tracker.forceFlushBatch()
        worker?.postMessage('bench:take')
        await given
      },
      stop: () => tracker.stop(),
    }
  },
}
