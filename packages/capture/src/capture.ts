import { describeFrame, must, type NodeId, readRequests } from '@alongside/protocol'
import { Mirror } from './mirror.ts'
import { unzoned, windowOf } from './natives.ts'
import type { CaptureStats, MakePart } from './part.ts'
import { createClassifier, type PrivacyRules, type Recogniser } from './privacy.ts'
import { createSchedule } from './schedule.ts'

/** How long the first picture waits for the text of the page's style sheets, so that it is styled. Milliseconds. */
const SHEETS_WAIT = 300
/** How long one piece of work in the customer's page may take, before sheets have theirs. Milliseconds; a long task is one of 50. */
const SLICE = 4
/** How often state that tells nobody of its change is looked at, and for how long. Milliseconds. */
const AUDIT_EVERY = 250
const AUDIT = 1.5

export interface Capture {
  /** What the running check has found; null as long as the part that checks has not joined. */
  readonly stats: CaptureStats | null
  /** Requests from the replica: asset wanted, heal a subtree, new epoch. Throws a ProtocolError on anything else. */
  receive(frame: Uint8Array): void
  /** Everything dirty, now. */
  flush(): void
  pause(): void
  resume(): void
  nodeAt(id: NodeId): Node | undefined
  idOf(node: Node): NodeId | undefined
  /** Unhooks everything; the page is as before. */
  stop(): void
}

export type CaptureOptions = {
  readonly document?: Document
  emit(frame: Uint8Array): void
  /** Asked at the start of each epoch. */
  privacy(): PrivacyRules
  /** Of this capture alone. */
  readonly recogniser: Recogniser
  /** false: the outbox is full, hold the next flush; what is dirty keeps coalescing. */
  ready?(): boolean
  /** How long one piece of work in the page may take, in milliseconds. */
  readonly slice?: number
  /** What may follow the first picture; joins when it is there. */
  readonly parts: readonly MakePart[] | Promise<readonly MakePart[]>
}

/**
 * Mirrors a live page as frames of ops, in order. What is masked never enters a frame. Throws PrivacyRulesError when
 * the rules cannot be read: then nothing is shared.
 */
export function startCapture(options: CaptureOptions): Capture {
  const page = options.document ?? document
  const view = unzoned(must(windowOf(page), 'a window'))
  const slice = options.slice ?? SLICE
  let running = true
  let started = false
  let paused = false
  /** The next piece of work begins an epoch. */
  let fresh = true

  /** The next settled flush also looks at what tells nobody. */
  let auditing = false
  const schedule = createSchedule(view, (settled) =>
    step((until) => {
      if (auditing && settled) mirror.audit(performance.now() + AUDIT)
      else mirror.flush(until, settled)
      auditing &&= !settled
    }),
  )
  const mirror = new Mirror({
    document: page,
    classify: () => createClassifier(options.privacy(), options.recogniser),
    emit: (frame) => running && options.emit(frame),
    schedule,
  })
  // After a frame: then asking for sizes costs nothing. (A ResizeObserver on the root would tell of them, but makes the
  // page's own observers report loops.)
  const audit = view.setInterval(() => {
    auditing = true
    schedule.settle()
  }, AUDIT_EVERY)

  /** Held while paused or while the outbox is full: the schedule asks again with the next frame. */
  function step(work: (until: number) => void): void {
    if (!running || !started || paused) return
    if (options.ready?.() === false) {
      schedule.request()
      return
    }
    const until = slice > 0 ? performance.now() + slice : 0
    if (fresh) mirror.snapshot(until)
    else work(until)
    fresh = false
    if (mirror.behind) schedule.again()
  }

  const use = (parts: readonly MakePart[]): void => {
    if (running) for (const part of parts) mirror.use(part)
  }
  mirror.use(options.recogniser.part)
  const { parts } = options
  if ('then' in parts) void when(parts, use)
  else use(parts)

  const start = (): void => {
    if (!running || started) return
    started = true
    schedule.request()
  }
  const wait = view.setTimeout(start, SHEETS_WAIT)
  mirror.sheets.texts.prepare(page, start)

  return {
    get stats() {
      return mirror.stats
    },
    receive(frame) {
      const requests = readRequests(frame)
      if (!running) return
      for (const request of requests) {
        if (request.request === 'epoch') fresh = true
        else mirror.request(request)
      }
      if (fresh || mirror.behind) schedule.request()
    },
    flush() {
      step((until) => mirror.flush(until))
      step(() => mirror.audit(Number.POSITIVE_INFINITY))
    },
    pause() {
      paused = true
    },
    resume() {
      paused = false
      schedule.request()
    },
    nodeAt: (id) => mirror.model.nodeAt(id),
    idOf: (node) => mirror.model.idOf(node),
    stop() {
      running = false
      schedule.stop()
      view.clearTimeout(wait)
      view.clearInterval(audit)
      mirror.stop()
    },
  }
}

/** An await is the browser's own, whoever has replaced Promise. */
async function when<T>(there: Promise<T>, then: (value: T) => void): Promise<void> {
  let value: T
  try {
    value = await there
  } catch {
    return
  }
  then(value)
}

/** A frame in clear, for tests, audits and debugging. */
export const describe: (frame: Uint8Array) => string = describeFrame
