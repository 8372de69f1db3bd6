// Apart from their readers, and by an entry of its own: bundlers put what the main entry reaches into what a page loads first.
import { ByteWriter } from '../bytes.ts'
import { ASSET_STATES, FRAME_TILES, FRAMES } from './codes.ts'
import type { AssetPart, Tile } from './op.ts'

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

/** A frame of pixels of a canvas or video. */
export function writeTiles(
  surface: number,
  last: boolean,
  tiles: readonly Tile[],
): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter(1024)
  out.byte(FRAME_TILES)
  out.varUint(surface)
  out.byte(last ? 1 : 0)
  for (const { x, y, width, height, image } of tiles) {
    for (const value of [x, y, width, height]) out.varUint(value)
    out.bytes(image)
  }
  return out.take()
}
