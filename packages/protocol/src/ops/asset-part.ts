import { type ByteReader, ByteWriter } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import type { RequestId } from '../ids.ts'
import * as LIMIT from '../limits.ts'
import { ASSET_STATES, FRAMES } from './codes.ts'
import type { AssetPart } from './op.ts'

/** A frame of a piece of an asset. */
export function writeAssetPart(part: AssetPart): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter(64 + part.bytes.length)
  out.byte(FRAMES.indexOf('asset') + 1)
  out.varUint(part.request)
  out.byte(ASSET_STATES.indexOf(part.status))
  out.string(part.type)
  out.string(part.hash)
  out.varUint(part.offset)
  out.varUint(part.total)
  out.raw(part.bytes)
  return out.take()
}

/** The reverse, after the frame's kind. */
export function readAssetPart(input: ByteReader): AssetPart {
  const request = input.varUint() as RequestId
  const status = ASSET_STATES[input.byte()]
  if (!status) throw new ProtocolError('unknown_kind', 'an asset of an unknown state')
  const type = input.string(256)
  const hash = input.string(LIMIT.hashChars)
  const offset = input.varUint()
  const total = input.varUint()
  if (total > LIMIT.assetBytes) throw new ProtocolError('too_large', `an asset of ${total}`)
  const rest = input.rest()
  if (offset + rest.length > total) {
    throw new ProtocolError('bad_value', 'an asset part past the end of its asset')
  }
  return { request, status, type, hash, offset, total, bytes: rest }
}
