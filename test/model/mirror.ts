// What stands for `@alongside/capture` and `@alongside/replica`: a page that is nothing but a number, which grows.

import { FrameReader, frameKind, OpWriter, readRequests } from '@alongside/protocol'
import { here } from './realm.ts'

/** How often the page changes, ms. */
const CHANGES_EVERY = 2000

/** What a frame tells of the moment in which it was captured. */
export type Captured = {
  readonly epoch: number
  readonly sequence: number
  readonly at: number
  readonly address: string
  /** Of the page. */
  readonly name: string
  /** Whether the customer could see then that the page is shared, and that it was not paused. */
  readonly allowed: boolean
}

type CaptureOptions = { emit(frame: Uint8Array): void; ready?(): boolean }

let watched: () => boolean = () => true

/** Who is asked, at every frame, whether one may be. */
export function watchCapture(allowed: () => boolean): void {
  watched = allowed
}

export class PrivacyRulesError extends Error {}

export function startCapture({ emit, ready }: CaptureOptions): object {
  let epoch = Math.floor(Math.random() * 2 ** 30)
  let sequence = 0
  let running = true
  const flush = (): void => {
    if (!running || ready?.() === false) return
    const captured: Captured = {
      ...{ epoch, sequence: ++sequence, at: Date.now() },
      ...{ address: location.pathname, name: here().name, allowed: watched() },
    }
    const out = new OpWriter()
    out.page(location.href, JSON.stringify(captured))
    emit(out.take(1, 1))
  }
  const timer = setInterval(flush, CHANGES_EVERY)
  setTimeout(flush)
  return {
    flush,
    receive(frame: Uint8Array): void {
      for (const { request } of readRequests(frame)) {
        if (request !== 'epoch') continue
        epoch++
        sequence = 0
      }
    },
    stop(): void {
      running = false
      clearInterval(timer)
    },
  }
}

export const placeAt = (): null => null
export const rectOf = (): null => null
export const createRecogniser = (): object => ({})
export const PARTS: readonly [] = []
export const followSubpages = (): object => ({ part: () => ({}), receive: () => {} })

/** The newest that the replica of a page has. */
export type Shown = { readonly captured: Captured | null; readonly gaps: number }

export const replicas = new WeakMap<object, Shown>()

type ReplicaOptions = { readonly container: { readonly ownerDocument: object }; onChange?(): void }

export function createReplica({ container, onChange }: ReplicaOptions): object {
  let captured: Captured | null = null
  let gaps = 0
  replicas.set(container.ownerDocument, { captured, gaps })
  return {
    page: null,
    viewport: null,
    visualViewport: null,
    fidelity: [],
    pendingAssets: 0,
    stats: { checkedAt: null, heals: 0 },
    get ready() {
      return captured !== null
    },
    get current() {
      return captured !== null
    },
    apply(frame: Uint8Array): void {
      const read = frameKind(frame) === 'ops' ? new FrameReader().read(frame) : null
      const op = read?.frame === 'ops' ? read.ops[0] : undefined
      if (op?.op !== 'page') return
      const next: Captured = JSON.parse(op.title)
      // In order and without a gap, or from the beginning.
      const follows = next.epoch === captured?.epoch && next.sequence === captured.sequence + 1
      if (!follows && next.sequence !== 1) gaps++
      captured = next
      replicas.set(container.ownerDocument, { captured, gaps })
      onChange?.()
    },
    idAt: () => null,
    rectOf: () => null,
    nodeOf: () => null,
    hidden: () => [],
    destroy: () => {},
  }
}

export function createGate(_: object, apply: (frame: Uint8Array) => void): object {
  return { take: apply, idle: true, stop: () => {} }
}
