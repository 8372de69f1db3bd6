import { ByteReader, ByteWriter } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import type { NodeId } from '../ids.ts'
import * as LIMIT from '../limits.ts'
import { FRAME_SUBPAGE, FRAMES } from './codes.ts'
import type { Frame } from './op.ts'

type Subpage = Extract<Frame, { frame: 'subpage' }>

/** A frame of the page in the frame element `host`; without content: it has gone. */
export function writeSubpage(host: NodeId, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter(content.length + 8)
  out.byte(FRAME_SUBPAGE)
  out.varUint(host)
  out.raw(content)
  return out.take()
}

/**
 * The reverse; any other frame is a ProtocolError. Of the content only its kind is read, and how deep it stands: the rest is for
 * the reader of that page, which has read its frames before.
 */
export function readSubpage(bytes: Uint8Array): Subpage {
  if (bytes[0] !== FRAME_SUBPAGE) throw new ProtocolError('unknown_kind', 'no subpage')
  const { length, 0: kind = 0 } = innermost(bytes)
  if (length > 0 && !FRAMES[kind - 1])
    throw new ProtocolError('unknown_kind', `a frame of kind ${kind}`)
  return unwrapped(bytes)
}

/** What a frame carries in the end, through all the pages that it comes from; empty when the last of them has gone. */
export function innermost(frame: Uint8Array): Uint8Array {
  let inner = frame
  for (let depth = 0; inner[0] === FRAME_SUBPAGE; depth++) {
    if (depth === LIMIT.subpageDepth)
      throw new ProtocolError('too_large', `subpages over ${LIMIT.subpageDepth} deep`)
    inner = unwrapped(inner).content
  }
  return inner
}

function unwrapped(bytes: Uint8Array): Subpage {
  const input = new ByteReader(bytes)
  input.byte()
  return { frame: 'subpage', host: input.varUint() as NodeId, content: input.rest() }
}
