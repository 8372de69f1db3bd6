import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { comparePixels } from './compare-pixels.ts'

function image(width: number, height: number, paint?: (png: PNG) => void): Uint8Array {
  const png = new PNG({ width, height })
  png.data.fill(255)
  paint?.(png)
  return PNG.sync.write(png)
}

const blackRow = (png: PNG) => {
  for (let x = 0; x < png.width; x++) png.data.set([0, 0, 0, 255], x * 4)
}

test('finds no difference between equal images', () => {
  expect(comparePixels(image(20, 10), image(20, 10)).fraction).toBe(0)
})

test('gives the fraction of the pixels that differ', () => {
  expect(comparePixels(image(20, 10), image(20, 10, blackRow))).toEqual({
    fraction: 0.1,
    differing: 20,
    total: 200,
  })
})

test('leaves out the rectangles it is told to ignore, also where they leave the image', () => {
  const ignore = [{ x: -5, y: -5, width: 15, height: 6 }]
  expect(comparePixels(image(20, 10), image(20, 10, blackRow), { ignore }).differing).toBe(10)
})

test('takes images of different sizes as wholly different', () => {
  expect(comparePixels(image(20, 10), image(20, 11)).fraction).toBe(1)
})
