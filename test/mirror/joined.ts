import { type Capture, DEFAULT_RULES, type PrivacyRules, startCapture } from '@alongside/capture'
import { FrameReader, type Op, OpWriter, ProtocolError } from '@alongside/protocol'
import { createReplica, type Replica } from '@alongside/replica'
import { writeFrame } from '../../packages/protocol/test/write-frame.ts'
import { canonicalPage, canonicalReplica, firstDifference } from '../support/canonical.ts'
import { rulesDifference } from '../support/rules.ts'

/** A page in a frame, its capture, and a replica of it beside, joined without a network. */
export type Joined = {
  readonly page: Document
  readonly window: Window & typeof globalThis
  readonly capture: Capture
  readonly replica: Replica
  /** Every frame that the capture has emitted. */
  readonly frames: Uint8Array[]
  /** Flush, and what differs between page and replica; null when nothing does. */
  difference(): string | null
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
  /** Between capture and replica: what an op becomes; null drops it. Switches a mechanism off. */
  readonly through?: (op: Op) => Op | null
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
  const errors: unknown[] = []
  const replica: Replica = createReplica({
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
      frames.push(bytes)
      try {
        replica.apply(through(bytes))
      } catch (error) {
        errors.push(error)
      }
    },
  })
  await until(() => replica.document?.documentElement || errors.length > 0)
  return {
    page,
    window: view as Window & typeof globalThis,
    capture,
    replica,
    frames,
    difference() {
      capture.flush()
      if (errors.length > 0) return `error: ${coded(errors[0])}`
      const copy = replica.document
      if (!copy) return 'no replica'
      return (
        firstDifference(canonicalPage(page, privacy), canonicalReplica(copy)) ??
        rulesDifference(page, capture, replica)
      )
    },
    close() {
      capture.stop()
      replica.destroy()
      frame.remove()
      host.remove()
    },
  }
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
