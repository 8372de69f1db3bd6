import { startCapture } from '@alongside/capture/core'
import type { Deployment } from '@alongside/capture/subpages'
import type { ChannelState } from '@alongside/channel'
import type { Overlay } from '@alongside/overlay'
import { type HeldReason, must } from '@alongside/protocol'
import type { CobrowseConfig, SharedPage } from '@alongside/protocol/api'
import { safeAccent } from './accent.ts'
import { type Connect, type Connection, connect } from './connection.ts'
import { createGuard, type Stop } from './guard.ts'
import { createHost } from './host.ts'
import { createInbox } from './inbox.ts'
import { observeLeaving } from './leaving.ts'
import {
  createParts,
  type Later,
  type LaterAccount,
  type LaterBar,
  type LaterPresence,
  type Recognise,
  whenLoaded,
} from './parts.ts'
import type { PreviewModule } from './preview-module.ts'
import { createSharing } from './sharing.ts'
import { observeStopKeys } from './stop-keys.ts'
import { createToolbar, type Toolbar } from './toolbar.ts'
import { observeWindows } from './windows.ts'
import type { SharerWords } from './words.ts'

export type SharerOptions = {
  readonly sessionId: string
  readonly agentName: string
  /** Which tab shares; the tickets are bound to it. */
  readonly tabId: string
  ticket(): Promise<{ ticket: string; websocketUrl: string }>
  /** Raw Ed25519 key; an agent whose key it did not certify is shown nothing. */
  readonly issuerKey: Uint8Array | null
  /** As it is now; null: it was not to be had, so nothing is shared. */
  readonly config: CobrowseConfig | null
  /** ms since 1970, for the toolbar's timer. */
  readonly startedAt: number
  readonly words: SharerWords
  /** The deployment's colour, `#rrggbb`. */
  readonly accent?: string
  /** From the beginning: the customer paused on the page before. */
  readonly paused?: boolean
  /** The server or the other side ended it, or it failed. Not called after `stop`. The page is already as before. */
  onEnded(reason: string): void
  /** The customer pressed Stop or Escape twice. The page is already as before; the caller tells the server. */
  stop(): void
  onState?(state: { connection: ChannelState; viewerPresent: boolean }): void
  /** Nothing of the page is sent, and why; null: it is again. */
  onHeld?(why: HeldReason | null): void
  /** Of which the pages in frames may be, too. */
  readonly deployment: Deployment
  readonly later: Later
  /** Or while it is still being loaded: nothing of the page is read before, and nothing is shared when it does not come. */
  readonly recognise: Recognise | Promise<Recognise>
  readonly bar: LaterBar
  readonly presence: LaterPresence
  /** Which pages are shown, and how much of them is hidden: for a receipt, where there is one. */
  readonly account?: LaterAccount
  tellPage?(page: SharedPage): Promise<unknown>
  /** What the agent sees, shown here: comes when it is asked for. */
  loadPreview?(): Promise<PreviewModule>
  /** How the socket is made; the tests give one without a network. */
  readonly connect?: Connect
}

export interface Sharer {
  /** The caller's own end: removes everything and calls nobody back. */
  stop(reason?: string): void
  /** The agent's end is told of what the caller knows. */
  readonly send: Connection['send']
  readonly idle: Toolbar['idle']
  /** What the agent's end sent and had no right to. */
  readonly dropped: number
}

const MOST_EARLY = 64

/** Shares this tab: what the agent sees, what the customer sees about it, and the way to stop. */
export function startSharer(options: SharerOptions): Sharer {
  const stops: Stop[] = []
  let over = false
  const end = (tell: () => void): void => {
    if (over) return
    over = true
    // Reversed: what feeds something stops before it. One failure must not keep the rest on the page.
    for (const stop of stops.reverse()) guard(stop)()
    tell()
  }
  const guard = createGuard((error) => {
    console.error('Alongside: sharing failed', error)
    end(() => options.onEnded('failed'))
  })
  const customerStops = (): void => end(options.stop)

  /** Requests that came before there could be a capture; more than these are not of our viewer. */
  const early: Uint8Array[] = []
  let overlay: Overlay | null = null
  const host = createHost(document, safeAccent(options.accent))
  stops.push(host.remove)
  const toolbar = createToolbar({ ...options, host, onStop: customerStops })
  stops.push(toolbar.destroy)
  host.keepOnTop(toolbar.point)

  const captured = createParts(options.later, options.deployment)
  const inbox = createInbox({
    requests(frame) {
      if (recognise) sharing.capture?.receive(frame)
      else if (early.length < MOST_EARLY) early.push(frame)
    },
    subpage: captured.receive,
    overlay: () => overlay,
  })
  const connection = connect(options, {
    onPayload: guard(inbox.take),
    onStream: () => void begin(),
    onState(connection) {
      toolbar.show(connection)
      if (connection !== 'open') overlay?.pointer(null)
    },
    onEnded: (reason) => end(() => options.onEnded(reason)),
  })
  stops.push(connection.close)
  let recognise: Recognise | undefined
  const sharing = createSharing(
    options.config,
    (o) => {
      const recogniser = must(recognise, 'recogniser').createRecogniser(options.config?.privacy)
      return startCapture({ ...o, recogniser, parts: captured.parts })
    },
    connection,
    (why) => {
      toolbar.hold(why)
      options.onHeld?.(why)
    },
    options.paused,
  )
  stops.push(
    sharing.stop,
    whenLoaded(options.bar, ({ completeBar }) =>
      completeBar({ ...options, host, toolbar, sharing, captured }),
    ),
    whenLoaded(options.presence, ({ startPresence }) =>
      startPresence({
        ...options,
        host,
        sharing,
        connection,
        guard,
        draw: (it) => {
          overlay = it
        },
      }),
    ),
  )
  if (options.account)
    stops.push(
      whenLoaded(options.account, ({ keepAccount }) =>
        keepAccount({ ...options, sharing, captured }),
      ),
    )
  const begin = async (): Promise<void> => {
    try {
      recognise = await options.recognise
    } catch {
      // Said below.
    }
    guard(() => {
      if (!over) sharing.begin()
      for (const frame of early.splice(0)) sharing.capture?.receive(frame)
    })()
  }

  stops.push(
    observeWindows(window, (inner) => observeStopKeys(inner, customerStops)),
    observeLeaving(window, guard(sharing.leave)),
  )
  return {
    stop: () => end(() => {}),
    send: connection.send,
    idle: toolbar.idle,
    get dropped() {
      return inbox.dropped
    },
  }
}
