import { readFileSync } from 'node:fs'
import { PNG } from 'pngjs'
import { randomNumbers } from '../page/random.ts'

const FONTS = new URL(
  '../../node_modules/@fontsource-variable/bricolage-grotesque/files/',
  import.meta.url,
)
const CUTS = ['standard', 'wght', 'wdth', 'opsz'].map((axis) => `latin-${axis}`)
const FILES = [...CUTS, 'latin-ext-standard', 'latin-ext-wght']

/** A picture that no compression makes smaller, of about so many bytes and three times as wide as high. */
export function imageBytes(seed: number, weight: number): Buffer {
  const height = Math.round(Math.sqrt(weight / 9))
  const png = new PNG({ width: height * 3, height })
  const random = randomNumbers(seed + 11)
  for (let i = 0; i < png.data.length; i++) png.data[i] = i % 4 === 3 ? 255 : random(256)
  return PNG.sync.write(png, { colorType: 2, filterType: 0 })
}

/** One of six files of a real font. */
export function fontBytes(index: number): Buffer {
  const name = FILES[index % FILES.length]
  return readFileSync(new URL(`bricolage-grotesque-${name}-normal.woff2`, FONTS))
}
