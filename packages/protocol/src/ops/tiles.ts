import { type ByteReader, ByteWriter } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import * as LIMIT from '../limits.ts'
import { FRAME_TILES } from './codes.ts'
import type { Frame, Tile } from './op.ts'

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

/** The reverse, after the frame's kind. */
export function readTiles(input: ByteReader): Extract<Frame, { frame: 'tiles' }> {
  const surface = input.varUint()
  const last = input.byte() === 1
  const tiles: Tile[] = []
  while (!input.done) tiles.push(readTile(input))
  return { frame: 'tiles', surface, last, tiles }
}

function readTile(input: ByteReader): Tile {
  const [x, y, width, height] = [input.varUint(), input.varUint(), input.varUint(), input.varUint()]
  for (const side of [width, height])
    if (side === 0 || side > LIMIT.tileSide)
      throw new ProtocolError('bad_value', `a tile of ${width} x ${height}`)
  return { x, y, width, height, image: input.bytes(LIMIT.tileBytes) }
}
