import { placeAt, rectOf } from '@alongside/capture/core'
import { createOverlay, type Overlay } from '@alongside/overlay'
import { observeActivity } from './activity.ts'
import { observeClicks } from './clicks.ts'
import type { Connection } from './connection.ts'
import type { Guard, Stop } from './guard.ts'
import type { Host } from './host.ts'
import { observeMoving } from './moving.ts'
import { observePointer } from './pointer.ts'
import { createReports } from './reports.ts'
import type { Sharing } from './sharing.ts'
import { observeWindows } from './windows.ts'

export type PresenceOptions = {
  readonly host: Pick<Host, 'root'>
  readonly agentName: string
  readonly sharing: Pick<Sharing, 'capture'>
  readonly connection: Pick<Connection, 'send' | 'sendVolatile'>
  readonly guard: Guard
  /** What draws the agent's marks from now on; null: nothing does. */
  draw(overlay: Overlay | null): void
}

/** The agent's cursor and clicks on the page, and the customer's told to the agent. Both need a picture at the agent's first. */
export function startPresence({
  host,
  agentName,
  sharing,
  connection,
  guard,
  draw,
}: PresenceOptions): Stop {
  const overlay = createOverlay({
    root: host.root,
    party: 'agent',
    name: agentName,
    rectOf: (id) => sharing.capture && rectOf(sharing.capture, id),
    style: 'css-sheet',
  })
  const reports = createReports({
    guard,
    placeAt: (x, y) => sharing.capture && placeAt(sharing.capture, document, x, y),
    send: connection.send,
    sendVolatile: connection.sendVolatile,
  })
  const moved = guard(() => {
    overlay.refresh()
    reports.repeat()
  })
  const unobserve = observeWindows(window, (inner, toTop) => {
    const stops = [
      observePointer(inner, toTop, reports),
      observeClicks(inner, toTop, reports),
      observeMoving(inner, moved),
      // Held back, the page tells nothing, not even that somebody types.
      observeActivity(inner, { alive: () => sharing.capture && reports.alive() }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  })
  draw(overlay)
  return () => {
    draw(null)
    unobserve()
    reports.stop()
    overlay.destroy()
  }
}
