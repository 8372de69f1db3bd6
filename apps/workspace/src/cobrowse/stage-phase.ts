import type { SessionState } from '@alongside/protocol'
import type { ViewerState } from '@alongside/viewer'

/** What the stage shows. Each has its own picture; none is an error thrown at the agent. */
export type StagePhase =
  | 'connecting'
  | 'waiting' // connected, no picture of the page yet
  | 'live'
  | 'leaving' // the customer goes to another page
  | 'repairing' // what comes cannot be shown
  | 'frozen' // the picture may be old
  | 'paused'
  | 'held' // nothing of the page may be sent
  | 'failed'
  | 'elsewhere' // another window of this agent has taken it
  | 'ended'

type Seen = Pick<
  ViewerState,
  'connection' | 'firstPicture' | 'leaving' | 'held' | 'frozenSince' | 'repairing' | 'sharerPresent'
>

export function stagePhase(o: {
  session: SessionState
  ended: boolean
  failed: boolean
  elsewhere: boolean
  viewer: Seen | null
}): StagePhase {
  const { viewer } = o
  if (o.ended || o.session === 'ended') return 'ended'
  if (o.failed) return 'failed'
  if (o.elsewhere) return 'elsewhere'
  if (viewer?.held) return 'held'
  if (o.session === 'paused') return 'paused'
  if (!viewer) return 'connecting'
  if (viewer.leaving) return 'leaving'
  if (viewer.repairing) return 'repairing'
  if (!viewer.firstPicture) {
    return viewer.connection === 'open' && viewer.sharerPresent ? 'waiting' : 'connecting'
  }
  const frozen = viewer.frozenSince !== null || o.session === 'interrupted'
  return frozen || viewer.connection !== 'open' ? 'frozen' : 'live'
}

/** How good the connection feels, by its round trip: 3 bars, 2, 1; 0 when there is none. */
export function bars(viewer: Pick<ViewerState, 'connection' | 'roundTrip'> | null): 0 | 1 | 2 | 3 {
  if (viewer?.connection !== 'open') return 0
  if (viewer.roundTrip === null || viewer.roundTrip < 150) return 3
  return viewer.roundTrip < 400 ? 2 : 1
}
