import { createOverlay, type OverlayOptions } from '@alongside/overlay'
import { frameKind } from '@alongside/protocol'
import type { CheckCounts } from '@alongside/protocol/api'
import { createGate, createReplica, type ReplicaWords } from '@alongside/replica'
import { attempt, type Stop } from './attempt.ts'
import { type Connect, connect } from './connection.ts'
import { createFreshness } from './freshness.ts'
import { createHealing } from './healing.ts'
import { createHiddenMarks } from './hidden-marks.ts'
import { createInbox } from './inbox.ts'
import type { FitMode } from './layout.ts'
import { observePanning } from './panning.ts'
import { observePointer } from './pointer.ts'
import { startReports } from './reports.ts'
import { createSeenArea } from './seen-area.ts'
import { createStage } from './stage.ts'
import { type ViewerState, watchState } from './state.ts'

export type ViewerOptions = {
  readonly sessionId: string
  /** The stage fills it. */
  readonly container: HTMLElement
  readonly customerName: string
  readonly agentName: string
  /** The static replica document, served with its own CSP. */
  readonly frameUrl?: string
  /** As the replica's options. */
  readonly directImages?: boolean
  readonly wholeImages?: boolean
  readonly proxy?: (url: string, shared: boolean) => Promise<Blob>
  /** What the replica says by itself, where not in English. */
  readonly words?: Partial<ReplicaWords>
  /** Said of a place whose content stays with the customer. */
  readonly hidden?: string
  ticket(): Promise<{ ticket: string; websocketUrl: string }>
  certify(publicKey: Uint8Array): Promise<Uint8Array>
  /** Takes what the check of the picture has found since the last time; rejects when it is to be told again. */
  report?(counts: CheckCounts): Promise<void>
  onChange(state: ViewerState): void
  /** The server's reason; `replaced`: the same agent has it in another window now; else `failed`. */
  onEnded(reason: string): void
  /** How the socket is made; the tests give one without a network. */
  readonly connect?: Connect
}

export interface Viewer {
  readonly state: ViewerState
  fit(mode: FitMode): void
  /** The agent is still there: keeps the session's idle limit away. */
  stay(): void
  stop(): void
}

/** Shows the customer's tab in the container, and the agent's pointer to the customer. */
export function startViewer(options: ViewerOptions): Viewer {
  const stops: Stop[] = []
  let over = false
  const stop = (): void => {
    if (over) return
    over = true
    for (const each of stops.reverse()) attempt(each)
  }

  const freshness = createFreshness()
  const stage = createStage(options.container, () => {
    overlay.refresh()
    marks.refresh()
    state.changed()
  })
  stops.push(stage.destroy)
  const showSeen = createSeenArea(stage.page)
  const drawing: Omit<OverlayOptions, 'party' | 'name'> = {
    root: stage.mat,
    rectOf: (id) => replica.rectOf(id),
    scale: () => stage.layout.scale,
    offset: () => stage.layout.offset,
    style: 'css-sheet',
  }
  const overlay = createOverlay({ ...drawing, party: 'customer', name: options.customerName })
  const own = createOverlay({ ...drawing, party: 'agent', name: '', cursor: false })
  stops.push(overlay.destroy, own.destroy)
  const replica = createReplica({
    container: stage.page,
    ...(options.frameUrl !== undefined && { frameUrl: options.frameUrl }),
    ...(options.directImages && { directImages: true }),
    ...(options.wholeImages && { wholeImages: true }),
    ...(options.proxy && { proxy: options.proxy }),
    ...(options.words && { words: options.words }),
    emit: (frame) => connection.sendRequests(frame),
    onError: () => healing.failed(),
    onChange() {
      freshness.shown(replica.current)
      stage.size(replica.viewport)
      showSeen(replica.visualViewport)
      marks.refresh()
      stage.input.setAttribute('aria-label', replica.page?.title ?? '')
      state.changed()
    },
  })
  stops.push(() => replica.destroy())
  const marks = createHiddenMarks({
    stage,
    boxes: replica.hidden,
    words: options.hidden ?? 'Hidden from you',
  })
  stops.push(marks.stop)

  const gate = createGate(replica, (frame) => {
    try {
      replica.apply(frame)
      healing.whole()
      if (frameKind(frame) === 'ops') freshness.applied()
      freshness.shown(replica.current)
    } catch {
      healing.failed()
    }
    overlay.refresh()
    marks.refresh()
    pointer.repeat()
    state.changed()
  })
  stops.push(gate.stop)
  if (options.report) stops.push(startReports(() => replica.stats, options.report))

  const inbox = createInbox({
    overlay,
    apply: gate.take,
    leaving() {
      freshness.leaving()
      state.changed()
    },
    held(why) {
      freshness.hold(why)
      overlay.pointer(null)
      state.changed()
    },
    away(at) {
      freshness.away(at)
      state.changed()
    },
  })
  const connection = connect(options, {
    onPayload: inbox.take,
    onStream: freshness.stream,
    onState(channelState) {
      freshness.connection(channelState)
      if (channelState !== 'open') overlay.pointer(null)
      state.changed()
    },
    onEnded(reason) {
      if (over) return
      stop()
      attempt(() => options.onEnded(reason))
    },
  })
  stops.push(connection.close)
  const healing = createHealing(connection.sendRequests)
  stops.push(healing.stop)
  const state = watchState({
    replica,
    connection,
    stage,
    freshness,
    healing,
    onChange: options.onChange,
  })
  stops.push(state.stop)

  const pointer = observePointer({
    input: stage.input,
    toPage: stage.toPage,
    placeAt({ x, y }) {
      const found = replica.idAt(x, y)
      return found && { node: found.id, x: found.x, y: found.y }
    },
    send: connection.send,
    sendVolatile: connection.sendVolatile,
    echo: own.click,
  })
  stops.push(pointer.stop, observePanning(stage.input, stage.panBy))

  return {
    get state() {
      return state.now
    },
    fit: stage.fit,
    stay: () => connection.sendVolatile({ message: 'pointerGone' }),
    stop,
  }
}
