import { describeFrame, must, type NodeId, type Place, readRequests } from '@alongside/protocol'
import { placeAt, rectOf } from './geometry.ts'
import { Mirror } from './mirror.ts'
import { windowOf } from './natives.ts'
import { createClassifier, DEFAULT_RULES, type PrivacyRules } from './privacy.ts'
import { createSchedule } from './schedule.ts'

/** How long the first picture waits for the text of the page's style sheets, so that it is styled. Milliseconds. */
const SHEETS_WAIT = 300
/** How often state that tells nobody of its change is looked at. Milliseconds. */
const AUDIT_EVERY = 250

export interface Capture {
  /** Requests from the replica: asset wanted, heal a subtree, new epoch. Throws a ProtocolError on anything else. */
  receive(frame: Uint8Array): void
  /** Everything dirty, now. */
  flush(): void
  pause(): void
  resume(): void
  nodeAt(id: NodeId): Node | undefined
  idOf(node: Node): NodeId | undefined
  /** The mirrored element under a point of the window (client px), and where in its box. */
  placeAt(x: number, y: number): Place | null
  /** A mirrored element's box in client px of the window. */
  rectOf(id: NodeId): DOMRect | null
  /** Unhooks everything; the page is as before. */
  stop(): void
}

export type CaptureOptions = {
  readonly document?: Document
  emit(frame: Uint8Array): void
  readonly privacy?: PrivacyRules
  /** false: the outbox is full, hold the next flush; what is dirty keeps coalescing. */
  ready?(): boolean
}

/**
 * Mirrors a live page as frames of ops, in order. What is masked never enters a frame. Throws PrivacyRulesError when
 * the rules cannot be read: then nothing is shared.
 */
export function startCapture(options: CaptureOptions): Capture {
  const page = options.document ?? document
  const view = must(windowOf(page), 'a page that is shown')
  const ready = options.ready ?? (() => true)
  let running = true
  let started = false

  const mirror = new Mirror({
    document: page,
    classifier: createClassifier(options.privacy ?? DEFAULT_RULES),
    emit: (frame) => running && options.emit(frame),
    changed: () => started && schedule.request(),
  })
  const schedule = createSchedule(view, () => step(() => mirror.flush()))
  const audit = view.setInterval(() => step(() => mirror.audit()), AUDIT_EVERY)

  /** Held while paused or while the outbox is full: the schedule asks again with the next frame. */
  function step(work: () => void): void {
    if (!running || !started) return
    if (paused) return
    if (ready()) work()
    else schedule.request()
  }

  let paused = false
  const start = (): void => {
    if (!running || started) return
    started = true
    mirror.snapshot()
  }
  const sheets = mirror.sheets.prepare(page)
  const wait = sheets ? view.setTimeout(start, SHEETS_WAIT) : 0
  if (sheets) void sheets.then(start)
  else start()

  return {
    receive(frame) {
      const requests = readRequests(frame)
      if (!running) return
      for (const request of requests) {
        if (request.request === 'epoch') started && mirror.snapshot()
        else if (request.request === 'heal') started && mirror.heal(request.node)
        else mirror.assets.request(request)
      }
    },
    flush: () => step(() => mirror.audit()),
    pause() {
      paused = true
    },
    resume() {
      paused = false
      schedule.request()
    },
    nodeAt: (id) => mirror.model.nodeAt(id),
    idOf: (node) => mirror.model.idOf(node),
    placeAt: (x, y) => placeAt(mirror.model, page, x, y),
    rectOf: (id) => rectOf(mirror.model, id),
    stop() {
      running = false
      schedule.stop()
      view.clearTimeout(wait)
      view.clearInterval(audit)
      mirror.stop()
    },
  }
}

/** A frame in clear, for tests, audits and debugging. */
export const describe: (frame: Uint8Array) => string = describeFrame
