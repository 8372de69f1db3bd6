import type { ChannelState } from '@alongside/channel'
import type { Away, HeldReason } from '@alongside/protocol'
import type { FidelityNote, Replica } from '@alongside/replica'
import { attempt, type Stop } from './attempt.ts'
import type { Connection } from './connection.ts'
import type { Freshness } from './freshness.ts'
import type { Healing } from './healing.ts'
import type { Stage } from './stage.ts'

/** Everything the agent's app shows around the stage. A new object on every change. */
export type ViewerState = {
  readonly page: { readonly url: string; readonly title: string } | null
  /** The shared tab in CSS px. */
  readonly viewport: { readonly width: number; readonly height: number } | null
  /** How large the replica is drawn, 1 = actual size. */
  readonly scale: number
  readonly connection: ChannelState
  /** ms, null before the first measurement. */
  readonly roundTrip: number | null
  readonly sharerPresent: boolean
  /** There is a styled picture to show (possibly an old one: see `leaving`, `frozenSince`). */
  readonly firstPicture: boolean
  /** The customer follows a link or reloads: the picture is of the page before. */
  readonly leaving: boolean
  /** Where the customer is beside this page, or, while `leaving`, goes to. */
  readonly away: Away | null
  /** Nothing of the page is sent, and why; the picture is of before. */
  readonly held: HeldReason | null
  /** Since when (Date.now) the picture may be out of date, null while it is live. */
  readonly frozenSince: number | null
  /** What comes cannot be shown; the page is asked for again, so far in vain. */
  readonly repairing: boolean
  readonly fidelity: readonly FidelityNote[]
  /** Images and fonts that the picture still waits for. */
  readonly pendingAssets: number
  /** When the last whole comparison with the customer's page ended (Date.now); null before the first. */
  readonly checkedAt: number | null
  /** Differences between page and picture that were found and put right in this session. */
  readonly heals: number
}

/** How often the round trip is looked at. */
const LOOK_MS = 1000

/** Keeps the state, and tells when something of it is different. */
export function watchState(options: {
  replica: Pick<Replica, 'page' | 'viewport' | 'ready' | 'fidelity' | 'pendingAssets' | 'stats'>
  connection: Pick<Connection, 'state' | 'roundTrip'>
  stage: Pick<Stage, 'layout'>
  freshness: Pick<Freshness, 'gone' | 'at' | 'held' | 'frozenSince'>
  healing: Pick<Healing, 'stuck'>
  onChange(state: ViewerState): void
}): { readonly now: ViewerState; changed(): void; readonly stop: Stop } {
  const { replica, connection, stage, freshness, healing } = options
  let fidelity: readonly FidelityNote[] = []

  const read = (): ViewerState => {
    // The same notes stay the same array, so that an app may compare by identity.
    const notes = replica.fidelity
    const { checkedAt, heals } = replica.stats
    if (!sameItems(notes, fidelity)) fidelity = [...notes]
    return {
      page: replica.page,
      viewport: replica.viewport,
      scale: stage.layout.scale,
      connection: connection.state,
      roundTrip: connection.roundTrip,
      sharerPresent: connection.state === 'open',
      firstPicture: replica.ready,
      leaving: freshness.gone,
      away: freshness.at,
      held: freshness.held,
      frozenSince: replica.ready ? freshness.frozenSince : null,
      repairing: healing.stuck,
      fidelity,
      pendingAssets: replica.pendingAssets,
      checkedAt,
      heals,
    }
  }
  let now = read()
  const changed = (): void => {
    const next = read()
    if (sameState(now, next)) return
    now = next
    attempt(() => options.onChange(next))
  }
  const timer = setInterval(changed, LOOK_MS)
  return {
    get now() {
      return now
    },
    changed,
    stop: () => clearInterval(timer),
  }
}

function sameState(a: ViewerState, b: ViewerState): boolean {
  const { page, viewport, ...rest } = a
  return (
    page?.url === b.page?.url &&
    page?.title === b.page?.title &&
    viewport?.width === b.viewport?.width &&
    viewport?.height === b.viewport?.height &&
    Object.entries(rest).every(([key, value]) => b[key as keyof ViewerState] === value)
  )
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}
