import type { NodeId } from '../ids.ts'
import { MOTION_STATES, PX } from './codes.ts'
import type { Motion, Playback } from './op.ts'
import * as OP from './op-code.ts'
import type { OpWriter } from './write.ts'

// Ops that only parts of a capture tell: functions, so that what comes before the first picture does not hold them.

export function tellChecked(
  out: OpWriter,
  id: NodeId,
  checked: boolean,
  indeterminate: boolean,
): void {
  out.tell(OP.checked, id, [(checked ? 1 : 0) | (indeterminate ? 2 : 0)])
}

export function tellFiles(out: OpWriter, id: NodeId, count: number): void {
  out.tell(OP.files, id, [count])
}

/** In CSS px. */
export function tellGutter(out: OpWriter, id: NodeId, width: number, height: number): void {
  out.tell(
    OP.gutter,
    id,
    [width, height].map((px) => Math.max(0, Math.round(px * PX))),
  )
}

/** A number of a player is never more: years, or a rate that no browser has. */
const MOST = 2 ** 40

export function tellPlayback(out: OpWriter, id: NodeId, now: Playback): void {
  const { playing, muted, time, duration, rate } = now
  // A page may have its own idea of each.
  const numbers = [time, duration, rate * 1000].map((value) =>
    Math.min(Math.max(0, Math.round(value) || 0), MOST),
  )
  out.tell(OP.playback, id, [(playing ? 1 : 0) | (muted ? 2 : 0), ...numbers])
}

export function tellAnimation(out: OpWriter, id: NodeId, motion: Motion): void {
  const { key, state, time, rate, pseudo, of, effect } = motion
  const numbers = [key, MOTION_STATES.indexOf(state), Math.max(0, Math.round(time))]
  out.tell(OP.animation, id, numbers, [String(rate), pseudo, of, effect])
}

export function tellSurface(
  out: OpWriter,
  id: NodeId,
  surface: number,
  width: number,
  height: number,
  scale: number,
): void {
  out.tell(OP.surface, id, [surface, width, height, scale])
}
