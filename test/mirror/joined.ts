import { type Capture, DEFAULT_RULES, type PrivacyRules, startCapture } from '@alongside/capture'
import { FrameReader, frameKind, type Op, OpWriter, ProtocolError } from '@alongside/protocol'
import { createReplica, type Replica, type ReplicaOptions } from '@alongside/replica'
import { writeFrame } from '../../packages/protocol/test/write-frame.ts'
import { canonicalPage, canonicalReplica, firstDifference } from '../support/canonical.ts'
import { rulesDifference } from '../support/rules.ts'

/** A page in a frame, its capture, and a replica of it beside, joined without a network. */
export type Joined = {
  readonly page: Document
  readonly window: Window & typeof globalThis
  readonly capture: Capture
  readonly replica: Replica
  /** Every frame that the capture has emitted, but for those of the running check. */
  readonly frames: Uint8Array[]
  /** Those of the running check. */
  readonly checks: Uint8Array[]
  /**
   * Flush, and what differs between page and replica; null when nothing does. The running check of the mirror must have
   * found nothing either, for all of it.
   */
  difference(): string | null
  /** What differs now, by all that a test can see of both sides; null when nothing does. */
  compare(): string | null
  close(): void
}

export type JoinOptions = {
  readonly privacy?: PrivacyRules
  readonly ready?: () => boolean
  readonly slice?: number
  /** Runs in the page before sharing starts. */
  readonly before?: (page: Document) => void | Promise<void>
  /** The capture is of the page's own window, loaded after `before`, as on a customer's site; how, where there are no modules. */
  readonly own?: boolean | ((view: Window) => typeof startCapture)
  /**
   * Between capture and replica: what an op becomes; null drops it. Switches a mechanism off, and with it the check, which
   * would do its work.
   */
  readonly through?: (op: Op) => Op | null
  /** At every how many comparisons a whole round of the running check is waited for; in between it goes on by itself. */
  readonly checkEvery?: number
  /** A replica that is more than others need. */
  readonly create?: (options: ReplicaOptions) => Replica
}

export async function joinPage(markup: string, options: JoinOptions = {}): Promise<Joined> {
  const privacy = options.privacy ?? DEFAULT_RULES
  const host = document.createElement('div')
  const frame = document.createElement('iframe')
  frame.width = '800'
  frame.height = '600'
  frame.style.border = '0'
  // Beside the page, as pictures are taken of both.
  host.style.position = 'relative'
  document.body.append(frame, host)
  const page = frame.contentDocument
  const view = frame.contentWindow
  if (!page || !view) throw new Error('no page')
  page.open()
  page.write(markup)
  page.close()

  await options.before?.(page)

  const through = options.through ? filter(options.through) : (bytes: Uint8Array) => bytes
  const frames: Uint8Array[] = []
  const checks: Uint8Array[] = []
  const { checkEvery = 1 } = options
  let compared = 0
  const errors: unknown[] = []
  const replica: Replica = (options.create ?? createReplica)({
    container: host,
    emit: (request) => queueMicrotask(() => capture.receive(request)),
    onError: (error) => errors.push(error),
  })
  const { own } = options
  const start = typeof own === 'function' ? own(view) : own ? await captureOf(view) : startCapture
  const capture: Capture = start({
    document: page,
    privacy,
    ...(options.ready ? { ready: options.ready } : {}),
    ...(options.slice === undefined ? {} : { slice: options.slice }),
    emit: (bytes) => {
      const isCheck = frameKind(bytes) === 'check'
      if (isCheck && options.through) return
      if (isCheck) checks.push(bytes)
      else frames.push(bytes)
      try {
        replica.apply(through(bytes))
      } catch (error) {
        errors.push(error)
      }
    },
  })
  await until(() => replica.document?.documentElement || errors.length > 0)
  const compare = (): string | null => {
    if (errors.length > 0) return `error: ${coded(errors[0])}`
    const copy = replica.document
    if (!copy) return 'no replica'
    return (
      firstDifference(canonicalPage(page, privacy), canonicalReplica(copy)) ??
      rulesDifference(page, capture, replica)
    )
  }
  return {
    page,
    window: view as Window & typeof globalThis,
    capture,
    replica,
    frames,
    checks,
    difference() {
      capture.flush()
      const wrong = compare()
      const isDue = !options.through && ++compared % checkEvery === 0
      return wrong ?? (isDue ? checkDifference(capture, replica) : null)
    },
    compare,
    close() {
      capture.stop()
      replica.destroy()
      frame.remove()
      host.remove()
    },
  }
}

/** So many looks are enough for a round over most pages of the tests; what is larger is compared in part. */
const LOOKS = 8

/** What the running check has found in a mirror that is right by every other measure. */
function checkDifference(capture: Capture, replica: Replica): string | null {
  const { rounds } = replica.stats
  for (let look = 0; look < LOOKS && replica.stats.rounds === rounds; look++) capture.flush()
  const { mismatches, heals, layouts } = replica.stats
  const { missed = 0 } = capture.stats ?? {}
  return mismatches + heals + layouts + missed > 0
    ? `the check found ${mismatches} differences, ${layouts} of layout, ${missed} of the model, and healed ${heals}`
    : null
}

/** The capture's module in the realm of another window. */
async function captureOf(view: Window): Promise<typeof startCapture> {
  const url = new URL('../../packages/capture/src/index.ts', import.meta.url).href
  const load: (url: string) => Promise<{ startCapture: typeof startCapture }> = Reflect.get(
    view,
    'eval',
  )('(url) => import(url)')
  return (await load(url)).startCapture
}

/** Rewrites frames op by op, as an end that lacks a mechanism would have sent them. */
function filter(through: (op: Op) => Op | null): (bytes: Uint8Array) => Uint8Array {
  const reader = new FrameReader()
  const out = new OpWriter()
  return (bytes) => {
    const frame = reader.read(bytes)
    if (frame.frame !== 'ops') return bytes
    const ops = frame.ops.map(through).filter((op) => op !== null)
    return writeFrame({ ...frame, ops }, out)
  }
}

function coded(error: unknown): string {
  return error instanceof ProtocolError ? `${error.code}, ${error.message}` : String(error)
}

/** Waits for something that another part of the browser brings about. */
export async function until<T>(what: () => T | null | undefined | false, ms = 5000): Promise<T> {
  const end = performance.now() + ms
  for (;;) {
    const value = what()
    if (value) return value
    if (performance.now() > end) throw new Error(`did not happen in ${ms} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
