import { frameKind, innermost, type Lane } from '@alongside/protocol'

/** In their order: ops, checks, which are about the state that the ops before them led to, and that a page has gone. The rest may be overtaken. */
export function laneOf(frame: Uint8Array): Lane {
  const inner = innermost(frame)
  return inner.length === 0 || /ops|check/.test(frameKind(inner)) ? 'page' : 'asset'
}
