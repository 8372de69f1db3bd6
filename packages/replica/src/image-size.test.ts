import { expect, it } from 'vitest'
import { imageSize } from './image-size.ts'

const bytes = (text: string): Uint8Array =>
  Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const PNG = '89504e470d0a1a0a 0000000d 49484452 00000140 000000b4 0806000000 00000000'
const webp = (kind: string, rest: string): string =>
  `52494646 00010000 57454250 ${Buffer.from(kind).toString('hex')} 00010000 ${rest} 0000000000000000`

it.each([
  ['a PNG', PNG, { width: 320, height: 180 }],
  ['a lossy WebP', webp('VP8 ', '100200 9d012a 4001 b400'), { width: 320, height: 180 }],
  // 319 | 179 << 14
  ['a lossless WebP', webp('VP8L', '2f 3fc12c00'), { width: 320, height: 180 }],
  ['a WebP with alpha', webp('VP8X', '10000000 3f0100 b30000'), { width: 320, height: 180 }],
  ['a GIF', '474946383961 4001 b400 000000000000000000000000000000000000000000', null],
  ['something else in RIFF', PNG.replace('89504e47', '52494646'), null],
  ['a WebP of no kind', webp('XXXX', '10000000 3f0100 b30000'), null],
  ['a PNG that is cut off', PNG.slice(0, 40), null],
  ['nothing', '', null],
])('%s', (_, hex, size) => {
  expect(imageSize(bytes(hex))).toEqual(size)
})
