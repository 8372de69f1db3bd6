import type { ByteReader } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import type { RequestId } from '../ids.ts'
import * as LIMIT from '../limits.ts'
import { ASSET_STATES } from './codes.ts'
import type { AssetPart } from './op.ts'

/** What `writeAssetPart` writes, after the frame's kind. */
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
