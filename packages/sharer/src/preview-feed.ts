import {
  frameKind,
  innermost,
  localRequests,
  readRequests,
  readSubpage,
  writeRequests,
  writeSubpage,
} from '@alongside/protocol'

/**
 * What of the preview's wishes is passed on: bytes of images and fonts, which stay in this browser. All else would be told to the
 * agent's replica too. null: nothing of it.
 */
export function wishesFor(frame: Uint8Array): Uint8Array | null {
  if (frameKind(frame) === 'subpage') {
    const { host, content } = readSubpage(frame)
    const inner = wishesFor(content)
    return inner && writeSubpage(host, inner)
  }
  const wishes = readRequests(frame).filter((it) => 'id' in it)
  return wishes.length > 0 ? writeRequests(wishes) : null
}

/** Whose a frame that goes out is. */
export function frameFor(frame: Uint8Array): 'preview' | 'agent' | 'both' {
  const inner = innermost(frame)
  if (inner.length === 0 || frameKind(inner) !== 'asset') return 'both'
  return requestOf(inner) >= localRequests ? 'preview' : 'agent'
}

/** The number after the kind of an asset's frame, a varUint. */
function requestOf(frame: Uint8Array): number {
  let number = 0
  for (let at = 1, scale = 1; at < frame.length; at++, scale *= 128) {
    const byte = frame[at] ?? 0
    number += (byte & 127) * scale
    if (byte < 128) break
  }
  return number
}
