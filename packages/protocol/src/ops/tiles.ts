import type { ByteReader } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import * as LIMIT from '../limits.ts'
import type { Frame, Tile } from './op.ts'

/** What `writeTiles` writes, after the frame's kind. */
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
