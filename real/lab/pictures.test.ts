import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { comparePictures } from './pictures.ts'

/** A white picture of 100 x 40 with a black box in it. */
function picture(left = 0, top = 0, width = 0, height = 0): Uint8Array {
  const png = new PNG({ width: 100, height: 40 })
  png.data.fill(255)
  for (let y = top; y < top + height; y++)
    for (let x = left; x < left + width; x++) png.data.set([0, 0, 0, 255], (y * 100 + x) * 4)
  return PNG.sync.write(png)
}

test('what differs in canvases is counted apart, where they overlap once', () => {
  const canvases = [
    { x: 9.5, y: 0, width: 30, height: 40 },
    { x: 20, y: 0, width: 19.9, height: 40 },
  ]
  const compared = comparePictures([picture(), picture(12, 10, 20, 20)], canvases)
  expect(compared).toEqual({ outside: 0, inside: 400 / (31 * 40), alike: false })
})

test('what differs outside is a share of what no canvas covers', () => {
  const compared = comparePictures(
    [picture(), picture(60, 10, 20, 20)],
    [{ x: 0, y: 0, width: 50, height: 90 }],
  )
  expect(compared).toEqual({ outside: 0.2, inside: 0, alike: false })
})

test('a page without canvases is alike when hardly a pixel differs', () => {
  expect(comparePictures([picture(), picture(50, 20, 4, 4)], [])).toMatchObject({
    inside: null,
    alike: true,
  })
  expect(comparePictures([picture(), picture(50, 20, 6, 6)], []).alike).toBe(false)
})
